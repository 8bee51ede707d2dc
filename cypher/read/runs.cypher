// The runs of reading, the last first.
// parameters: limit
// columns: id, began, ended (null: it was killed, or goes on), paths, reader, added, changed, unchanged, removed, failed, stopped
MATCH (r:Run)
RETURN r.id AS id, r.began AS began, r.ended AS ended, r.paths AS paths, r.reader AS reader, r.added AS added,
       r.changed AS changed, r.unchanged AS unchanged, r.removed AS removed, r.failed AS failed, r.stopped AS stopped
ORDER BY began DESC, id DESC
LIMIT $limit
