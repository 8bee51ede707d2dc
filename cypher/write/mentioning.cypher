// The articles that mention an entity.
// parameters: id (of the entity)
// columns: id (of the article)
MATCH (e:Entity {id: $id})<-[:MENTIONS]-(a:Article)
RETURN a.id AS id
ORDER BY id
