// As read/aims_of, as only some claims state it.
// parameters: ids, label (Sector, Technology or Region), published_from, published_to (ISO 8601), publisher, min_confidence,
//   modality (each null where it is no filter)
// columns: entity, aim (ids)
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})-[:TARGETS]->(aim:Entity)
WHERE aim.label = $label
MATCH (c:Claim {joins: 'TARGETS ' + e.id + ' ' + aim.id})-[:STATED_IN]->(a:Article)
WHERE c.predicate = 'TARGETS'
  AND ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
  AND ($min_confidence IS NULL OR c.confidence >= $min_confidence)
  AND ($modality IS NULL OR c.modality = $modality)
RETURN DISTINCT e.id AS entity, aim.id AS aim
ORDER BY entity, aim
