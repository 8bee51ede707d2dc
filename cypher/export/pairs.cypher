// Much of what the claims of some subjects join: one entry for all claims of one predicate between the same two.
// parameters: entities (ids of the subjects), after (the entry to go on after, empty to start), limit
// columns: joins (predicate, subject and object in one)
UNWIND $entities AS wanted
MATCH (s:Entity {id: wanted})<-[:SUBJECT]-(c:Claim)
WHERE c.joins > $after
RETURN DISTINCT c.joins AS joins
ORDER BY joins
LIMIT $limit
