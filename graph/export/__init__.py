"""Answers as tables, and the whole graph in the formats of other programs. docs/export.md says what each is for."""
