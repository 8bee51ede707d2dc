// What the store holds of an article; no row where it holds nothing.
// parameters: id
// columns: fingerprint (of its extraction), read_from (hash of what was read and by which reader), published_on, publisher,
//   copies (what it shares with its copies), as_read (what was read before ids that went were replaced)
MATCH (a:Article {id: $id})
RETURN a.fingerprint AS fingerprint, a.read_from AS read_from, a.published_on AS published_on,
       a.publisher AS publisher, a.copies AS copies, a.as_read AS as_read
