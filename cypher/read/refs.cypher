// What some entities are called.
// parameters: ids
// columns: id, label, name
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})
RETURN e.id AS id, e.label AS label, e.name AS name
