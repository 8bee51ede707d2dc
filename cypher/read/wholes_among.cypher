// Which of some entities are parts of others of them, at one to four removes.
// parameters: ids
// columns: part, whole (entity ids)
UNWIND $ids AS wanted
MATCH (part:Entity {id: wanted})-[:PART_OF*1..4]->(whole:Entity)
WHERE whole.id IN $ids AND whole.id <> part.id
RETURN DISTINCT part.id AS part, whole.id AS whole
ORDER BY part, whole
