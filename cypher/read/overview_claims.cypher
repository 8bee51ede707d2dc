// How many claims there are, narrowed, by predicate and by tenths of confidence.
// parameters: published_from, published_to (ISO 8601), publisher, min_confidence, modality
//   (each null where it is no filter)
// columns: predicate, tenth (0 to 10, of the confidence cut down), claims
MATCH (c:Claim)-[:STATED_IN]->(a:Article)
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
  AND ($min_confidence IS NULL OR c.confidence >= $min_confidence)
  AND ($modality IS NULL OR c.modality = $modality)
RETURN c.predicate AS predicate, toInteger(floor(c.confidence * 10 + 0.000001)) AS tenth, count(c) AS claims
ORDER BY predicate, tenth
