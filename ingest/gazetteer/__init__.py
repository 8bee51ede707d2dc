"""Known names as data, and the loader that validates them."""
