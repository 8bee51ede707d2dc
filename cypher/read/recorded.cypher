// The present revision, and after which one every change is on record; no row where nothing was written.
// parameters: none
// columns: revision, recorded_from
MATCH (s:Store {id: 'kaigraph'})
RETURN s.revision AS revision, s.recorded_from AS recorded_from
