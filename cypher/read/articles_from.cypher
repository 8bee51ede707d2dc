// The ids of articles from a place in their order on, the newest first.
// parameters: published_from, published_to (ISO 8601), publisher (each null where it is no filter); from_day, from_id (the
//   first one's sort key; from_id null to start); limit
// columns: id, day (the sort key)
MATCH (a:Article)
WITH a, coalesce(a.published_on, '') AS day
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
  AND ($from_id IS NULL OR day < $from_day OR (day = $from_day AND a.id >= $from_id))
RETURN a.id AS id, day
ORDER BY day DESC, id
LIMIT $limit
