// Claims of some predicates whose subject is one of some entities: the steps that lead away from them.
// parameters: ids (of entities), predicates
// columns: id (of the claim), subject, object (entity ids)
UNWIND $ids AS wanted
MATCH (s:Entity {id: wanted})<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o:Entity)
WHERE c.predicate IN $predicates
RETURN DISTINCT c.id AS id, s.id AS subject, o.id AS object
