// The articles that mention an entity and of which it is kept what was read before ids that went were replaced.
// parameters: id (of the entity)
// columns: id (of the article)
MATCH (e:Entity {id: $id})<-[:MENTIONS]-(a:Article)
WHERE a.as_read IS NOT NULL
RETURN a.id AS id
ORDER BY id
