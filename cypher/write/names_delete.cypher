// Takes from entities the names that they do not carry any more.
// parameters: entities (list of maps: id, keys (the folded names that they carry))
// columns: none
UNWIND $entities AS row
MATCH (e:Entity {id: row.id})-[c:CALLED]->(n:Name)
WHERE NOT n.id IN row.keys
DELETE c
