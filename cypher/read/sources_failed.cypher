// The files and pages of which the last reading failed, in whole or in part.
// parameters: none
// columns: id, failed (why)
MATCH (s:Source)
WHERE s.failed IS NOT NULL
RETURN s.id AS id, s.failed AS failed
ORDER BY id
