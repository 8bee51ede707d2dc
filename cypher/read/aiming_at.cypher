// Claims that something targets one of some sectors, technologies or regions.
// parameters: ids (of what is targeted), published_from, published_to (ISO 8601), publisher, min_confidence, modality (each
//   null where it is no filter)
// columns: entity (what targets it), claim (ids)
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})<-[:OBJECT]-(c:Claim)-[:STATED_IN]->(a:Article)
WHERE c.predicate = 'TARGETS'
  AND ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
  AND ($min_confidence IS NULL OR c.confidence >= $min_confidence)
  AND ($modality IS NULL OR c.modality = $modality)
RETURN c.subject_id AS entity, c.id AS claim
ORDER BY entity, claim
