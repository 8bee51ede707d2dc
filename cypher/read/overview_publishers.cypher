// How many articles there are of each publisher, narrowed.
// parameters: published_from, published_to (ISO 8601), publisher (each null where it is no filter)
// columns: name (null where an article names none), articles
MATCH (a:Article)
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
RETURN a.publisher AS name, count(a) AS articles
ORDER BY articles DESC, name
