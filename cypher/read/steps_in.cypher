// Claims of some predicates whose object is one of some entities, narrowed: what leads to them.
// parameters: ids (of entities), predicates; published_from, published_to (ISO 8601), publisher, min_confidence, modality
//   (each null where it is no filter)
// columns: id (of the claim), predicate, near, far (entity ids: one of those asked for, and the other end), label, name (of
//   the other end)
UNWIND $ids AS wanted
MATCH (o:Entity {id: wanted})<-[:OBJECT]-(c:Claim)-[:SUBJECT]->(s:Entity)
WHERE c.predicate IN $predicates
  AND ($min_confidence IS NULL OR c.confidence >= $min_confidence)
  AND ($modality IS NULL OR c.modality = $modality)
MATCH (c)-[:STATED_IN]->(a:Article)
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
RETURN DISTINCT c.id AS id, c.predicate AS predicate, o.id AS near, s.id AS far, s.label AS label,
       s.name AS name
