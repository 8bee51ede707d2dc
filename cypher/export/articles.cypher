// A page of the articles of a scope, in the order of their ids.
// parameters: published_from, published_to (ISO 8601), publisher (each null where it is no filter); after (the id to go on
//   after, empty to start), limit
// columns: id, name, publisher, url, based_on, license, published_on, language, text_sha256, fingerprint, read_from, body,
//   sketch, copies, entities, claims (how many it ought to have)
MATCH (a:Article)
WHERE a.id > $after AND ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
RETURN a.id AS id, a.name AS name, a.publisher AS publisher, a.url AS url, a.based_on AS based_on,
       a.license AS license, a.published_on AS published_on, a.language AS language, a.text_sha256 AS text_sha256,
       a.fingerprint AS fingerprint, a.read_from AS read_from, a.body AS body, a.sketch AS sketch,
       a.copies AS copies, a.entities AS entities, a.claims AS claims
ORDER BY id
LIMIT $limit
