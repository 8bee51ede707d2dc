// Forgets which articles files and pages gave, before that is noted anew.
// parameters: ids (of sources)
// columns: none
UNWIND $ids AS wanted
MATCH (s:Source {id: wanted})-[g:GAVE]->(:Article)
DELETE g
