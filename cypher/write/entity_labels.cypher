// Gives new entities their label of the ontology.
// parameters: ids (of entities)
// columns: none
// slot: label
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})
SET e:__SLOT__
