// Writes of some articles how their headlines are found.
// parameters: articles (list of maps: id, properties)
// columns: none
UNWIND $articles AS row
MATCH (a:Article {id: row.id})
SET a += row.properties
