// Writes claims of one article, each with its subject. The article has none before: its relationships are new.
// parameters: article (id), claims (list of maps: id, subject, properties)
// columns: none
MATCH (a:Article {id: $article})
UNWIND $claims AS row
MATCH (s:Entity {id: row.subject})
MERGE (c:Claim {id: row.id})
SET c += row.properties
CREATE (c)-[:STATED_IN]->(a)
CREATE (c)-[:SUBJECT]->(s)
