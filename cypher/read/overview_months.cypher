// How many articles there are of each month, narrowed.
// parameters: published_from, published_to (ISO 8601), publisher (each null where it is no filter)
// columns: name (YYYY-MM, or null where an article has no date), articles
MATCH (a:Article)
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
RETURN substring(a.published_on, 0, 7) AS name, count(a) AS articles
ORDER BY name
