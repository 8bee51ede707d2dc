// What one article states, for the record of what a change of it puts in and takes out.
// parameters: article (id)
// columns: predicate, subject_* and object_* (id, label, name), then modality, confidence, quote, asserted_by, and the
//   qualifiers under their stored names
MATCH (c:Claim)-[:STATED_IN]->(:Article {id: $article})
MATCH (c)-[:SUBJECT]->(s:Entity)
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
RETURN c.predicate AS predicate, s.id AS subject_id, s.label AS subject_label, s.name AS subject_name,
       o.id AS object_id, o.label AS object_label, o.name AS object_name, c.modality AS modality,
       c.confidence AS confidence, c.quote AS quote, c.asserted_by_id AS asserted_by,
       c.amount_krw AS amount_krw, c.amount_qualifier AS amount_qualifier, c.fiscal_year AS fiscal_year,
       c.period_start AS period_start, c.period_end AS period_end, c.status AS status, c.instrument AS instrument,
       c.shared AS shared, c.role AS role, c.position AS position, c.date AS date, c.succession AS succession,
       c.metric AS metric, c.value AS value, c.unit AS unit, c.by_year AS by_year, c.qualifier AS qualifier
