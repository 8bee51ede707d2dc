// Search and counts go by label.
// parameters: none
// columns: none
CREATE INDEX entity_label IF NOT EXISTS FOR (e:Entity) ON (e.label)
