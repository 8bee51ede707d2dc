// Gives new claims in quotations those who said them.
// parameters: claims (list of maps: id, speaker)
// columns: none
UNWIND $claims AS row
MATCH (c:Claim {id: row.id})
MATCH (w:Entity {id: row.speaker})
CREATE (c)-[:ASSERTED_BY]->(w)
