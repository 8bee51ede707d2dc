"""The reader of worker processes. Importing this loads it, which the server that they are forked from does once."""

from __future__ import annotations

import datasketch  # noqa: F401  which graph.sketch would load in every process otherwise

from ingest.pipeline import Pipeline

PIPELINE = Pipeline()
