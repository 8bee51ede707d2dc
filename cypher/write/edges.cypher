// Writes projected edges of one predicate.
// parameters: edges (list of maps: subject, object, key, properties)
// columns: none
// slot: predicate
UNWIND $edges AS row
MATCH (s:Entity {id: row.subject})
MATCH (o:Entity {id: row.object})
MERGE (s)-[r:__SLOT__ {key: row.key}]->(o)
SET r += row.properties
