"""What changed since a day, as articles tell it, and since a revision, as the store was written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph import journal
from graph.answers import ArticleChange
from graph.errors import InputError
from graph.reader import Reader
from graph.scope import Scope
from graph.store import Store
from graph.writer import Writer
from tests.graph.asking import Ask
from tests.graph.examples import FACTORY, MAX, MOTIR, SHIPBUILDING, pays, report, say

MONEY = pays(MOTIR, MAX, "산업통상부는 7000억원을 쓴다.", 7 * 10**11, year=2026)
MORE = pays(MOTIR, MAX, "산업통상부는 8000억원을 쓴다.", 8 * 10**11, year=2026)
AIM = say("TARGETS", MAX, SHIPBUILDING, "조선을 겨냥한다.", modality="plan")
LEADS = say("LEADS", MOTIR, FACTORY, "AI 팩토리를 이끈다.")


def told(change: ArticleChange) -> tuple[str, str, list[str], list[int | None], int]:
    went = [gone.amount_krw for gone in change.went]
    return change.article_id, change.kind, [claim.quote for claim in change.appeared], went, change.again


def since(store: Store, revision: int, **asked: Any) -> list[tuple[str, str, list[str], list[int | None], int]]:
    return [told(change) for change in Reader(store).changes(since_revision=revision, **asked).articles]


def test_since_a_revision_what_was_put_in_appeared_and_what_was_taken_out_went(store: Store) -> None:
    writer = Writer(store)
    writer.write(report("a", "2025-12-24", MONEY, AIM))
    writer.write(report("b", "2025-12-25", LEADS))
    writer.write(report("a", "2025-12-24", MORE, AIM))
    assert since(store, 0) == [
        ("b", "added", [LEADS.quote], [], 0),
        ("a", "added", [MORE.quote, AIM.quote], [], 0),
    ]
    assert since(store, 1) == [
        ("b", "added", [LEADS.quote], [], 0),
        ("a", "replaced", [MORE.quote], [7 * 10**11], 1),
    ]
    assert since(store, 3) == []


def test_what_came_and_went_in_between_is_neither(store: Store) -> None:
    writer = Writer(store)
    writer.write(report("a", "2025-12-24", MONEY))
    writer.write(report("a", "2025-12-24", MORE))
    writer.write(report("a", "2025-12-24", MONEY))
    writer.write(report("c", "2025-12-24", AIM))
    writer.delete("c")
    assert since(store, 1) == [("a", "replaced", [], [], 1), ("c", "removed", [], [], 0)]


def test_an_article_that_went_and_came_back_is_compared_with_what_it_said(store: Store) -> None:
    writer = Writer(store)
    writer.write(report("a", "2025-12-24", MONEY, AIM))
    writer.delete("a")
    ((_, kind, appeared, went, _),) = since(store, 1)
    assert (kind, appeared, set(went)) == ("removed", [], {7 * 10**11, None})
    writer.write(report("a", "2025-12-24", AIM, LEADS))
    ((article, kind, appeared, went, again),) = since(store, 1)
    assert (article, kind, appeared, went, again) == ("a", "replaced", [LEADS.quote], [7 * 10**11], 1)


def test_what_went_says_of_whom_it_was_and_gives_its_quotes_hash(store: Store) -> None:
    writer = Writer(store)
    writer.write(report("a", "2025-12-24", MONEY))
    writer.delete("a")
    (change,) = Reader(store).changes(since_revision=1).articles
    (gone,) = change.went
    assert (gone.subject.name, gone.predicate, gone.object and gone.object.id) == ("산업통상부", "FUNDS", MAX.id)
    assert (gone.fiscal_year, gone.claim, len(gone.quote_sha256)) == (2026, None, 64)
    assert (change.published_on, change.publisher, change.revision) == (date(2025, 12, 24), "시험일보", 2)


def test_a_scope_narrows_articles_and_claims(store: Store) -> None:
    writer = Writer(store)
    writer.write(report("a", "2025-12-24", MONEY, AIM))
    writer.write(report("b", "2026-01-05", LEADS, publisher="다른신문"))
    assert since(store, 0, scope=Scope(publisher="다른신문")) == [("b", "added", [LEADS.quote], [], 0)]
    assert since(store, 0, scope=Scope(as_of=date(2025, 12, 31), modality="plan")) == [
        ("a", "added", [AIM.quote], [], 0)
    ]
    writer.delete("a")
    assert since(store, 2, scope=Scope(modality="fact")) == [("a", "removed", [], [7 * 10**11], 0)]


def test_pages_stay_right_where_an_article_changes_in_between(store: Store) -> None:
    writer = Writer(store)
    for name in "abc":
        writer.write(report(name, "2025-12-24", MONEY))
    reader = Reader(store)
    first = reader.changes(since_revision=0, limit=1)
    writer.write(report("b", "2025-12-24", MORE))
    rest = reader.changes(since_revision=0, limit=5, cursor=first.next_cursor)
    assert [change.article_id for change in (*first.articles, *rest.articles)] == ["a", "c", "b"]
    assert (first.count, rest.next_cursor) == (3, None)


def test_what_is_no_longer_on_record_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "KEPT", 2)
    monkeypatch.setattr(journal, "FORGET_EVERY", 1)
    for number in range(4):
        Writer(store).write(report(f"{number}", "2025-12-24", MONEY))
    reader = Reader(store)
    assert [reader.changes(since_revision=n).complete for n in (0, 1, 2, 4)] == [False, False, True, True]
    assert reader.changes(since_revision=0).recorded_from == 2


def test_since_a_day_news_is_what_no_earlier_article_had_said(ask: Ask) -> None:
    again = pays(MOTIR, MAX, "7000억원이 들어간다.", 7 * 10**11, year=2026)
    reader = ask(
        report("old", "2025-09-10", MONEY),
        report("new", "2025-12-24", again, AIM),
        report("newer", "2025-12-26", AIM, MORE),
        report("undated", None, LEADS),
    )
    answer = reader.changes(since=date(2025, 12, 1))
    assert [told(change) for change in answer.articles] == [
        ("new", "published", [AIM.quote], [], 1),
        ("newer", "published", [MORE.quote], [7 * 10**11], 1),
    ]
    (gone,) = answer.articles[1].went
    assert (gone.claim_count, gone.claim and gone.claim.citation.article_id) == (2, "new")
    assert [claim.quote for claim in gone.instead] == [MORE.quote]
    assert (answer.count, answer.since, answer.next_cursor) == (2, date(2025, 12, 1), None)
    first = reader.changes(since=date(2025, 12, 1), limit=1)
    rest = reader.changes(since=date(2025, 12, 1), limit=1, cursor=first.next_cursor)
    assert first.articles + rest.articles == answer.articles


def test_one_of_a_day_and_a_revision_is_asked_for(ask: Ask) -> None:
    reader = ask()
    for wrong in ({}, {"since": date(2025, 1, 1), "since_revision": 1}, {"since_revision": -1}):
        with pytest.raises(InputError):
            reader.changes(**wrong)  # type: ignore[arg-type]
    assert reader.changes(since_revision=0).articles == []
    assert reader.changes(since=date(2025, 1, 1)).articles == []
