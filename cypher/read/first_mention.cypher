// The oldest article that mentions an entity, narrowed to some articles; no row where none with a date does.
// parameters: id (of the entity), published_from, published_to (ISO 8601), publisher (each null where it is no filter)
// columns: as read/article, then called (what it calls the entity), day
MATCH (e:Entity {id: $id})
MATCH (a:Article)-[m:MENTIONS]->(e)
WITH a, m, coalesce(a.published_on, '') AS day
WHERE day <> ''
  AND ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
RETURN a.id AS article_id, a.name AS article_name, a.publisher AS article_publisher, a.url AS article_url,
       a.based_on AS article_based_on, a.license AS article_license, a.published_on AS article_published_on,
       a.language AS article_language, a.text_sha256 AS text_sha256, m.name AS called, day
ORDER BY day, article_id
LIMIT 1
