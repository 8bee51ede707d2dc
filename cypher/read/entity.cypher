// One entity with what is known of it; no row where there is none.
// parameters: id
// columns: id, label, name, name_en, aliases, kind, valid_from, valid_to
MATCH (e:Entity {id: $id})
RETURN e.id AS id, e.label AS label, e.name AS name, e.name_en AS name_en, e.aliases AS aliases, e.kind AS kind,
       e.valid_from AS valid_from, e.valid_to AS valid_to
