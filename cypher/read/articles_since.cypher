// The articles published from a day on, narrowed, the oldest first.
// parameters: since (ISO 8601), published_from, published_to (ISO 8601), publisher (each null where it is no filter)
// columns: article_id, published_on, publisher
MATCH (a:Article)
WHERE a.published_on >= $since
  AND ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
RETURN a.id AS article_id, a.published_on AS published_on, a.publisher AS publisher
ORDER BY published_on, article_id
