"""Answers beside a writer: what is gone between two reads of one question is asked for again, or left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from graph.errors import NotFound
from graph.reader import Reader
from graph.steady import TRIES, note_gone, steady
from graph.store import Row, Store
from graph.writer import Writer
from tests.graph.asking import fill
from tests.graph.examples import MAX, MOF, MOTIR, SHIP, pays, report, say

EOK = 10**8


class Crossed:
    """A store that is written to each time before one statement is run, as long as there is something to write."""

    def __init__(self, store: Store, statement: str, *writes: Callable[[], object]) -> None:
        self._store, self._statement, self._writes = store, statement, list(writes)
        self.asked = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def read(
        self, statement: str, parameters: Mapping[str, Any] | None = None, *, slot: str | None = None
    ) -> list[Row]:
        if statement == self._statement:
            self.asked += 1
            if self._writes:
                self._writes.pop(0)()
        return self._store.read(statement, parameters, slot=slot)


def crossed(store: Store, statement: str, *, times: int = 1) -> Crossed:
    """Fill a store with sums that differ by 1억원, and let a writer replace them by others so many times."""

    def state(n: int) -> None:
        first = pays(MOTIR, MAX, f"{n}억원을 준다.", n * EOK, year=2026)
        other = pays(MOTIR, MAX, f"{n * 2}억원을 준다.", 2 * n * EOK, year=2026)
        fill(store, report("a", "2025-12-24", first), report("b", "2025-12-26", other, publisher="다른신문"))

    state(100)
    return Crossed(store, statement, *(lambda n=n: state(200 + n) for n in range(times)))


def amounts(reader: Reader) -> list[int | None]:
    return sorted(row.amount_krw or 0 for row in reader.funding().named.rows)


def test_money_that_was_replaced_meanwhile_is_told_as_it_is_now(store: Store) -> None:
    beside = crossed(store, "read/claims_by_id")
    assert amounts(Reader(beside)) == [200 * EOK, 400 * EOK]
    assert beside.asked == 2


def test_a_question_that_meets_no_writer_is_asked_once(store: Store) -> None:
    beside = crossed(store, "read/claims_by_id", times=0)
    assert amounts(Reader(beside)) == [100 * EOK, 200 * EOK]
    assert beside.asked == 1


def test_rows_whose_claims_are_gone_each_time_are_left_out(store: Store) -> None:
    beside = crossed(store, "read/claims_by_id", times=TRIES)
    assert amounts(Reader(beside)) == []
    assert beside.asked == TRIES


def test_payers_that_are_gone_are_looked_for_again(store: Store) -> None:
    fill(store, report("a", None, pays(MOTIR, MAX, "1억원.", EOK)), report("b", None, pays(MOTIR, SHIP, "2억원.", EOK)))
    beside = Crossed(store, "read/refs", lambda: Writer(store).delete("b"))
    assert [row.recipient.name for row in Reader(beside).funding().undated.rows] == [MAX.name]


@pytest.mark.parametrize(("times", "said"), [(1, [["200억원", "400억원"]]), (TRIES, [])])
def test_contradictions_are_those_of_now_or_none(store: Store, times: int, said: list[list[str]]) -> None:
    beside = crossed(store, "read/claims_by_id", times=times)
    items = Reader(beside).contradictions().items
    assert [sorted(side.says for side in item.sides) for item in items] == said


def test_what_news_contradict_is_looked_for_again(store: Store) -> None:
    beside = crossed(store, "read/claims_by_id", times=0)
    asked = {"since": date(2025, 12, 25)}
    (article,) = Reader(beside).changes(**asked).articles
    assert [gone.amount_krw for gone in article.went] == [100 * EOK]
    beside = Crossed(store, "read/claims_by_id", lambda: None, lambda: Writer(store).delete("a"))
    (article,) = Reader(beside).changes(**asked).articles
    assert (article.went, beside.asked) == ([], 3)


@pytest.mark.parametrize("statement", ["read/claims_joining", "read/refs"])
def test_a_path_that_is_gone_is_looked_for_again(store: Store, statement: str) -> None:
    leads = report("a", "2025-12-24", say("LEADS", MOTIR, MAX, "산업통상부가 이끈다."))
    other = say("PARTICIPATES_IN", MOF, MAX, "해양수산부가 참여한다.")
    longer = report("b", "2025-12-24", pays(MOTIR, SHIP, "1억원.", EOK), pays(MOF, SHIP, "2억원.", EOK), other)
    fill(store, leads, longer)
    beside = Crossed(store, statement, lambda: Writer(store).delete("a"))
    (path,) = Reader(beside).paths(MOTIR.id, MAX.id, limit=1).paths
    assert [hop.end.name for hop in path.hops] == [SHIP.name, MOF.name, MAX.name]
    beside = Crossed(store, statement, lambda: Writer(store).delete("b"))
    with pytest.raises(NotFound):
        Reader(beside).paths(MOTIR.id, MAX.id)


@pytest.mark.parametrize("ask", [Reader.entity, Reader.timeline])
def test_an_entity_that_is_gone_is_not_found(store: Store, ask: Callable[..., object]) -> None:
    fill(store, report("a", None, say("LEADS", MOTIR, MAX, "산업통상부가 이끈다.")))
    beside = Crossed(store, "read/entity", lambda: None, lambda: Writer(store).delete("a"))
    beside.read("read/entity", {"id": MAX.id})
    with pytest.raises(NotFound):
        ask(Reader(beside), MAX.id)


def test_what_is_not_found_while_nothing_is_gone_is_not_asked_for_again() -> None:
    asked: list[str] = []

    @steady
    def ask(name: str) -> str:
        asked.append(name)
        raise NotFound("no such thing")

    with pytest.raises(NotFound):
        ask("가")
    assert asked == ["가"]
    note_gone()
