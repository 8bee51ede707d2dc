// Everything that projected edges join.
// parameters: none
// columns: predicate, subject, object (entity ids)
MATCH (s:Entity)-[r]->(o:Entity)
RETURN DISTINCT type(r) AS predicate, s.id AS subject, o.id AS object
