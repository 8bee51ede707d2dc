// Opens a writing transaction: takes the one node that every writer takes, so that writers wait for each other and none
// projects edges from claims that another is about to change. Its revision tells whether the graph has changed; what
// changed after `recorded_from` is on record. A new store notes how names are spelt (graph.spelling.SPELLING), and a
// mark by which an index beside it knows it.
// parameters: none
// columns: revision (counts writing transactions)
MERGE (s:Store {id: 'kaigraph'})
ON CREATE SET s.spelling = 2, s.mark = randomUUID()
SET s.name = 'kaigraph', s.recorded_from = coalesce(s.recorded_from, s.revision, 0),
    s.revision = coalesce(s.revision, 0) + 1
RETURN s.revision AS revision
