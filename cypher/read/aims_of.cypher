// What some entities target, of one label.
// parameters: ids, label (Sector, Technology or Region); day (ISO 8601, or null: only what articles until then state)
// columns: entity, aim (ids)
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})-[r:TARGETS]->(aim:Entity)
WHERE aim.label = $label AND ($day IS NULL OR r.first_stated <= $day)
RETURN DISTINCT e.id AS entity, aim.id AS aim
ORDER BY entity, aim
