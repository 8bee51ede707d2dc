"""Every Cypher statement, one a file; `graph.statements` loads them."""
