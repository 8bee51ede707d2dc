// What tells this store from every other, so that an index beside it is not taken for that of another.
// parameters: none
// columns: mark, revision (counts writing transactions); no row where it has seen no writer
MATCH (s:Store {id: 'kaigraph'})
RETURN s.mark AS mark, s.revision AS revision
