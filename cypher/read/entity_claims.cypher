// How many claims an entity is the subject or the object of, by predicate.
// parameters: id; published_from, published_to (ISO 8601), publisher, min_confidence, modality (each null where it is no
//   filter)
// columns: role (subject or object), predicate, claims
MATCH (e:Entity {id: $id})
WITH e
MATCH (e)<-[r:SUBJECT|OBJECT]-(c:Claim)
MATCH (c)-[:STATED_IN]->(a:Article)
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
  AND ($min_confidence IS NULL OR c.confidence >= $min_confidence)
  AND ($modality IS NULL OR c.modality = $modality)
RETURN CASE type(r) WHEN 'SUBJECT' THEN 'subject' ELSE 'object' END AS role, c.predicate AS predicate, count(c) AS claims
ORDER BY role, predicate
