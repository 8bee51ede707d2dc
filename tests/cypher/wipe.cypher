// Deletes everything in a database. For tests only: the product has no such statement.
// columns: none
MATCH (n)
DETACH DELETE n
