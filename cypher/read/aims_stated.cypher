// Which of some pairs of an entity and what it targets claims state, narrowed.
// parameters: joins (list of "predicate subject object"); published_from, published_to (ISO 8601), publisher,
//   min_confidence, modality (each null where it is no filter)
// columns: entity, aim (ids)
UNWIND $joins AS wanted
MATCH (c:Claim)
WHERE c.joins = wanted
  AND ($min_confidence IS NULL OR c.confidence >= $min_confidence)
  AND ($modality IS NULL OR c.modality = $modality)
MATCH (c)-[:STATED_IN]->(a:Article)
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
RETURN DISTINCT c.subject_id AS entity, c.object_id AS aim
ORDER BY entity, aim
