// A page of the articles that meet every filter, the newest first.
// parameters: title (a part of it, in lower case), language, publisher, published_from, published_to (ISO 8601),
//   min_confidence, modality (of the claims that are counted; each null where it is no filter); after_day, after_id (the sort
//   key to go on after; after_id null to start); limit
// columns: as read/article, then claims (how many were read from it), day
MATCH (a:Article)
WITH a, coalesce(a.published_on, '') AS day
WHERE ($publisher IS NULL OR a.publisher = $publisher)
  AND ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($title IS NULL OR toLower(a.name) CONTAINS $title)
  AND ($language IS NULL OR a.language = $language)
  AND ($after_id IS NULL OR day < $after_day OR (day = $after_day AND a.id > $after_id))
  AND (($min_confidence IS NULL AND $modality IS NULL)
       OR EXISTS { MATCH (a)<-[:STATED_IN]-(c:Claim)
                   WHERE ($min_confidence IS NULL OR c.confidence >= $min_confidence)
                     AND ($modality IS NULL OR c.modality = $modality) })
WITH a, day
ORDER BY day DESC, a.id
LIMIT $limit
OPTIONAL MATCH (a)<-[:STATED_IN]-(c:Claim)
WHERE ($min_confidence IS NULL OR c.confidence >= $min_confidence)
  AND ($modality IS NULL OR c.modality = $modality)
WITH a, day, count(c) AS claims
RETURN a.id AS article_id, a.name AS article_name, a.publisher AS article_publisher, a.url AS article_url,
       a.based_on AS article_based_on, a.license AS article_license, a.published_on AS article_published_on,
       a.language AS article_language, a.text_sha256 AS text_sha256, claims, day
ORDER BY day DESC, article_id
