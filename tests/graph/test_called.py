"""What entities were called on a day."""

from __future__ import annotations

from datetime import date

from graph.called import as_called, names_on, refs_in
from graph.model import Entity, Extraction
from graph.reader import Reader
from graph.scope import Scope
from graph.store import Store
from tests.graph.asking import Ask, fill
from tests.graph.examples import MAX, MOTIR, report, say, thing

EARLIER = thing("Alliance", "제조 AX 얼라이언스", key=MAX.id)
LEADS = "산업통상부가 이끈다."


def leads(key: str, day: str | None, alliance: Entity = MAX, **article: str) -> Extraction:
    return report(key, day, say("LEADS", MOTIR, alliance, LEADS), **article)


def test_an_entity_has_the_name_that_most_articles_until_the_day_gave_it(store: Store) -> None:
    fill(
        store,
        *(leads(key, "2025-09-10", EARLIER, url=f"https://x.example/{key}") for key in "ab"),
        leads("c", "2025-10-01"),
        leads("d", None),
    )
    assert names_on(store, [MAX.id, "nothing"], date(2025, 12, 31)) == {MAX.id: "제조 AX 얼라이언스"}
    assert names_on(store, [MAX.id], date(2025, 9, 9)) == {}
    assert names_on(store, [], date(2025, 9, 9)) == {}


def test_equally_many_articles_give_the_name_that_comes_first(store: Store) -> None:
    fill(store, leads("a", "2025-09-10", EARLIER), leads("b", "2025-09-11"))
    assert names_on(store, [MAX.id], date(2025, 9, 11)) == {MAX.id: "M.AX 얼라이언스"}


def test_every_reference_in_an_answer_gets_the_name_of_the_day(store: Store) -> None:
    fill(store, leads("a", "2025-09-10", EARLIER), leads("b", "2025-10-01"), leads("c", "2025-10-02"))
    page = Reader(store).claims()
    assert {ref.name for ref in refs_in(page)} == {"산업통상부", "M.AX 얼라이언스"}
    as_called(store, page, Scope(published_to=date(2025, 9, 30)))
    assert {ref.name for ref in refs_in(page)} == {"산업통상부", "M.AX 얼라이언스"}
    as_called(store, page, Scope(as_of=date(2025, 9, 30)))
    assert {ref.name for ref in refs_in(page)} == {"산업통상부", "제조 AX 얼라이언스"}


def test_an_entity_is_counted_and_called_as_of_a_day(ask: Ask) -> None:
    reader = ask(leads("a", "2025-09-10", EARLIER), leads("b", "2025-10-01"), leads("c", "2025-10-02"))
    now, then = reader.entity(MAX.id), reader.entity(MAX.id, scope=Scope(as_of=date(2025, 9, 30)))
    assert (now.name, now.articles, now.claims_as_object) == ("M.AX 얼라이언스", 3, {"LEADS": 3})
    assert (then.name, then.articles, then.claims_as_object) == ("제조 AX 얼라이언스", 1, {"LEADS": 1})
    assert str(then.last_mentioned) == "2025-09-10"
