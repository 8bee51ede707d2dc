// One node that all writers take in turn.
// parameters: none
// columns: none
CREATE CONSTRAINT store_id IF NOT EXISTS FOR (s:Store) REQUIRE s.id IS UNIQUE
