// Search as one types: names that begin with some jamo.
// parameters: none
// columns: none
CREATE INDEX name_jamo IF NOT EXISTS FOR (n:Name) ON (n.jamo)
