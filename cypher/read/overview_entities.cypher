// How many entities the store holds, by label.
// parameters: none
// columns: label, entities
MATCH (e:Entity)
RETURN e.label AS label, count(e) AS entities
ORDER BY label
