"""Training of the reader's models from annotated documents."""
