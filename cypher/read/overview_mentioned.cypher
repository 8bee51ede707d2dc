// How many entities the articles mention, narrowed to some of them, by label.
// parameters: published_from, published_to (ISO 8601), publisher (each null where it is no filter)
// columns: label, entities
MATCH (a:Article)-[:MENTIONS]->(e:Entity)
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
RETURN e.label AS label, count(DISTINCT e.id) AS entities
ORDER BY label
