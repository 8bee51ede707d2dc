// The same body or programme under its later and its earlier name, as some claim states it: every renaming, and every
//   ministry that came after another (where only some duties move, there is no such claim).
// parameters: none
// columns: later, earlier (entity ids), date (as a claim states it), later_from (as the later name's own dates
//   have it), first_stated (day of the first dated article that states it; ISO 8601, each null where unknown)
MATCH (c:Claim)
WHERE c.predicate = 'SUCCEEDS'
MATCH (c)-[:SUBJECT]->(later:Entity)
MATCH (c)-[:OBJECT]->(earlier:Entity)
MATCH (c)-[:STATED_IN]->(a:Article)
WHERE c.succession = 'renamed' OR later.label = 'Ministry'
RETURN later.id AS later, earlier.id AS earlier, c.date AS date, later.valid_from AS later_from,
       min(a.published_on) AS first_stated
ORDER BY later, earlier, date
