// Every name with all that the store holds of it, and who carries it.
// parameters: none
// columns: id, name, jamo, size, initials, part1, part2, part3, entity (id; null where nobody carries it)
MATCH (n:Name)
OPTIONAL MATCH (e:Entity)-[:CALLED]->(n)
RETURN n.id AS id, n.name AS name, n.jamo AS jamo, n.size AS size, n.initials AS initials, n.part1 AS part1,
       n.part2 AS part2, n.part3 AS part3, e.id AS entity
ORDER BY id, entity
