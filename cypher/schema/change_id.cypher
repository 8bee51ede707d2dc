// One node a record of a change.
// parameters: none
// columns: none
CREATE CONSTRAINT change_id IF NOT EXISTS FOR (c:Change) REQUIRE c.id IS UNIQUE
