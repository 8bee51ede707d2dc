// Claims with their ends and their source, in no order. Every question fetches its quotes through this.
// parameters: ids (list of claim ids)
// columns: id, predicate, modality, quote, quote_start, quote_end, confidence, extractor, then the qualifiers under their
//   stored names; subject_*, object_*, speaker_* (id, label, name); article_* (id, name, publisher, url, based_on, license,
//   published_on, language, text_sha256, copies)
UNWIND $ids AS wanted
MATCH (c:Claim {id: wanted})-[:SUBJECT]->(s:Entity)
MATCH (c)-[:STATED_IN]->(a:Article)
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
OPTIONAL MATCH (c)-[:ASSERTED_BY]->(w:Entity)
RETURN c.id AS id, c.predicate AS predicate, c.modality AS modality, c.quote AS quote, c.quote_start AS quote_start,
       c.quote_end AS quote_end, c.confidence AS confidence, c.extractor AS extractor,
       c.amount_krw AS amount_krw, c.amount_qualifier AS amount_qualifier, c.fiscal_year AS fiscal_year,
       c.period_start AS period_start, c.period_end AS period_end, c.status AS status, c.instrument AS instrument,
       c.shared AS shared, c.role AS role, c.position AS position, c.date AS date, c.succession AS succession,
       c.metric AS metric, c.value AS value, c.unit AS unit, c.by_year AS by_year, c.qualifier AS qualifier,
       s.id AS subject_id, s.label AS subject_label, s.name AS subject_name,
       o.id AS object_id, o.label AS object_label, o.name AS object_name,
       w.id AS speaker_id, w.label AS speaker_label, w.name AS speaker_name,
       a.id AS article_id, a.name AS article_name, a.publisher AS article_publisher, a.url AS article_url,
       a.based_on AS article_based_on, a.license AS article_license, a.published_on AS article_published_on,
       a.language AS article_language, a.text_sha256 AS article_text_sha256, a.copies AS article_copies
