// An index beside the store takes in the names that came since it did so last.
// parameters: none
// columns: none
CREATE INDEX name_since IF NOT EXISTS FOR (n:Name) ON (n.since)
