// Takes back what was recorded of a former id.
// parameters: id
// columns: none
MATCH (r:Redirect {id: $id})
DELETE r
