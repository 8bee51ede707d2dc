// Notes how the store's names are spelt, and gives it a mark of its own by which an index beside it knows it.
// parameters: spelling (graph.spelling.SPELLING)
// columns: none
MATCH (s:Store {id: 'kaigraph'})
SET s.spelling = $spelling, s.mark = coalesce(s.mark, randomUUID())
