// The projection looks up the claims between two entities.
// parameters: none
// columns: none
CREATE INDEX claim_ends IF NOT EXISTS FOR (c:Claim) ON (c.subject_id, c.object_id)
