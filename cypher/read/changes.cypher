// What writing transactions did with which articles since a revision.
// parameters: since (revision)
// columns: revision, position (within its transaction), at (ISO 8601), article_id, published_on, publisher, kind (added,
//   replaced or removed)
MATCH (c:Change)
WHERE c.revision > $since
RETURN c.revision AS revision, c.position AS position, c.at AS at, c.article_id AS article_id,
       c.published_on AS published_on, c.publisher AS publisher, c.kind AS kind
ORDER BY revision, position
