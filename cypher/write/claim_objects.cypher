// Gives new claims their objects.
// parameters: claims (list of maps: id, object)
// columns: none
UNWIND $claims AS row
MATCH (c:Claim {id: row.id})
MATCH (o:Entity {id: row.object})
CREATE (c)-[:OBJECT]->(o)
