// Notes what was read from files and pages. It is no part of the graph that articles make up.
// parameters: sources (list of maps with id and properties)
// columns: none
UNWIND $sources AS one
MERGE (s:Source {id: one.id})
SET s += one.properties
