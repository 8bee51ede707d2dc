// Writes an article's own properties.
// parameters: id, properties (map of property to value; null takes one away)
// columns: none
MERGE (a:Article {id: $id})
SET a += $properties
