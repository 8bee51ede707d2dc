// Every former id with the one that it leads to.
// parameters: none
// columns: id, to
MATCH (r:Redirect)
RETURN r.id AS id, r.to AS to
ORDER BY r.id
