// Deletes what one article mentions, not the entities.
// parameters: article (id)
// columns: none
MATCH (:Article {id: $article})-[m:MENTIONS]->(:Entity)
DELETE m
