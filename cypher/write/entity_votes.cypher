// What all articles say of some entities, and how many say the same.
// parameters: ids
// columns: id, name, name_en, aliases, kind, valid_from, valid_to, articles
UNWIND $ids AS wanted
MATCH (a:Article)-[m:MENTIONS]->(e:Entity {id: wanted})
RETURN e.id AS id, m.name AS name, m.name_en AS name_en, m.aliases AS aliases, m.kind AS kind,
       m.valid_from AS valid_from, m.valid_to AS valid_to, count(a) AS articles
