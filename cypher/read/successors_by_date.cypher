// What took over a name of some entities that ended, and began when they did or later (산업부).
// parameters: ids (of entities with a last day)
// columns: earlier, later (ids)
UNWIND $ids AS wanted
MATCH (earlier:Entity {id: wanted})-[:CALLED]->(:Name)<-[:CALLED]-(later:Entity)
WHERE later.label = earlier.label AND later.id <> earlier.id AND later.valid_from >= earlier.valid_to
RETURN DISTINCT earlier.id AS earlier, later.id AS later
