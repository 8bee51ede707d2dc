// Claims of money that several give together to some recipients: the other payers of a joint sum are among them.
// parameters: ids (of the recipients)
// columns: id
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})<-[:OBJECT]-(c:Claim)
WHERE c.predicate = 'FUNDS' AND c.shared = true
RETURN DISTINCT c.id AS id
