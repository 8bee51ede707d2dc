// How many writing transactions the store has seen; no row where it has seen none.
// parameters: none
// columns: revision
MATCH (s:Store {id: 'kaigraph'})
RETURN s.revision AS revision
