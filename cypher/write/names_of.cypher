// What some entities are called.
// parameters: ids (of entities)
// columns: name (folded)
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})-[:CALLED]->(n:Name)
RETURN DISTINCT n.id AS name
