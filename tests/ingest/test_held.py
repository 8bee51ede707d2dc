"""What is written together: few articles at first and then many, and none is kept waiting for long."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from graph.errors import KaigraphError
from graph.model import Article, Claim, Entity, Extraction, Mention
from graph.writer import MOST_CLAIMS, TOGETHER
from ingest.held import LONGEST, MOST_TEXT, STEPS, Held

TEXT = "산업부가 사업에 투입한다."


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def read(claims: int = 0, text: str = TEXT) -> Callable[[], Extraction]:
    entities = [
        Entity(id="ministry/a", type="Ministry", name="산업부", mentions=[Mention(text="산업부", start=0, end=3)]),
        Entity(id="program/a", type="Program", name="사업", mentions=[Mention(text="사업", start=5, end=7)]),
    ]
    stated = [
        Claim(
            id=f"claim/{n}",
            predicate="FUNDS",
            subject="ministry/a",
            object="program/a",
            quote=TEXT,
            start=0,
            end=len(TEXT),
            confidence=0.9,
            extractor="test",
        )
        for n in range(claims)
    ]
    extraction = Extraction(article=Article(id="a", text=text, text_sha256="0" * 64), entities=entities, claims=stated)
    return lambda: extraction


def refuse() -> Extraction:
    raise KaigraphError("cannot be read")


def sizes(held: Held[int], pendings: Iterator[Callable[[], Extraction]]) -> list[int]:
    """Hold what is read, settle whenever it is due, and return how many articles were settled each time."""
    settled = []
    for step, pending in enumerate(pendings):
        held.add(step, pending)
        if held.is_due():
            settled.append(len(held.read))
            held.clear()
    return settled


def test_a_run_begins_with_small_transactions_and_goes_on_with_large_ones() -> None:
    found = sizes(Held(Clock()), (read() for _ in range(400)))
    assert found[:6] == [1, 1, 2, 4, 8, 16]
    assert found[7:] == [64, TOGETHER, TOGETHER]


@pytest.mark.parametrize(
    "pending",
    [read(claims=MOST_CLAIMS // 10), read(text=TEXT + " " * (MOST_TEXT // 10))],
    ids=["claims", "text"],
)
def test_articles_that_say_much_or_are_long_are_fewer_in_a_transaction(pending: Callable[[], Extraction]) -> None:
    assert sizes(Held(Clock()), (pending for _ in range(100)))[-1] == 10


def test_what_was_read_waits_so_long_at_most() -> None:
    clock = Clock()
    held = Held[int](clock)
    assert sizes(held, (read() for _ in range(128))) == [1, 1, 2, 4, 8, 16, 32, 64]
    held.add(1, read())
    clock.now += LONGEST - 0.1
    held.add(2, read())
    assert not held.is_due()
    clock.now += 0.1
    assert held.is_due()
    held.clear()
    held.add(3, read())
    assert not held.is_due()


def test_a_slow_store_is_given_so_much_at_a_time_as_it_writes_in_that_time() -> None:
    held = Held[int](Clock())
    sizes(held, (read() for _ in range(128)))
    held.add(0, read())
    held.clear(seconds=LONGEST / 25)
    assert sizes(held, (read() for _ in range(25))) == [25]
    held.add(0, read())
    held.clear(seconds=10 * LONGEST)
    assert sizes(held, (read() for _ in range(2))) == [1]


def test_what_was_passed_over_waits_only_behind_what_is_to_be_written() -> None:
    held = Held[int](Clock())
    sizes(held, (read() for _ in range(128)))
    held.add(0, None)
    assert held.is_due()
    held.clear()
    held.add(1, read())
    for step in range(STEPS - 2):
        held.add(2 + step, None)
    assert not held.is_due()
    held.add(STEPS, None)
    assert held.is_due()
    assert len(held.steps) == STEPS


@pytest.mark.parametrize(("pending", "urgent"), [(refuse, False), (None, True), (read(), True)])
def test_a_failure_and_what_is_urgent_is_settled_at_once(
    pending: Callable[[], Extraction] | None, urgent: bool
) -> None:
    held = Held[int](Clock())
    sizes(held, (read() for _ in range(128)))
    held.add(1, read())
    assert not held.is_due()
    held.add(2, pending, urgent=urgent)
    assert held.is_due()
    assert [step for step, _ in held.refused] == ([2] if pending is refuse else [])
    assert 1 in [step for step, _ in held.read]
