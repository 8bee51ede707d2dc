// Deletes projected edges.
// parameters: edges (list of maps: predicate, subject, object, key)
// columns: none
UNWIND $edges AS row
MATCH (s:Entity {id: row.subject})-[r]->(o:Entity {id: row.object})
WHERE type(r) = row.predicate AND r.key = row.key
DELETE r
