// How the store's names are spelt; no row where it has seen no writer.
// parameters: none
// columns: spelling (as graph.spelling.SPELLING was; null in a store that an older kaigraph wrote)
MATCH (s:Store {id: 'kaigraph'})
RETURN s.spelling AS spelling
