// The articles that some files and pages gave, with how many sources gave each.
// parameters: ids (of sources)
// columns: source, article, sources
UNWIND $ids AS wanted
MATCH (s:Source {id: wanted})-[:GAVE]->(a:Article)
RETURN s.id AS source, a.id AS article, COUNT { (:Source)-[:GAVE]->(a) } AS sources
ORDER BY source, article
