// Writes what one article mentions and what it calls it.
// parameters: article (id), mentions (list of maps: id of the entity, properties)
// columns: none
MATCH (a:Article {id: $article})
UNWIND $mentions AS row
MATCH (e:Entity {id: row.id})
MERGE (a)-[m:MENTIONS]->(e)
SET m += row.properties
