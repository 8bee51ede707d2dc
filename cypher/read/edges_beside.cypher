// The edges of some entities, whichever way they point, for paths.
// parameters: ids (of entities), predicates
// columns: near (id of one of those asked for), beside (for each of its edges the id of the other end and the edge's
//   articles)
UNWIND $ids AS wanted
MATCH (n:Entity {id: wanted})-[r]-(m:Entity)
WHERE type(r) IN $predicates
RETURN n.id AS near, collect([m.id, r.articles]) AS beside
