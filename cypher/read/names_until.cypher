// What the articles published until a day call some entities.
// parameters: ids (of entities), day (ISO 8601)
// columns: id, name, articles (that give this name)
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})<-[m:MENTIONS]-(a:Article)
WHERE a.published_on <= $day AND m.name IS NOT NULL
RETURN e.id AS id, m.name AS name, count(a) AS articles
ORDER BY id, name
