// The copies of one report are found by what they share.
// parameters: none
// columns: none
CREATE INDEX article_copies IF NOT EXISTS FOR (a:Article) ON (a.copies)
