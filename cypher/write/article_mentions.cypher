// What one article says of the entities that it mentions.
// parameters: article (id)
// columns: id (of the entity), name, name_en, aliases, kind, valid_from, valid_to
MATCH (:Article {id: $article})-[m:MENTIONS]->(e:Entity)
RETURN e.id AS id, m.name AS name, m.name_en AS name_en, m.aliases AS aliases, m.kind AS kind,
       m.valid_from AS valid_from, m.valid_to AS valid_to
