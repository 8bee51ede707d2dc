// What is known of some files and pages from the last time they were read; no row for one that was not.
// parameters: ids (of sources)
// columns: id, stamp (of the content), reader, given (how many articles it gave), held (how many of them are in the
//   store), failed (why it could not be read as a whole, or null)
UNWIND $ids AS wanted
MATCH (s:Source {id: wanted})
RETURN s.id AS id, s.stamp AS stamp, s.reader AS reader, s.given AS given,
       COUNT { (s)-[:GAVE]->(:Article) } AS held, s.failed AS failed
