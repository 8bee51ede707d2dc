// Records that the entity with one id is now another.
// parameters: id (the former), to (the one that it was merged into)
// columns: none
MERGE (r:Redirect {id: $id})
SET r.name = $id, r.to = $to
