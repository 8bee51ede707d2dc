// The claims that an entity takes part in, narrowed, with the times that they state.
// parameters: id (of the entity), limit; published_from, published_to (ISO 8601), publisher, min_confidence, modality
//   (each null where it is no filter)
// columns: id (of the claim), predicate, subject, object (entity ids), date, fiscal_year, period_start, period_end, by_year,
//   amount_krw, amount_qualifier, metric, value
MATCH (e:Entity {id: $id})<-[:SUBJECT|OBJECT]-(c:Claim)
MATCH (c)-[:STATED_IN]->(a:Article)
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
  AND ($min_confidence IS NULL OR c.confidence >= $min_confidence)
  AND ($modality IS NULL OR c.modality = $modality)
RETURN DISTINCT c.id AS id, c.predicate AS predicate, c.subject_id AS subject, c.object_id AS object, c.date AS date,
       c.fiscal_year AS fiscal_year, c.period_start AS period_start, c.period_end AS period_end, c.by_year AS by_year,
       c.amount_krw AS amount_krw, c.amount_qualifier AS amount_qualifier, c.metric AS metric, c.value AS value
ORDER BY id
LIMIT $limit
