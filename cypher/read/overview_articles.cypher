// How many articles the store holds, and the days of the first and the last of them.
// parameters: none
// columns: articles, first_published, last_published
MATCH (a:Article)
RETURN count(a) AS articles, min(a.published_on) AS first_published, max(a.published_on) AS last_published
