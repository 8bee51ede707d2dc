// How many claims have some entities as their subject, object or speaker.
// parameters: subject, object, speaker (ids; null where there is none)
// columns: subjects, objects, speakers (numbers of claims)
OPTIONAL MATCH (s:Entity {id: $subject})
OPTIONAL MATCH (o:Entity {id: $object})
OPTIONAL MATCH (w:Entity {id: $speaker})
RETURN COUNT { (s)<-[:SUBJECT]-(:Claim) } AS subjects, COUNT { (o)<-[:OBJECT]-(:Claim) } AS objects,
       COUNT { (w)<-[:ASSERTED_BY]-(:Claim) } AS speakers
