// What the store holds of an article; no row where it holds nothing.
// parameters: id
// columns: fingerprint (of its extraction), read_from (hash of what was read and by which reader)
MATCH (a:Article {id: $id})
RETURN a.fingerprint AS fingerprint, a.read_from AS read_from
