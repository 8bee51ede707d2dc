// Questions of money, renaming and size look up claims by predicate.
// parameters: none
// columns: none
CREATE INDEX claim_predicate IF NOT EXISTS FOR (c:Claim) ON (c.predicate)
