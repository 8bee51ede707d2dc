// All claims of one predicate, narrowed, with what claims about the same thing may say differently.
// parameters: predicate; published_from, published_to (ISO 8601), publisher, min_confidence, modality
//   (each null where it is no filter)
// columns: published_on (of the articles, or null), claims (made that day: of each a list of its id, predicate, subject,
//   object (entity ids), amount_krw, amount_qualifier, fiscal_year, period_start, period_end, status, role, position,
//   date, metric, value, unit, by_year, qualifier, and of its article the id, text_sha256, based_on, copies); a day is
//   one row, since a driver takes longer over rows than over lists
MATCH (c:Claim)
WHERE c.predicate = $predicate
MATCH (c)-[:STATED_IN]->(a:Article)
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
  AND ($min_confidence IS NULL OR c.confidence >= $min_confidence)
  AND ($modality IS NULL OR c.modality = $modality)
RETURN a.published_on AS published_on,
       collect([c.id, c.predicate, c.subject_id, c.object_id, c.amount_krw, c.amount_qualifier, c.fiscal_year,
                c.period_start, c.period_end, c.status, c.role, c.position, c.date, c.metric, c.value, c.unit, c.by_year,
                c.qualifier, a.id, a.text_sha256, a.based_on, a.copies]) AS claims
