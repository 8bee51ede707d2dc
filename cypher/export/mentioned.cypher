// Which of some entities the articles of a scope mention, how many do, and since when.
// parameters: entities (ids); published_from, published_to (ISO 8601), publisher (each null where it is no filter)
// columns: entity (id), articles, first_mentioned, last_mentioned (ISO 8601)
UNWIND $entities AS wanted
MATCH (e:Entity {id: wanted})<-[:MENTIONS]-(a:Article)
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
RETURN e.id AS entity, count(a) AS articles, min(a.published_on) AS first_mentioned,
       max(a.published_on) AS last_mentioned
ORDER BY entity
