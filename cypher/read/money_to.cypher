// As read/money, of the money that some entities get.
// parameters: ids (of the recipients), year (or null),
//   published_from, published_to (ISO 8601), publisher, modality (each null where it is no filter)
// columns: day (of the articles), claims (made that day: of each a list of its id, payer, recipient (entity ids),
//   amount_krw, amount_qualifier, fiscal_year, period_start, period_end, status, instrument, shared, modality,
//   confidence); a day is one row, since a driver takes longer over rows than over lists
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})<-[:OBJECT]-(c:Claim)
WHERE c.predicate = 'FUNDS'
  AND ($year IS NULL OR c.fiscal_year = $year
       OR (c.fiscal_year IS NULL
           AND (c.period_start IS NULL OR c.period_start <= $year)
           AND (c.period_end IS NULL OR c.period_end >= $year)))
MATCH (c)-[:STATED_IN]->(a:Article)
WHERE ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
  AND ($modality IS NULL OR c.modality = $modality)
RETURN a.published_on AS day,
       collect([c.id, c.subject_id, c.object_id, c.amount_krw, c.amount_qualifier, c.fiscal_year, c.period_start,
                c.period_end, c.status, c.instrument, c.shared, c.modality, c.confidence]) AS claims
