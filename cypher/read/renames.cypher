// The same body or programme under its later and its earlier name, as some claim states it: every renaming, and every
//   ministry that came after another (where only some duties move, there is no such claim).
// parameters: none
// columns: later, earlier (entity ids)
MATCH (c:Claim)
WHERE c.predicate = 'SUCCEEDS'
MATCH (c)-[:SUBJECT]->(later:Entity)
MATCH (c)-[:OBJECT]->(earlier:Entity)
WHERE c.succession = 'renamed' OR later.label = 'Ministry'
RETURN DISTINCT later.id AS later, earlier.id AS earlier
ORDER BY later, earlier
