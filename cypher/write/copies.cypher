// Says which articles are copies of one report.
// parameters: articles (list of maps: id, properties: copies, which null takes away)
// columns: none
UNWIND $articles AS row
MATCH (a:Article {id: row.id})
SET a += row.properties
