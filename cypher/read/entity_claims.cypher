// How many claims an entity is the subject or the object of, by predicate.
// parameters: id
// columns: role (subject or object), predicate, claims
MATCH (e:Entity {id: $id})<-[r:SUBJECT|OBJECT]-(c:Claim)
RETURN CASE type(r) WHEN 'SUBJECT' THEN 'subject' ELSE 'object' END AS role, c.predicate AS predicate, count(c) AS claims
ORDER BY role, predicate
