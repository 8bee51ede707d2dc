// What the claims of some articles join: the edges that they support.
// parameters: ids (of articles)
// columns: predicate, subject, object (entity ids)
UNWIND $ids AS id
MATCH (c:Claim)-[:STATED_IN]->(:Article {id: id})
WHERE c.object_id IS NOT NULL
RETURN DISTINCT c.predicate AS predicate, c.subject_id AS subject, c.object_id AS object
