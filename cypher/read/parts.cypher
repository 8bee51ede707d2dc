// The parts of some entities, at one to four removes.
// parameters: ids
// columns: id
UNWIND $ids AS wanted
MATCH (part:Entity)-[:PART_OF*1..4]->(whole:Entity {id: wanted})
RETURN DISTINCT part.id AS id
ORDER BY id
