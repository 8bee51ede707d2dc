// Every article with all that the store holds of it, and what stands in for its whole content.
// parameters: none
// columns: id, name, publisher, url, based_on, license, published_on, language, text_sha256, fingerprint, body,
//   sketch, copies, band01 to band20, entities, claims (how many it ought to have), mentioned, stated (how many it has)
MATCH (a:Article)
RETURN a.id AS id, a.name AS name, a.publisher AS publisher, a.url AS url, a.based_on AS based_on,
       a.license AS license, a.published_on AS published_on, a.language AS language, a.text_sha256 AS text_sha256,
       a.fingerprint AS fingerprint, a.body AS body, a.sketch AS sketch, a.copies AS copies,
       a.band01 AS band01, a.band02 AS band02, a.band03 AS band03, a.band04 AS band04, a.band05 AS band05,
       a.band06 AS band06, a.band07 AS band07, a.band08 AS band08, a.band09 AS band09, a.band10 AS band10,
       a.band11 AS band11, a.band12 AS band12, a.band13 AS band13, a.band14 AS band14, a.band15 AS band15,
       a.band16 AS band16, a.band17 AS band17, a.band18 AS band18, a.band19 AS band19, a.band20 AS band20,
       a.entities AS entities, a.claims AS claims,
       COUNT { (a)-[:MENTIONS]->(:Entity) } AS mentioned, COUNT { (a)<-[:STATED_IN]-(:Claim) } AS stated
ORDER BY id
