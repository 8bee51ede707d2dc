// Names of which one part is among some: those that may be meant by a text with typos (graph.spelling). One row, since
// Neo4j sends a thousand rows four times as slowly as a list of a thousand; a name with two such parts is in it twice.
// parameters: first, second, third (what the first, second and third part may be)
// columns: names (folded), jamo (of each)
CALL {
  MATCH (n:Name)
  WHERE n.part1 IN $first
  RETURN n
  UNION ALL
  MATCH (n:Name)
  WHERE n.part2 IN $second
  RETURN n
  UNION ALL
  MATCH (n:Name)
  WHERE n.part3 IN $third
  RETURN n
}
RETURN collect(n.id) AS names, collect(n.jamo) AS jamo
