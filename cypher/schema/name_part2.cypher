// As name_part1, of the second part.
// parameters: none
// columns: none
CREATE INDEX name_part2 IF NOT EXISTS FOR (n:Name) ON (n.part2)
