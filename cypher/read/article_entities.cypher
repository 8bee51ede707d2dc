// What an article mentions, and what it calls it.
// parameters: id
// columns: id, label, name (of the entity), called
MATCH (a:Article {id: $id})-[m:MENTIONS]->(e:Entity)
RETURN e.id AS id, e.label AS label, e.name AS name, m.name AS called
ORDER BY id
