// Names of which one part is among some: those that may be meant by a text with typos (graph.spelling).
// parameters: first, second, third (what the first, second and third part may be)
// columns: name (folded), jamo
MATCH (n:Name)
WHERE n.part1 IN $first
RETURN n.id AS name, n.jamo AS jamo
UNION
MATCH (n:Name)
WHERE n.part2 IN $second
RETURN n.id AS name, n.jamo AS jamo
UNION
MATCH (n:Name)
WHERE n.part3 IN $third
RETURN n.id AS name, n.jamo AS jamo
