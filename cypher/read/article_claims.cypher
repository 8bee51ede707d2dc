// The claims read from one article.
// parameters: id
// columns: id (of the claim)
MATCH (a:Article {id: $id})<-[:STATED_IN]-(c:Claim)
RETURN c.id AS id
ORDER BY id
