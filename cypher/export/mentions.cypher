// What some articles mention, and where.
// parameters: articles (ids)
// columns: article, entity (ids), label (of the entity), name, name_en, aliases, kind, valid_from, valid_to (as the article
//   has them), starts, ends, texts
UNWIND $articles AS wanted
MATCH (a:Article {id: wanted})-[m:MENTIONS]->(e:Entity)
RETURN a.id AS article, e.id AS entity, e.label AS label, m.name AS name, m.name_en AS name_en, m.aliases AS aliases,
       m.kind AS kind, m.valid_from AS valid_from, m.valid_to AS valid_to, m.starts AS starts, m.ends AS ends,
       m.texts AS texts
ORDER BY article, entity
