// Deletes those of some entities that no article mentions any more.
// parameters: ids
// columns: none
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})
WHERE NOT EXISTS { MATCH (:Article)-[:MENTIONS]->(e) }
DETACH DELETE e
