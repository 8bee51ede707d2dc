"""Korean text: morphemes, sentences, boilerplate, numbers, dates."""
