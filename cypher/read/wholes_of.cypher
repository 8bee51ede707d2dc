// What some entities are directly a part of.
// parameters: ids; day (ISO 8601, or null: only what articles until then state)
// columns: part, whole (entity ids)
UNWIND $ids AS wanted
MATCH (part:Entity {id: wanted})-[r:PART_OF]->(whole:Entity)
WHERE $day IS NULL OR r.first_stated <= $day
RETURN DISTINCT part.id AS part, whole.id AS whole
ORDER BY part, whole
