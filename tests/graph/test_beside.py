"""Questions that are asked beside others."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest

from graph.beside import beside
from graph.deadline import seconds_left, within
from graph.errors import StoreTimeout

NEO4J, EMBEDDED = SimpleNamespace(engine="neo4j"), SimpleNamespace(engine="embedded")


def test_a_server_is_asked_at_once_and_the_embedded_engine_when_the_answer_is_wanted() -> None:
    begun = threading.Event()
    answer = beside(NEO4J, begun.set)
    assert begun.wait(10)
    answer()

    asked: list[str] = []
    later = beside(EMBEDDED, lambda: asked.append(threading.current_thread().name))
    assert not asked
    later()
    assert asked == [threading.current_thread().name]


@pytest.mark.parametrize("store", [NEO4J, EMBEDDED])
def test_a_deadline_holds_beside_too_and_errors_are_raised_where_the_answer_is_wanted(store: SimpleNamespace) -> None:
    with within(60):
        assert (beside(store, seconds_left)() or 0) > 0
    with within(-1):
        answer = beside(store, seconds_left)
        with pytest.raises(StoreTimeout):
            answer()
