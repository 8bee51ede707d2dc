// What writing transactions put in and took out of some articles since a revision.
// parameters: since (revision), ids (of articles)
// columns: revision, position (within its transaction), at (ISO 8601), article_id, published_on, publisher, kind (added,
//   replaced or removed), added (keys), removed (JSON), cut
UNWIND $ids AS wanted
MATCH (c:Change {article_id: wanted})
WHERE c.revision > $since
RETURN c.revision AS revision, c.position AS position, c.at AS at, c.article_id AS article_id,
       c.published_on AS published_on, c.publisher AS publisher, c.kind AS kind, c.added AS added, c.removed AS removed,
       c.cut AS cut
ORDER BY article_id, revision, position
