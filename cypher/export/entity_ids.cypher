// Many ids of entities with their labels, in the order of the ids.
// parameters: after (the id to go on after, empty to start), limit
// columns: id, label
MATCH (e:Entity)
WHERE e.id > $after
RETURN e.id AS id, e.label AS label
ORDER BY id
LIMIT $limit
