// What some articles are recognised by as copies of each other.
// parameters: ids
// columns: id, sketch, published_on, copies
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a.id AS id, a.sketch AS sketch, a.published_on AS published_on, a.copies AS copies
