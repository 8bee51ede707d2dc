// The claims of a scope that join some pairs of entities, as the projection needs them.
// parameters: pairs (list of joins); published_from, published_to (ISO 8601), publisher, min_confidence, modality (each null
//   where it is no filter)
// columns: as write/claims_between, then id, modality, subject_label, object_label
UNWIND $pairs AS pair
MATCH (c:Claim)
WHERE c.joins = pair
MATCH (c)-[:STATED_IN]->(a:Article)
MATCH (c)-[:SUBJECT]->(s:Entity)
MATCH (c)-[:OBJECT]->(o:Entity)
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
  AND ($min_confidence IS NULL OR c.confidence >= $min_confidence)
  AND ($modality IS NULL OR c.modality = $modality)
RETURN c.predicate AS predicate, c.subject_id AS subject, c.object_id AS object, c.amount_krw AS amount_krw,
       c.amount_qualifier AS amount_qualifier, c.fiscal_year AS fiscal_year, c.period_start AS period_start,
       c.period_end AS period_end, c.status AS status, c.confidence AS confidence, a.id AS article,
       a.text_sha256 AS text_sha256, a.based_on AS based_on, a.copies AS copies, a.published_on AS published_on, c.id AS id,
       c.modality AS modality, s.label AS subject_label, o.label AS object_label
ORDER BY id
