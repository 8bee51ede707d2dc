// The id that a former id of an entity leads to; no row where nothing was recorded of it.
// parameters: id
// columns: to
MATCH (r:Redirect {id: $id})
RETURN r.to AS to
