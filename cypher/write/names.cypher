// Joins entities to what they are called, each name one node that both engines look up by its id.
// parameters: names (list of maps: entity (id), id (the folded name), properties)
// columns: none
MATCH (s:Store {id: 'kaigraph'})
UNWIND $names AS row
MATCH (e:Entity {id: row.entity})
MERGE (n:Name {id: row.id})
SET n += row.properties
SET n.since = coalesce(n.since, s.revision)
MERGE (e)-[:CALLED]->(n)
