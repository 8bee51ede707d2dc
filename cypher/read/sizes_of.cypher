// As read/sizes, of some entities.
// parameters: ids
// columns: id
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})<-[:SUBJECT]-(c:Claim)
WHERE c.predicate = 'HAS_BUDGET'
RETURN DISTINCT c.id AS id
