"""The reader of worker processes. Importing this loads it, which the server that they are forked from does once."""

from __future__ import annotations

from ingest.pipeline import Pipeline

PIPELINE = Pipeline()
