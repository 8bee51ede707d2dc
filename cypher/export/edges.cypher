// The projected edges that begin at some entities, with all that the store holds of them.
// parameters: entities (ids)
// columns: as check/edges
UNWIND $entities AS wanted
MATCH (s:Entity {id: wanted})-[r]->(o:Entity)
RETURN type(r) AS predicate, s.id AS subject, o.id AS object, r.key AS key, r.amount_krw AS amount_krw,
       r.amount_qualifier AS amount_qualifier, r.amounts AS amounts, r.fiscal_year AS fiscal_year,
       r.period_start AS period_start, r.period_end AS period_end, r.status AS status, r.articles AS articles,
       r.claims AS claims, r.first_stated AS first_stated, r.last_stated AS last_stated, r.confidence AS confidence
ORDER BY subject, key
