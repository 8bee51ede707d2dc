// Counts what there is, of whatever label.
// columns: nodes
MATCH (n)
RETURN count(n) AS nodes
