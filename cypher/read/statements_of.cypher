// What some articles state, as the records of changes know it.
// parameters: ids (of articles)
// columns: article (id), id (of the claim), then as write/article_statements
UNWIND $ids AS wanted
MATCH (c:Claim)-[:STATED_IN]->(a:Article {id: wanted})
MATCH (c)-[:SUBJECT]->(s:Entity)
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
RETURN a.id AS article, c.id AS id, c.predicate AS predicate, s.id AS subject_id, s.label AS subject_label,
       s.name AS subject_name, o.id AS object_id, o.label AS object_label, o.name AS object_name,
       c.modality AS modality, c.confidence AS confidence, c.quote AS quote, c.asserted_by_id AS asserted_by,
       c.amount_krw AS amount_krw, c.amount_qualifier AS amount_qualifier, c.fiscal_year AS fiscal_year,
       c.period_start AS period_start, c.period_end AS period_end, c.status AS status, c.instrument AS instrument,
       c.shared AS shared, c.role AS role, c.position AS position, c.date AS date, c.succession AS succession,
       c.metric AS metric, c.value AS value, c.unit AS unit, c.by_year AS by_year, c.qualifier AS qualifier
ORDER BY article, id
