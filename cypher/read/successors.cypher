// What came after some entities, as the articles state it.
// parameters: ids
// columns: earlier, later (ids), label (of the later one)
UNWIND $ids AS wanted
MATCH (later:Entity)-[:SUCCEEDS]->(earlier:Entity {id: wanted})
RETURN DISTINCT earlier.id AS earlier, later.id AS later, later.label AS label
