// The projected edges that join some pairs of entities. Both ends are found before what joins them: from one end alone
// the embedded engine looks at whatever that has, which is much for a ministry.
// parameters: pairs (list of maps: predicate, subject, object)
// columns: predicate, subject, object, key, amount_krw, amount_qualifier, amounts, fiscal_year, period_start, period_end,
//   status, articles, claims, first_stated, last_stated, confidence
UNWIND $pairs AS pair
MATCH (s:Entity {id: pair.subject})
MATCH (o:Entity {id: pair.object})
MATCH (s)-[r]->(o)
WHERE type(r) = pair.predicate
RETURN type(r) AS predicate, s.id AS subject, o.id AS object, r.key AS key, r.amount_krw AS amount_krw,
       r.amount_qualifier AS amount_qualifier, r.amounts AS amounts, r.fiscal_year AS fiscal_year,
       r.period_start AS period_start, r.period_end AS period_end, r.status AS status, r.articles AS articles,
       r.claims AS claims, r.first_stated AS first_stated, r.last_stated AS last_stated, r.confidence AS confidence
