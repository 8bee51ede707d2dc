// A page of the claims of one subject that meet every filter.
// parameters: subject, predicate, object, article, asserted_by, year, min_amount, max_amount (won), status, instrument,
//   succession, date (or its beginning), unit, role, position, metric, text (these five in lower case; the last four are
//   looked for within), published_from, published_to (ISO 8601), publisher, min_confidence, modality (each null where it
//   is no filter); after_day, after_article, after_start, after_id (the sort key to go on after; after_id null to start);
//   limit
// columns: id, day, article, start (the sort key: newest article first, in the order of its text)
MATCH (e:Entity {id: $subject})<-[:SUBJECT]-(c:Claim)-[:STATED_IN]->(a:Article)
WITH c, a, coalesce(a.published_on, '') AS day, a.id AS article, c.quote_start AS start
WHERE ($predicate IS NULL OR c.predicate = $predicate)
  AND ($subject IS NULL OR c.subject_id = $subject)
  AND ($object IS NULL OR c.object_id = $object)
  AND ($asserted_by IS NULL OR c.asserted_by_id = $asserted_by)
  AND ($article IS NULL OR article = $article)
  AND ($published_from IS NULL OR a.published_on >= $published_from)
  AND ($published_to IS NULL OR a.published_on <= $published_to)
  AND ($publisher IS NULL OR a.publisher = $publisher)
  AND ($modality IS NULL OR c.modality = $modality)
  AND ($min_confidence IS NULL OR c.confidence >= $min_confidence)
  AND ($min_amount IS NULL OR c.amount_krw >= $min_amount)
  AND ($max_amount IS NULL OR c.amount_krw <= $max_amount)
  AND ($status IS NULL OR c.status = $status)
  AND ($instrument IS NULL OR c.instrument = $instrument)
  AND ($succession IS NULL OR c.succession = $succession)
  AND ($role IS NULL OR toLower(c.role) CONTAINS $role)
  AND ($position IS NULL OR toLower(c.position) CONTAINS $position)
  AND ($metric IS NULL OR toLower(c.metric) CONTAINS $metric)
  AND ($unit IS NULL OR toLower(c.unit) = $unit)
  AND ($date IS NULL OR c.date STARTS WITH $date)
  AND ($text IS NULL OR toLower(c.quote) CONTAINS $text)
  AND ($year IS NULL OR c.fiscal_year = $year OR c.by_year = $year
       OR (c.fiscal_year IS NULL AND (c.period_start IS NOT NULL OR c.period_end IS NOT NULL)
           AND (c.period_start IS NULL OR c.period_start <= $year)
           AND (c.period_end IS NULL OR c.period_end >= $year)))
  AND ($after_id IS NULL OR day < $after_day
       OR (day = $after_day
           AND (article > $after_article
                OR (article = $after_article
                    AND (start > $after_start OR (start = $after_start AND c.id > $after_id))))))
RETURN c.id AS id, day, article, start
ORDER BY day DESC, article, start, id
LIMIT $limit
