// How many edges join some entities with others, either way.
// parameters: ids (of entities)
// columns: id, label, edges
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})
RETURN e.id AS id, e.label AS label, COUNT { (e)-[]->(:Entity) } + COUNT { (e)<-[]-(:Entity) } AS edges
