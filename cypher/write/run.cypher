// Records a run of reading, when it begins and when it ends. It is no part of the graph that articles make up.
// parameters: id, properties (map)
// columns: none
MERGE (r:Run {id: $id})
SET r += $properties
