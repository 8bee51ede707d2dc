// What each article mentions.
// parameters: none
// columns: article, entity (ids), name, name_en, aliases, kind, valid_from, valid_to, starts, ends, texts
MATCH (a:Article)-[m:MENTIONS]->(e:Entity)
RETURN a.id AS article, e.id AS entity, m.name AS name, m.name_en AS name_en, m.aliases AS aliases, m.kind AS kind,
       m.valid_from AS valid_from, m.valid_to AS valid_to, m.starts AS starts, m.ends AS ends,
       m.texts AS texts
ORDER BY article, entity
