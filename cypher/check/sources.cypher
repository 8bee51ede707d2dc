// Every file and page that was read, with what is noted of it.
// parameters: none
// columns: id, stamp, reader, given, failed, articles (ids of those it gave that are in the store)
MATCH (s:Source)
OPTIONAL MATCH (s)-[:GAVE]->(a:Article)
WITH s, a ORDER BY a.id
RETURN s.id AS id, s.stamp AS stamp, s.reader AS reader, s.given AS given, s.failed AS failed, collect(a.id) AS articles
ORDER BY id
