// The files and pages whose id begins as given: what was read from a folder.
// parameters: prefix
// columns: id
MATCH (s:Source)
WHERE s.id STARTS WITH $prefix
RETURN s.id AS id
ORDER BY id
