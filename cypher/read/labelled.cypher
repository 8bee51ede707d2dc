// Which of some entities have a label.
// parameters: ids, label
// columns: ids (in one row)
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})
WHERE e.label = $label
RETURN collect(e.id) AS ids
