// The articles of some groups of copies.
// parameters: copies (list of what the articles of a group share)
// columns: as write/copies_sketches
UNWIND $copies AS shared
MATCH (a:Article)
WHERE a.copies = shared
RETURN a.id AS id, a.sketch AS sketch, a.published_on AS published_on, a.copies AS copies
