// What changed in an article is looked up by the article.
// parameters: none
// columns: none
CREATE INDEX change_article_id IF NOT EXISTS FOR (c:Change) ON (c.article_id)
