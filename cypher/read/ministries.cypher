// Which of some entities are ministries, or have a name.
// parameters: ids, name
// columns: id, label, name
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})
WHERE e.label = 'Ministry' OR e.name = $name
RETURN e.id AS id, e.label AS label, e.name AS name
