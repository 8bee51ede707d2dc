// How many articles mention an entity, and the days of the first and the last of them.
// parameters: id
// columns: articles, first_mentioned, last_mentioned (ISO 8601; null where no article has a date)
MATCH (a:Article)-[:MENTIONS]->(e:Entity {id: $id})
RETURN count(a) AS articles, min(a.published_on) AS first_mentioned, max(a.published_on) AS last_mentioned
