// Claims of some predicates whose object is one of some entities: the steps that lead to them.
// parameters: ids (of entities), predicates
// columns: id (of the claim), subject, object (entity ids)
UNWIND $ids AS wanted
MATCH (o:Entity {id: wanted})<-[:OBJECT]-(c:Claim)-[:SUBJECT]->(s:Entity)
WHERE c.predicate IN $predicates
RETURN DISTINCT c.id AS id, s.id AS subject, o.id AS object
