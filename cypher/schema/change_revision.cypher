// What changed since a revision is looked up by it.
// parameters: none
// columns: none
CREATE INDEX change_revision IF NOT EXISTS FOR (c:Change) ON (c.revision)
