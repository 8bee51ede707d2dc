// One article; no row where there is none.
// parameters: id
// columns: article_id, article_name, article_publisher, article_url, article_based_on, article_license,
//   article_published_on, article_language, text_sha256, copies (what it shares with its copies)
MATCH (a:Article {id: $id})
RETURN a.id AS article_id, a.name AS article_name, a.publisher AS article_publisher, a.url AS article_url,
       a.based_on AS article_based_on, a.license AS article_license, a.published_on AS article_published_on,
       a.language AS article_language, a.text_sha256 AS text_sha256, a.copies AS copies
