// Claims of one predicate whose object is an entity, narrowed, as the projection makes edges of them.
// parameters: id (of the entity), predicate, limit; published_from, published_to (ISO 8601), publisher, min_confidence,
//   modality (each null where it is no filter)
// columns: as write/claims_between, then id, label, name (of the other end)
MATCH (e:Entity {id: $id})<-[:OBJECT]-(c:Claim)
WHERE c.predicate = $predicate
  AND ($min_confidence IS NULL OR c.confidence >= $min_confidence)
  AND ($modality IS NULL OR c.modality = $modality)
MATCH (c)-[:SUBJECT]->(far:Entity)
MATCH (c)-[:STATED_IN]->(a:Article)
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
RETURN c.predicate AS predicate, c.subject_id AS subject, c.object_id AS object, c.amount_krw AS amount_krw,
       c.amount_qualifier AS amount_qualifier, c.fiscal_year AS fiscal_year, c.period_start AS period_start,
       c.period_end AS period_end, c.status AS status, c.confidence AS confidence, a.id AS article,
       a.text_sha256 AS text_sha256, a.based_on AS based_on, a.copies AS copies, a.published_on AS published_on,
       far.id AS id, far.label AS label, far.name AS name
ORDER BY c.id
LIMIT $limit
