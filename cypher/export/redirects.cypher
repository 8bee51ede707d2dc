// A page of the former ids of entities with what they lead to, in the order of the ids.
// parameters: after (the id to go on after, empty to start), limit
// columns: id, to
MATCH (r:Redirect)
WHERE r.id > $after
RETURN r.id AS id, r.to AS to
ORDER BY id
LIMIT $limit
