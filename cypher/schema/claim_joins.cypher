// The projection looks up the claims of one predicate between two entities. An index on three properties would do the
// same, but the embedded engine takes long to write one.
// parameters: none
// columns: none
CREATE INDEX claim_joins IF NOT EXISTS FOR (c:Claim) ON (c.joins)
