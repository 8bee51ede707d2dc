// Which of some successions are a change of name, and not of what goes by it.
// parameters: joins (of claims, as graph.layout.joins makes them)
// columns: earlier, later (ids)
UNWIND $joins AS joined
MATCH (c:Claim)
WHERE c.joins = joined
WITH c
WHERE c.succession = 'renamed'
RETURN DISTINCT c.object_id AS earlier, c.subject_id AS later
