// How many articles mention an entity, and the days of the first and the last of them.
// parameters: id; published_from, published_to (ISO 8601), publisher (each null where it is no filter)
// columns: articles, first_mentioned, last_mentioned (ISO 8601; null where no article has a date)
MATCH (a:Article)-[:MENTIONS]->(e:Entity {id: $id})
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
RETURN count(a) AS articles, min(a.published_on) AS first_mentioned, max(a.published_on) AS last_mentioned
