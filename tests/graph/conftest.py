"""What the tests of the questions share."""

from __future__ import annotations

import pytest

from graph.reader import Reader
from graph.store import Store
from tests.graph.asking import Ask, fill


@pytest.fixture
def ask(store: Store) -> Ask:
    """Give a reader of some extractions: once for each engine."""
    return lambda *extractions: Reader(fill(store, *extractions))
