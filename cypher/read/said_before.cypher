// Claims of articles published before a day that join some pairs of entities, narrowed: what new articles may repeat.
// parameters: joins (list of "predicate subject object"), before, published_from (ISO 8601), publisher, min_confidence, modality (each of the last
//   four null where it is no filter)
// columns: as read/comparable_of
UNWIND $joins AS wanted
MATCH (c:Claim)
WHERE c.joins = wanted
MATCH (c)-[:STATED_IN]->(a:Article)
WHERE a.published_on < $before
  AND ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($publisher IS NULL OR a.publisher = $publisher)
  AND ($min_confidence IS NULL OR c.confidence >= $min_confidence)
  AND ($modality IS NULL OR c.modality = $modality)
RETURN DISTINCT c.id AS id, c.predicate AS predicate, c.subject_id AS subject, c.object_id AS object,
       c.amount_krw AS amount_krw, c.amount_qualifier AS amount_qualifier, c.fiscal_year AS fiscal_year,
       c.period_start AS period_start, c.period_end AS period_end, c.status AS status, c.role AS role,
       c.position AS position, c.date AS date, c.metric AS metric, c.value AS value, c.unit AS unit,
       c.by_year AS by_year, c.qualifier AS qualifier, a.id AS article, a.text_sha256 AS text_sha256,
       a.based_on AS based_on, a.copies AS copies, a.published_on AS published_on
ORDER BY id
