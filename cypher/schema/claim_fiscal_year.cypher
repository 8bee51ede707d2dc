// Questions about a year look up its claims.
// parameters: none
// columns: none
CREATE INDEX claim_fiscal_year IF NOT EXISTS FOR (c:Claim) ON (c.fiscal_year)
