// Every record of a change.
// parameters: none
// columns: id, revision, position (within its transaction), at (ISO 8601), article_id, published_on, publisher, kind
//   (added, replaced or removed), put_in, took_out (numbers of statements), added (keys), removed (JSON), cut
MATCH (c:Change)
RETURN c.id AS id, c.revision AS revision, c.position AS position, c.at AS at, c.article_id AS article_id,
       c.published_on AS published_on, c.publisher AS publisher, c.kind AS kind, c.put_in AS put_in,
       c.took_out AS took_out, c.added AS added, c.removed AS removed, c.cut AS cut
ORDER BY revision, position
