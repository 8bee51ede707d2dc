// Every article with all that the store holds of it, and what stands in for its whole content.
// parameters: none
// columns: id, name, publisher, url, based_on, license, published_on, language, text_sha256, fingerprint, body,
//   entities, claims (how many it ought to have), mentioned, stated (how many it has)
MATCH (a:Article)
RETURN a.id AS id, a.name AS name, a.publisher AS publisher, a.url AS url, a.based_on AS based_on,
       a.license AS license, a.published_on AS published_on, a.language AS language, a.text_sha256 AS text_sha256,
       a.fingerprint AS fingerprint, a.body AS body, a.entities AS entities, a.claims AS claims,
       COUNT { (a)-[:MENTIONS]->(:Entity) } AS mentioned, COUNT { (a)<-[:STATED_IN]-(:Claim) } AS stated
ORDER BY id
