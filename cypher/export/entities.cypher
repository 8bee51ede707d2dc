// Some entities, in the order of their ids; none for an id that is gone.
// parameters: entities (ids)
// columns: id, label, labelled (whether the node has that label), name, name_en, aliases, kind, valid_from, valid_to, keys
UNWIND $entities AS wanted
MATCH (e:Entity {id: wanted})
RETURN e.id AS id, e.label AS label, e.label IN labels(e) AS labelled, e.name AS name, e.name_en AS name_en,
       e.aliases AS aliases, e.kind AS kind, e.valid_from AS valid_from, e.valid_to AS valid_to, e.keys AS keys
ORDER BY id
