// Lists of articles are by day.
// parameters: none
// columns: none
CREATE INDEX article_published_on IF NOT EXISTS FOR (a:Article) ON (a.published_on)
