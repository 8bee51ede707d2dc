// Names of the constraints that the store has.
// parameters: none
// columns: name
SHOW CONSTRAINTS YIELD name RETURN name
