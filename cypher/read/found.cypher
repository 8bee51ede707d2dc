// What search shows of entities, and how many articles mention them.
// parameters: ids, everywhere (whether the next three say nothing), publisher, published_from, published_to (ISO 8601;
//   each null where it is no filter)
// columns: id, label, name, name_en, aliases, valid_from, valid_to, articles
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})
RETURN e.id AS id, e.label AS label, e.name AS name, e.name_en AS name_en, e.aliases AS aliases,
       e.valid_from AS valid_from, e.valid_to AS valid_to,
       CASE WHEN $everywhere THEN COUNT { (e)<-[:MENTIONS]-(:Article) }
            ELSE COUNT {
              MATCH (e)<-[:MENTIONS]-(a:Article)
              WHERE ($publisher IS NULL OR a.publisher = $publisher)
                AND ($published_from IS NULL OR a.published_on >= $published_from)
                AND ($published_to IS NULL OR a.published_on <= $published_to)
            } END AS articles
