// Some articles, in the order of their ids; none for an id that is gone.
// parameters: articles (ids)
// columns: id, name, publisher, url, based_on, license, published_on, language, text_sha256, fingerprint, read_from, body,
//   sketch, copies, entities, claims (how many it ought to have), as_read
UNWIND $articles AS wanted
MATCH (a:Article {id: wanted})
RETURN a.id AS id, a.name AS name, a.publisher AS publisher, a.url AS url, a.based_on AS based_on,
       a.license AS license, a.published_on AS published_on, a.language AS language, a.text_sha256 AS text_sha256,
       a.fingerprint AS fingerprint, a.read_from AS read_from, a.body AS body, a.sketch AS sketch,
       a.copies AS copies, a.entities AS entities, a.claims AS claims, a.as_read AS as_read
ORDER BY id
