// Who was said to lead some things, or to hold offices in them, before a day, narrowed: what new articles may contradict.
// parameters: ids (of what is led), before, published_from (ISO 8601), publisher, min_confidence, modality (each of the last
//   four null where it is no filter)
// columns: object (entity id), claims (of each a list of its id, predicate, subject (entity id), role, position, and
//   the id and the published_on of its article)
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})<-[:OBJECT]-(c:Claim)
WHERE c.predicate IN ['LEADS', 'HOLDS_POSITION']
MATCH (c)-[:STATED_IN]->(a:Article)
WHERE a.published_on < $before
  AND ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($publisher IS NULL OR a.publisher = $publisher)
  AND ($min_confidence IS NULL OR c.confidence >= $min_confidence)
  AND ($modality IS NULL OR c.modality = $modality)
RETURN e.id AS object,
       collect([c.id, c.predicate, c.subject_id, c.role, c.position, a.id, a.published_on]) AS claims
ORDER BY object
