// As name_part1, of the third part.
// parameters: none
// columns: none
CREATE INDEX name_part3 IF NOT EXISTS FOR (n:Name) ON (n.part3)
