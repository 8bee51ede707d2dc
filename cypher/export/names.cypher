// What some entities are called, with all that the store holds of each name.
// parameters: entities (ids)
// columns: as check/names
UNWIND $entities AS wanted
MATCH (e:Entity {id: wanted})-[:CALLED]->(n:Name)
RETURN n.id AS id, n.name AS name, n.jamo AS jamo, n.size AS size, n.initials AS initials, n.part1 AS part1,
       n.part2 AS part2, n.part3 AS part3, e.id AS entity
ORDER BY entity, id
