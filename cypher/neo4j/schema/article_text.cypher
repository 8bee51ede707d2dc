// Headlines by what they contain, cut as names are.
// parameters: none
// columns: none
CREATE FULLTEXT INDEX article_text IF NOT EXISTS FOR (a:Article) ON EACH [a.headline_text]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}
