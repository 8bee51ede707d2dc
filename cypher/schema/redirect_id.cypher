// A former id of an entity leads to one other.
// parameters: none
// columns: none
CREATE CONSTRAINT redirect_id IF NOT EXISTS FOR (r:Redirect) REQUIRE r.id IS UNIQUE
