// Search by initial sounds.
// parameters: none
// columns: none
CREATE INDEX name_initials IF NOT EXISTS FOR (n:Name) ON (n.initials)
