// A name with a typo has one part that has none.
// parameters: none
// columns: none
CREATE INDEX name_part1 IF NOT EXISTS FOR (n:Name) ON (n.part1)
