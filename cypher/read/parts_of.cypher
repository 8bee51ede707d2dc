// What is directly a part of some entities.
// parameters: ids; day (ISO 8601, or null: only what articles until then state)
// columns: part, whole (entity ids)
UNWIND $ids AS wanted
MATCH (part:Entity)-[r:PART_OF]->(whole:Entity {id: wanted})
WHERE $day IS NULL OR r.first_stated <= $day
RETURN DISTINCT part.id AS part, whole.id AS whole
ORDER BY part, whole
