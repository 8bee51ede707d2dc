// The articles that carry the same report, the oldest first.
// parameters: copies (what they share)
// columns: article_id, article_name, article_publisher, article_url, article_based_on, article_license,
//   article_published_on, article_language
MATCH (a:Article)
WHERE a.copies = $copies
RETURN a.id AS article_id, a.name AS article_name, a.publisher AS article_publisher, a.url AS article_url,
       a.based_on AS article_based_on, a.license AS article_license, a.published_on AS article_published_on,
       a.language AS article_language
ORDER BY coalesce(article_published_on, '9999'), article_id
