"""Reading: from files to articles, from Korean text to entities and claims."""
