// How many articles there are, narrowed, and the days of the first and the last of them.
// parameters: published_from, published_to (ISO 8601), publisher (each null where it is no filter)
// columns: articles, first_published, last_published
MATCH (a:Article)
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
RETURN count(a) AS articles, min(a.published_on) AS first_published, max(a.published_on) AS last_published
