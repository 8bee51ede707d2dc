// The edges of which one of some entities is the object, for paths.
// parameters: ids (of entities), predicates
// columns: near, far (entity ids: one of those asked for, and the other end), predicate, label, name (of the other end),
//   articles
UNWIND $ids AS wanted
MATCH (n:Entity {id: wanted})<-[r]-(m:Entity)
WHERE type(r) IN $predicates
RETURN n.id AS near, m.id AS far, type(r) AS predicate, m.label AS label, m.name AS name, max(r.articles) AS articles
