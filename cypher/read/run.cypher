// One run of reading with what failed in it; no row where there is none.
// parameters: id
// columns: id, began, ended, paths, reader, added, changed, unchanged, removed, failed, stopped, sources, reasons (what failed, and
//   why, in the same order)
MATCH (r:Run {id: $id})
RETURN r.id AS id, r.began AS began, r.ended AS ended, r.paths AS paths, r.reader AS reader, r.added AS added,
       r.changed AS changed, r.unchanged AS unchanged, r.removed AS removed, r.failed AS failed, r.stopped AS stopped, r.sources AS sources,
       r.reasons AS reasons
