"""What is kept: made once for all who ask at a time, made anew where it could not be, and after a write."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from graph.deadline import within
from graph.errors import StoreTimeout
from graph.kept import Kept, KeptBy, Once
from graph.store import Store
from graph.writer import Writer
from tests.graph.examples import MAX, MOTIR, report, say


class Slow:
    """Makes things that wait to be let go, and counts how often it began."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.started, self.let_go = threading.Event(), threading.Event()
        self.failing = False

    def __call__(self) -> list[str]:
        self.begun.append("a")
        self.started.set()
        assert self.let_go.wait(10)
        if self.failing and len(self.begun) == 1:
            raise RuntimeError("the store is gone")
        return ["made"]


def meanwhile(slow: Slow, once: Once[str, list[str]], then: Callable[[], None]) -> list[object]:
    """Ask for one thing in eight threads, of which the first has begun to make it before the others ask."""

    def ask() -> object:
        try:
            return once.get("a", slow)
        except RuntimeError as error:
            return str(error)

    with ThreadPoolExecutor(8) as threads:
        first = threads.submit(ask)
        assert slow.started.wait(10)
        others = [threads.submit(ask) for _ in range(7)]
        then()
        slow.let_go.set()
        return [one.result(10) for one in (first, *others)]


def test_what_several_ask_for_at_a_time_is_made_once() -> None:
    slow = Slow()
    once = Once[str, list[str]]()
    assert not once.begun("a")
    found = meanwhile(slow, once, lambda: time.sleep(0.05))
    assert slow.begun == ["a"]
    assert all(one is found[0] for one in found)
    assert once.begun("a")


def test_who_waits_for_what_could_not_be_made_makes_it() -> None:
    slow = Slow()
    slow.failing = True
    found = meanwhile(slow, Once(), lambda: time.sleep(0.05))
    assert found[0] == "the store is gone"
    assert found[1:] == [["made"]] * 7
    assert slow.begun == ["a", "a"]


def test_who_waits_no_longer_than_its_time_says_so() -> None:
    slow = Slow()
    once = Once[str, list[str]]()

    def too_late() -> None:
        with within(0.05), pytest.raises(StoreTimeout):
            once.get("a", slow)

    assert meanwhile(slow, once, too_late) == [["made"]] * 8
    assert slow.begun == ["a"]


def test_only_the_last_ones_are_kept() -> None:
    made: list[int] = []
    once = Once[int, int](most=2)

    def make(key: int) -> int:
        made.append(key)
        return key

    for key in (1, 2, 1, 3, 1, 2):
        assert once.get(key, partial(make, key)) == key
    assert made == [1, 2, 3, 2]


def test_what_is_read_of_a_store_is_read_anew_after_a_write(store: Store) -> None:
    reads: list[Store] = []

    def articles(of: Store) -> int:
        reads.append(of)
        return len(of.read("write/manifest"))

    kept, writer = Kept(articles), Writer(store)
    kept_by: KeptBy[int, int] = KeptBy(lambda of, factor: factor * articles(of), most=2)
    writer.write(report("a", "2025-09-10", say("LEADS", MOTIR, MAX, "이끈다.")))
    assert [kept.of(store), kept.of(store)] == [1, 1]
    assert [kept_by.of(store, 10), kept_by.of(store, 7), kept_by.of(store, 10)] == [10, 7, 10]
    assert len(reads) == 3
    writer.write(report("b", "2025-09-11", say("LEADS", MOTIR, MAX, "또 이끈다.")))
    assert [kept.of(store), kept.of(store), kept_by.of(store, 10)] == [2, 2, 20]
    assert len(reads) == 5
