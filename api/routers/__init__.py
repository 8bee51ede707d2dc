"""The endpoints, one module a topic."""
