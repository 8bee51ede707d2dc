// The claims of some articles with all that the store holds of them.
// parameters: articles (ids)
// columns: id, predicate, subject_id, object_id, article_id, asserted_by_id, joins, modality, quote, quote_start, quote_end,
//   confidence, extractor, the qualifiers under their stored names, then subject, object, speaker (ids of the nodes that it is
//   joined to), article (id), subject_label, object_label, subject_name, object_name, speaker_name
UNWIND $articles AS wanted
MATCH (a:Article {id: wanted})<-[:STATED_IN]-(c:Claim)
OPTIONAL MATCH (c)-[:SUBJECT]->(s:Entity)
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
OPTIONAL MATCH (c)-[:ASSERTED_BY]->(w:Entity)
RETURN c.id AS id, c.predicate AS predicate, c.subject_id AS subject_id, c.object_id AS object_id,
       c.article_id AS article_id, c.asserted_by_id AS asserted_by_id, c.joins AS joins, c.modality AS modality,
       c.quote AS quote, c.quote_start AS quote_start, c.quote_end AS quote_end, c.confidence AS confidence,
       c.extractor AS extractor, c.amount_krw AS amount_krw, c.amount_qualifier AS amount_qualifier,
       c.fiscal_year AS fiscal_year, c.period_start AS period_start, c.period_end AS period_end, c.status AS status,
       c.instrument AS instrument, c.shared AS shared, c.role AS role, c.position AS position, c.date AS date,
       c.succession AS succession, c.metric AS metric, c.value AS value, c.unit AS unit, c.by_year AS by_year,
       c.qualifier AS qualifier,
       s.id AS subject, o.id AS object, w.id AS speaker, a.id AS article, s.label AS subject_label,
       o.label AS object_label, s.name AS subject_name, o.name AS object_name, w.name AS speaker_name
ORDER BY article, id
