// A file or page is one source.
// parameters: none
// columns: none
CREATE CONSTRAINT source_id IF NOT EXISTS FOR (s:Source) REQUIRE s.id IS UNIQUE
