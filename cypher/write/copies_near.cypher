// What may be copies of some articles: those of about the same days that share one of their keys with them. One look-up in
// an index a key, since neither engine has an index over the elements of a list.
// parameters: articles (list of maps: id, first and last day (null: any), band01 to band20)
// columns: article (id), copies (a group of which some article is near) or other (an article without copies that is)
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band01 = row.band01 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band02 = row.band02 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band03 = row.band03 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band04 = row.band04 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band05 = row.band05 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band06 = row.band06 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band07 = row.band07 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band08 = row.band08 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band09 = row.band09 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band10 = row.band10 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band11 = row.band11 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band12 = row.band12 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band13 = row.band13 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band14 = row.band14 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band15 = row.band15 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band16 = row.band16 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band17 = row.band17 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band18 = row.band18 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band19 = row.band19 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
UNION
UNWIND $articles AS row
MATCH (a:Article)
WHERE a.band20 = row.band20 AND a.id <> row.id
  AND (row.first IS NULL OR a.published_on IS NULL OR (a.published_on >= row.first AND a.published_on <= row.last))
RETURN row.id AS article, a.copies AS copies, CASE WHEN a.copies IS NULL THEN a.id END AS other
