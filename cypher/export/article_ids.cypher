// Many ids of the articles of a scope, in their order.
// parameters: published_from, published_to (ISO 8601), publisher (each null where it is no filter); after (the id to go on
//   after, empty to start), limit
// columns: id
MATCH (a:Article)
WHERE a.id > $after AND ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
RETURN a.id AS id
ORDER BY id
LIMIT $limit
