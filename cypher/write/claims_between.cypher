// The claims that join some pairs of entities, as the projection needs them.
// parameters: pairs (list of maps: joins)
// columns: predicate, subject, object, amount_krw, amount_qualifier, fiscal_year, period_start, period_end, status,
//   confidence, article, text_sha256, based_on, copies, published_on
UNWIND $pairs AS pair
MATCH (c:Claim)
WHERE c.joins = pair.joins
MATCH (c)-[:STATED_IN]->(a:Article)
RETURN c.predicate AS predicate, c.subject_id AS subject, c.object_id AS object, c.amount_krw AS amount_krw,
       c.amount_qualifier AS amount_qualifier, c.fiscal_year AS fiscal_year, c.period_start AS period_start,
       c.period_end AS period_end, c.status AS status, c.confidence AS confidence, a.id AS article,
       a.text_sha256 AS text_sha256, a.based_on AS based_on, a.copies AS copies, a.published_on AS published_on
