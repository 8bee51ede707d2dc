// How many edges join some entities with others, either way.
// parameters: ids (of entities)
// columns: id, edges
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})
RETURN e.id AS id, COUNT { (e)-[]->(:Entity) } + COUNT { (e)<-[]-(:Entity) } AS edges
