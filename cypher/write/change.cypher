// Records what a writing transaction did with one article. It is no part of the graph that articles make up.
// parameters: id, properties (map)
// columns: id
MERGE (c:Change {id: $id})
SET c += $properties
RETURN c.id AS id
