// Every article with the fingerprint of its extraction.
// parameters: none
// columns: id, fingerprint
MATCH (a:Article)
RETURN a.id AS id, a.fingerprint AS fingerprint
ORDER BY id
