// Deletes projected edges.
// parameters: edges (list of maps: predicate, subject, object, key)
// columns: none
UNWIND $edges AS row
MATCH (s:Entity {id: row.subject})
MATCH (o:Entity {id: row.object})
MATCH (s)-[r]->(o)
WHERE type(r) = row.predicate AND r.key = row.key
DELETE r
