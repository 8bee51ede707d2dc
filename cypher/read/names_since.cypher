// Names that came after a revision.
// parameters: after (a revision)
// columns: name (folded)
MATCH (n:Name)
WHERE n.since > $after
RETURN n.id AS name
