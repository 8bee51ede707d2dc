"""Entities, coreference and claims out of a read document."""
