// Everything that claims join: the pairs that ought to have an edge.
// parameters: none
// columns: predicate, subject, object (entity ids)
MATCH (c:Claim)
WHERE c.object_id IS NOT NULL
RETURN DISTINCT c.predicate AS predicate, c.subject_id AS subject, c.object_id AS object
