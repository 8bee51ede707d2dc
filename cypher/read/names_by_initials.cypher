// Names whose initial sounds contain some, shortest first, and who carries them. Looks at every name: the embedded
// engine's way where it has no index beside it.
// parameters: initials, at_most (names to look at before labels and articles narrow them), labels (of the ontology;
//   null for all), everywhere (whether the next three say nothing), publisher, published_from, published_to (ISO 8601;
//   each null where it is no filter); limit
// columns: name (folded), size, id, label (of an entity that carries it)
MATCH (n:Name)
WHERE n.initials CONTAINS $initials
WITH n
ORDER BY n.size, n.id
LIMIT $at_most
MATCH (n)<-[:CALLED]-(e:Entity)
WHERE ($labels IS NULL OR e.label IN $labels)
  AND ($everywhere OR EXISTS {
    MATCH (a:Article)-[:MENTIONS]->(e)
    WHERE ($publisher IS NULL OR a.publisher = $publisher)
      AND ($published_from IS NULL OR a.published_on >= $published_from)
      AND ($published_to IS NULL OR a.published_on <= $published_to)
  })
RETURN n.id AS name, n.size AS size, e.id AS id, e.label AS label
ORDER BY size, name, id
LIMIT $limit
