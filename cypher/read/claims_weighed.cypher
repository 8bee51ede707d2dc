// Claims that join some pairs of entities, narrowed, without their quotes: the time that each is about, its amount, and its
// place among the others of its edge.
// parameters: joins (list of "predicate subject object"); published_from, published_to (ISO 8601), publisher,
//   min_confidence, modality (each null where it is no filter)
// columns: id (of the claim), predicate, subject, object (entity ids), fiscal_year, period_start, period_end, confidence,
//   published_on (ISO 8601), article (id), start (of its quote), amount_krw (whole won), amount_qualifier
UNWIND $joins AS wanted
MATCH (c:Claim)
WHERE c.joins = wanted
  AND ($min_confidence IS NULL OR c.confidence >= $min_confidence)
  AND ($modality IS NULL OR c.modality = $modality)
MATCH (c)-[:STATED_IN]->(a:Article)
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
RETURN DISTINCT c.id AS id, c.predicate AS predicate, c.subject_id AS subject, c.object_id AS object,
       c.fiscal_year AS fiscal_year, c.period_start AS period_start, c.period_end AS period_end,
       c.confidence AS confidence, a.published_on AS published_on, a.id AS article, c.quote_start AS start,
       c.amount_krw AS amount_krw, c.amount_qualifier AS amount_qualifier
