"""The version of the reader: it changes with everything that what is read depends on."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from graph.sketch import FORM

READING = ("korean", "extract", "gazetteer")
MODULES = ("pipeline.py", "resolve.py", "naming.py", "naming.yaml", "document.py")
SHARED = ("ontology.yaml", "ids.py")
"""What the graph has of its own and reading depends on: which types a relation joins, and how names are folded."""
ANALYSERS = ("kiwipiepy", "kiwipiepy_model")
"""Distributions whose other release may cut a sentence into other words."""
DATA = (".py", ".yaml", ".crfsuite", ".npz")


@lru_cache(maxsize=1)
def reader_version() -> str:
    """Return `kaigraph VERSION+HASH`: the distribution's version, and a hash of the reader's code, data and models.

    The ontology, the folding of names and the releases of the analyser of Korean are a part of it.

    It stands in every claim as its extractor. A store passes over an article only while the text and this are the same,
    so a retrained model or a new name in a gazetteer is read with at the next run.
    """
    digest = hashlib.sha256(FORM.encode())
    for name in ANALYSERS:
        digest.update(f"{name} {version(name)}\n".encode())
    shared, root = files("graph"), files("ingest")
    for content in [*(shared / name for name in SHARED), *(root / name for name in MODULES)]:
        digest.update(content.read_bytes())
    for folder in READING:
        for path, held in sorted(_contents(root / folder, folder)):
            digest.update(path.encode())
            digest.update(held)
    return f"kaigraph {version('kaigraph')}+{digest.hexdigest()[:8]}"


def _contents(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in folder.iterdir():
        where = f"{path}/{item.name}"
        if item.is_dir() and item.name != "__pycache__":
            found += _contents(item, where)
        elif item.is_file() and item.name.endswith(DATA):
            found.append((where, item.read_bytes()))
    return found
