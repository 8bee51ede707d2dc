// Claims of money, for a year or all. Claims without a year or period come too: the caller decides about them.
// parameters: year (or null)
// columns: id
MATCH (c:Claim)
WHERE c.predicate = 'FUNDS'
  AND ($year IS NULL OR c.fiscal_year = $year
       OR (c.fiscal_year IS NULL
           AND (c.period_start IS NULL OR c.period_start <= $year)
           AND (c.period_end IS NULL OR c.period_end >= $year)))
RETURN DISTINCT c.id AS id
