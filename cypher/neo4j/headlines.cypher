// As read/headlines, through Neo4j's full-text index.
// parameters: query (Lucene's; all articles whose headlines contain the words are among its hits), words (folded),
//   publisher, published_from, published_to (ISO 8601; each null where it is no filter), limit
// columns: as read/article, then claims (how many were read from it), day
CALL db.index.fulltext.queryNodes('article_text', $query) YIELD node AS a
WITH a
WHERE all(word IN $words WHERE a.headline CONTAINS word)
  AND ($publisher IS NULL OR a.publisher = $publisher)
  AND ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
WITH a, coalesce(a.published_on, '') AS day
ORDER BY day DESC, a.id
LIMIT $limit
RETURN a.id AS article_id, a.name AS article_name, a.publisher AS article_publisher, a.url AS article_url,
       a.based_on AS article_based_on, a.license AS article_license, a.published_on AS article_published_on,
       a.language AS article_language, a.text_sha256 AS text_sha256, COUNT { (a)<-[:STATED_IN]-(:Claim) } AS claims, day
ORDER BY day DESC, article_id
