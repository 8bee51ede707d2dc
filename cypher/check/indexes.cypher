// Names of the indexes and constraints that the store has; a constraint has an index of its name.
// parameters: none
// columns: name
SHOW INDEXES YIELD name RETURN name
