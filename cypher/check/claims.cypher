// Every claim with all that the store holds of it.
// parameters: none
// columns: id, predicate, subject_id, object_id, article_id, asserted_by_id, then subject, object, article, speaker (ids of
//   the nodes that it is joined to), joins, modality, quote, quote_start, quote_end, confidence, extractor, and the
//   qualifiers under their stored names
MATCH (c:Claim)
OPTIONAL MATCH (c)-[:SUBJECT]->(s:Entity)
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
OPTIONAL MATCH (c)-[:STATED_IN]->(a:Article)
OPTIONAL MATCH (c)-[:ASSERTED_BY]->(w:Entity)
RETURN c.id AS id, c.predicate AS predicate, c.subject_id AS subject_id, c.object_id AS object_id,
       c.article_id AS article_id, c.asserted_by_id AS asserted_by_id, s.id AS subject, o.id AS object, a.id AS article,
       w.id AS speaker, c.joins AS joins, c.modality AS modality, c.quote AS quote, c.quote_start AS quote_start,
       c.quote_end AS quote_end, c.confidence AS confidence, c.extractor AS extractor, c.amount_krw AS amount_krw,
       c.amount_qualifier AS amount_qualifier, c.fiscal_year AS fiscal_year, c.period_start AS period_start,
       c.period_end AS period_end, c.status AS status, c.instrument AS instrument, c.shared AS shared, c.role AS role,
       c.position AS position, c.date AS date, c.succession AS succession, c.metric AS metric, c.value AS value,
       c.unit AS unit, c.by_year AS by_year, c.qualifier AS qualifier
ORDER BY id
