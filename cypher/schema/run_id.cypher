// A run of reading has one record.
// parameters: none
// columns: none
CREATE CONSTRAINT run_id IF NOT EXISTS FOR (r:Run) REQUIRE r.id IS UNIQUE
