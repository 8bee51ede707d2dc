// How many claims the store holds, by predicate.
// parameters: none
// columns: predicate, claims
MATCH (c:Claim)
RETURN c.predicate AS predicate, count(c) AS claims
ORDER BY predicate
