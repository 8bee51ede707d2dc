// Forgets the records of changes up to a revision.
// parameters: until (revision)
// columns: none
MATCH (c:Change)
WHERE c.revision <= $until
DETACH DELETE c
