// Remembers up to which revision the records of changes were forgotten.
// parameters: until (revision)
// columns: recorded_from
MATCH (s:Store {id: 'kaigraph'})
SET s.recorded_from = $until
RETURN s.recorded_from AS recorded_from
