"""One reader a format, each to the same `Article`."""
