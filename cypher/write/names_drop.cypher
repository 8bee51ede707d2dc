// Deletes those of some names that no entity carries any more.
// parameters: ids
// columns: none
UNWIND $ids AS wanted
MATCH (n:Name {id: wanted})
WHERE NOT EXISTS { MATCH (:Entity)-[:CALLED]->(n) }
DETACH DELETE n
