// As read/funding, for the money that some entities give.
// parameters: ids (of the payers), year (or null)
// columns: id
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})<-[:SUBJECT]-(c:Claim)
WHERE c.predicate = 'FUNDS'
  AND ($year IS NULL OR c.fiscal_year = $year
       OR (c.fiscal_year IS NULL
           AND (c.period_start IS NULL OR c.period_start <= $year)
           AND (c.period_end IS NULL OR c.period_end >= $year)))
RETURN DISTINCT c.id AS id
