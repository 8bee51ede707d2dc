// As read/sizes, of some entities.
// parameters: ids,
//   published_from, published_to (ISO 8601), publisher, modality (each null where it is no filter)
// columns: claim (its id), payer, recipient (entity ids), amount_krw, amount_qualifier, fiscal_year, period_start,
//   period_end, status, instrument, shared, modality, confidence, day (of the article)
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})<-[:SUBJECT]-(c:Claim)
WHERE c.predicate = 'HAS_BUDGET'
MATCH (c)-[:STATED_IN]->(a:Article)
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
  AND ($modality IS NULL OR c.modality = $modality)
RETURN c.id AS claim, null AS payer, c.subject_id AS recipient, c.amount_krw AS amount_krw,
       c.amount_qualifier AS amount_qualifier, c.fiscal_year AS fiscal_year, c.period_start AS period_start,
       c.period_end AS period_end, c.status AS status, c.instrument AS instrument, c.shared AS shared,
       c.modality AS modality, c.confidence AS confidence, a.published_on AS day
