// Deletes the claims of one article.
// parameters: article (id)
// columns: none
MATCH (c:Claim)-[:STATED_IN]->(:Article {id: $article})
DETACH DELETE c
