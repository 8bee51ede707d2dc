// The claims that some entities take part in, with what claims about the same thing may say differently.
// parameters: ids (of entities), predicates; published_from, published_to (ISO 8601), publisher, min_confidence, modality
//   (each null where it is no filter)
// columns: id (of the claim), predicate, subject, object (entity ids), amount_krw, amount_qualifier, fiscal_year,
//   period_start, period_end, status, role, position, date, metric, value, unit, by_year, qualifier; article (id),
//   text_sha256, based_on, copies, published_on
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})<-[:SUBJECT|OBJECT]-(c:Claim)
WHERE c.predicate IN $predicates
MATCH (c)-[:STATED_IN]->(a:Article)
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
  AND ($min_confidence IS NULL OR c.confidence >= $min_confidence)
  AND ($modality IS NULL OR c.modality = $modality)
RETURN DISTINCT c.id AS id, c.predicate AS predicate, c.subject_id AS subject, c.object_id AS object,
       c.amount_krw AS amount_krw, c.amount_qualifier AS amount_qualifier, c.fiscal_year AS fiscal_year,
       c.period_start AS period_start, c.period_end AS period_end, c.status AS status, c.role AS role,
       c.position AS position, c.date AS date, c.metric AS metric, c.value AS value, c.unit AS unit,
       c.by_year AS by_year, c.qualifier AS qualifier, a.id AS article, a.text_sha256 AS text_sha256,
       a.based_on AS based_on, a.copies AS copies, a.published_on AS published_on
ORDER BY id
