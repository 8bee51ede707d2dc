// Entities with their folded names, in the order of their ids.
// parameters: after (id to go on after), limit
// columns: id, keys
MATCH (e:Entity)
WHERE e.id > $after
RETURN e.id AS id, e.keys AS keys
ORDER BY id
LIMIT $limit
