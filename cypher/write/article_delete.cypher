// Deletes an article that states nothing any more.
// parameters: id
// columns: none
MATCH (a:Article {id: $id})
DETACH DELETE a
