// As read/funding, for the money that some entities get.
// parameters: ids (of the recipients), year (or null)
// columns: id
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})<-[:OBJECT]-(c:Claim)
WHERE c.predicate = 'FUNDS'
  AND ($year IS NULL OR c.fiscal_year = $year
       OR (c.fiscal_year IS NULL
           AND (c.period_start IS NULL OR c.period_start <= $year)
           AND (c.period_end IS NULL OR c.period_end >= $year)))
RETURN DISTINCT c.id AS id
