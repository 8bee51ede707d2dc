// The edges of which an entity is the subject.
// parameters: id, predicate (or null for all)
// columns: predicate, id, label, name (of the other end), key, amount_krw, amount_qualifier, fiscal_year, period_start,
//   period_end, articles, claims, first_stated, last_stated, confidence (of the edge)
MATCH (n:Entity {id: $id})-[r]->(m:Entity)
WHERE $predicate IS NULL OR type(r) = $predicate
RETURN type(r) AS predicate, m.id AS id, m.label AS label, m.name AS name,
       r.key AS key, r.amount_krw AS amount_krw, r.amount_qualifier AS amount_qualifier, r.fiscal_year AS fiscal_year,
       r.period_start AS period_start, r.period_end AS period_end, r.articles AS articles, r.claims AS claims,
       r.first_stated AS first_stated, r.last_stated AS last_stated, r.confidence AS confidence
