// Every renaming that some claim states: the same body or programme under its later and its earlier name.
// parameters: none
// columns: later, earlier (entity ids)
MATCH (c:Claim)
WHERE c.predicate = 'SUCCEEDS' AND c.succession = 'renamed'
MATCH (c)-[:SUBJECT]->(later:Entity)
MATCH (c)-[:OBJECT]->(earlier:Entity)
RETURN DISTINCT later.id AS later, earlier.id AS earlier
ORDER BY later, earlier
