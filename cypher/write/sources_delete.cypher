// Forgets files and pages that are gone.
// parameters: ids (of sources)
// columns: none
UNWIND $ids AS wanted
MATCH (s:Source {id: wanted})
DETACH DELETE s
