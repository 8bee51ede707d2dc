// Writes entities, new ones and known ones.
// parameters: entities (list of maps: id, properties)
// columns: none
UNWIND $entities AS row
MERGE (e:Entity {id: row.id})
SET e += row.properties
