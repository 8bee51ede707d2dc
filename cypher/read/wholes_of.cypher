// What some entities are directly a part of.
// parameters: ids; day (ISO 8601, or null: only what articles until then state)
// columns: whole (its id), parts (the ids of those that are a part of it)
UNWIND $ids AS wanted
MATCH (part:Entity {id: wanted})-[r:PART_OF]->(whole:Entity)
WHERE $day IS NULL OR r.first_stated <= $day
RETURN whole.id AS whole, collect(DISTINCT part.id) AS parts
ORDER BY whole
