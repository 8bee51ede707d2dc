// One of the keys under which texts of much the same wording lie (graph.sketch.bands).
// parameters: none
// columns: none
CREATE INDEX article_band05 IF NOT EXISTS FOR (a:Article) ON (a.band05)
