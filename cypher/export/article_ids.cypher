// A page of the ids of all articles, in their order.
// parameters: after (the id to go on after, empty to start), limit
// columns: id
MATCH (a:Article)
WHERE a.id > $after
RETURN a.id AS id
ORDER BY id
LIMIT $limit
