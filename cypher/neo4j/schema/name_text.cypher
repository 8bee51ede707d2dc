// Names by what they contain, cut into pairs of characters: 반도 finds 반도체. The embedded engine cannot cut them.
// parameters: none
// columns: none
CREATE FULLTEXT INDEX name_text IF NOT EXISTS FOR (n:Name) ON EACH [n.name, n.initials]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}
