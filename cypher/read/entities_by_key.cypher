// Entities that carry a name or alias, given as graph.ids.fold folds it.
// parameters: key
// columns: id, label, name, valid_to
MATCH (n:Name {id: $key})<-[:CALLED]-(e:Entity)
RETURN e.id AS id, e.label AS label, e.name AS name, e.valid_to AS valid_to
ORDER BY id
