// Articles with their headlines, in the order of their ids.
// parameters: after (id to go on after), limit
// columns: id, name
MATCH (a:Article)
WHERE a.id > $after
RETURN a.id AS id, a.name AS name
ORDER BY id
LIMIT $limit
