"""The journal: each writing transaction leaves a record of what it put in and took out, and nothing else changes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from graph import journal
from graph.check import graph_hash
from graph.store import Row, Store, Transaction
from graph.writer import Writer
from tests.graph.examples import FACTORY, MAX, MOTIR, SHIPBUILDING, pays, report, say

MONEY = pays(MOTIR, MAX, "산업통상부는 M.AX 얼라이언스에 7000억원을 쓴다.", 7 * 10**11, year=2026)
LESS = pays(MOTIR, MAX, "산업통상부는 M.AX 얼라이언스에 5000억원을 쓴다.", 5 * 10**11, year=2026)
AIM = say("TARGETS", MAX, SHIPBUILDING, "M.AX 얼라이언스는 조선을 겨냥한다.")
LEADS = say("LEADS", MOTIR, FACTORY, "산업통상부는 AI 팩토리 선도 프로젝트를 이끈다.")
MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def writer(store: Store) -> Writer:
    return Writer(store, clock=lambda: MOMENT)


def records(store: Store) -> list[Row]:
    return store.read("check/changes")


def told(record: Row) -> tuple[Any, ...]:
    return record["revision"], record["article_id"], record["kind"], record["put_in"], record["took_out"]


def test_every_change_of_an_article_is_recorded_with_its_time(store: Store) -> None:
    write = writer(store)
    write.write(report("a", "2025-12-24", MONEY, AIM))
    write.write(report("a", "2025-12-24", LESS, AIM))
    write.delete("a")
    assert [told(record) for record in records(store)] == [
        (1, "a", "added", 2, 0),
        (2, "a", "replaced", 1, 1),
        (3, "a", "removed", 0, 2),
    ]
    assert {record["at"] for record in records(store)} == {"2026-01-02T03:04:05+00:00"}
    assert {(record["published_on"], record["publisher"]) for record in records(store)} == {("2025-12-24", "시험일보")}


def test_what_went_is_kept_without_its_sentence(store: Store) -> None:
    write = writer(store)
    write.write(report("a", "2025-12-24", MONEY))
    write.delete("a")
    (text,) = records(store)[1]["removed"]
    gone = json.loads(text)
    assert gone["subject"] == {"id": MOTIR.id, "label": "Ministry", "name": "산업통상부"}
    assert (gone["predicate"], gone["object"]["id"], gone["amount_krw"]) == ("FUNDS", MAX.id, 7 * 10**11)
    assert len(gone["quote_sha256"]) == 64
    assert MONEY.quote not in text


def test_a_sentence_that_only_moves_is_no_change_of_what_is_said(store: Store) -> None:
    write = writer(store)
    write.write(report("a", "2025-12-24", MONEY, AIM))
    write.write(report("a", "2025-12-24", LEADS, MONEY, AIM))
    assert told(records(store)[1]) == (2, "a", "replaced", 1, 0)


def test_writing_the_same_again_or_deleting_nothing_leaves_no_record(store: Store) -> None:
    write = writer(store)
    article = report("a", "2025-12-24", MONEY)
    write.write(article)
    write.write(article)
    write.write(article, reader="2")
    assert write.delete("b") is False
    assert len(records(store)) == 1


def test_articles_of_one_transaction_are_recorded_one_by_one(store: Store) -> None:
    list(writer(store).write_many([report("a", "2025-12-24", MONEY), report("b", None, AIM)]))
    assert [(told(record), record["position"]) for record in records(store)] == [
        ((1, "a", "added", 1, 0), 1),
        ((1, "b", "added", 1, 0), 2),
    ]


def test_records_are_no_part_of_the_graph(store: Store) -> None:
    write = writer(store)
    write.write(report("a", "2025-12-24", MONEY))
    whole = graph_hash(store)
    write.write(report("b", "2025-12-25", AIM))
    write.delete("b")
    assert graph_hash(store) == whole
    assert len(records(store)) == 3


def test_a_transaction_that_fails_leaves_no_record(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("out of luck")

    monkeypatch.setattr("graph.writer.settle", fail)
    with pytest.raises(RuntimeError):
        writer(store).write(report("a", "2025-12-24", MONEY))
    assert records(store) == []


def test_old_records_are_forgotten_and_the_store_says_from_where_on_it_knows(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "KEPT", 2)
    monkeypatch.setattr(journal, "FORGET_EVERY", 4)
    for number in range(5):
        writer(store).write(report(f"{number}", "2025-12-24", MONEY))
    assert [record["revision"] for record in records(store)] == [3, 4, 5]
    assert store.read("read/recorded") == [{"revision": 5, "recorded_from": 2}]


def test_a_long_record_is_cut_and_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MOST_STATEMENTS", 1)
    writer(store).write(report("a", "2025-12-24", MONEY, AIM))
    writer(store).delete("a")
    record = records(store)[1]
    assert (record["took_out"], len(record["removed"]), record["cut"]) == (2, 1, True)


def test_a_store_that_was_written_before_there_were_records_knows_from_then_on(store: Store) -> None:
    def older(transaction: Transaction) -> None:
        transaction.run("write/begin")
        transaction.run("write/changes_from", {"until": None})

    store.write(older)
    writer(store).write(report("a", "2025-12-24", MONEY))
    assert store.read("read/recorded") == [{"revision": 2, "recorded_from": 1}]
