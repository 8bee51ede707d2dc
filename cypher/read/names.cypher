// Every entity with all its names, for search. Articles rank hits that are equally near.
// parameters: none
// columns: id, label, name, name_en, aliases, keys, articles
MATCH (e:Entity)
RETURN e.id AS id, e.label AS label, e.name AS name, e.name_en AS name_en, e.aliases AS aliases, e.keys AS keys,
       COUNT { (e)<-[:MENTIONS]-(:Article) } AS articles
ORDER BY id
