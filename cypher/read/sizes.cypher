// Claims of what things cost or hold where no payer is named, of all things. The caller chooses among their years.
// parameters: none
// columns: id
MATCH (c:Claim)
WHERE c.predicate = 'HAS_BUDGET'
RETURN c.id AS id
