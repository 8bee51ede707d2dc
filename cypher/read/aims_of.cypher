// What some entities target, of one label.
// parameters: ids, label (Sector, Technology or Region); day (ISO 8601, or null: only what articles until then state)
// columns: aim (its id), entities (the ids of those that target it)
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})-[r:TARGETS]->(aim:Entity)
WHERE aim.label = $label AND ($day IS NULL OR r.first_stated <= $day)
RETURN aim.id AS aim, collect(DISTINCT e.id) AS entities
ORDER BY aim
