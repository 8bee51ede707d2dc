// The articles that writing transactions put in or took out since a revision, narrowed.
// parameters: since (revision); published_from, published_to (ISO 8601), publisher (each null where it is no filter)
// columns: changed (for each article the last revision that did, and its id)
MATCH (c:Change)
WHERE c.revision > $since
  AND ($published_from IS NULL OR c.published_on >= $published_from)
  AND ($published_to IS NULL OR c.published_on <= $published_to)
  AND ($publisher IS NULL OR c.publisher = $publisher)
WITH c.article_id AS article_id, max(c.revision) AS revision
RETURN collect([revision, article_id]) AS changed
