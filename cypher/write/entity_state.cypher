// Which of some entities the store has, and what it calls them.
// parameters: ids
// columns: id, label, name, name_en, aliases, kind, valid_from, valid_to
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})
RETURN e.id AS id, e.label AS label, e.name AS name, e.name_en AS name_en, e.aliases AS aliases, e.kind AS kind,
       e.valid_from AS valid_from, e.valid_to AS valid_to
