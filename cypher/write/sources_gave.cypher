// Notes which articles files and pages gave; articles that are not in the store are passed over.
// parameters: gave (list of maps with source and article)
// columns: none
UNWIND $gave AS one
MATCH (s:Source {id: one.source})
MATCH (a:Article {id: one.article})
MERGE (s)-[:GAVE]->(a)
