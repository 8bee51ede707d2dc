// What the claims of one article join: the edges that they support.
// parameters: article (id)
// columns: predicate, subject, object (entity ids)
MATCH (c:Claim)-[:STATED_IN]->(:Article {id: $article})
WHERE c.object_id IS NOT NULL
RETURN DISTINCT c.predicate AS predicate, c.subject_id AS subject, c.object_id AS object
