"""What entities were called on a day."""

from __future__ import annotations

from datetime import date

import pytest

from graph.called import as_called, names_on, refs_in
from graph.model import Entity, Extraction
from graph.reader import Reader
from graph.scope import Scope
from graph.store import Store
from tests.graph.asking import Ask, fill
from tests.graph.examples import CHIPS, MAX, MOTIE, MOTIR, SHIP, pays, report, say, thing

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


THEN = Scope(as_of=date(2025, 9, 30))


@pytest.fixture
def renamed(ask: Ask) -> Reader:
    """A reader of money and goals of an alliance that had another name in September."""
    goal = {"metric": "공장", "unit": "개", "by_year": 2030}
    return ask(
        report(
            "a",
            "2025-09-10",
            pays(MOTIR, EARLIER, "100억원을 댄다.", 10**10, year=2026),
            pays(EARLIER, SHIP, "30억원을 댄다.", 3 * 10**9, year=2026),
            say("HAS_GOAL", EARLIER, None, "공장 50개.", value=50, **goal),
        ),
        report("b", "2025-09-11", say("HAS_GOAL", EARLIER, None, "공장 70개.", value=70, **goal), publisher="나일보"),
        *(leads(key, "2025-10-01", url=f"https://x.example/{key}") for key in "cdef"),
    )


def test_events_are_told_with_the_names_of_the_day(renamed: Reader) -> None:
    told = {event.korean for event in renamed.timeline(MAX.id, scope=THEN).events}
    assert "산업통상부가 제조 AX 얼라이언스에 100억원을 댄다." in told
    assert not any(MAX.name in sentence for sentence in told)
    assert any(MAX.name in event.korean for event in renamed.timeline(MAX.id).events)


def test_paths_are_told_with_the_names_of_the_day(renamed: Reader) -> None:
    (path,) = renamed.paths(MOTIR.id, SHIP.id, scope=THEN).paths
    assert path.korean.startswith("산업통상부가 제조 AX 얼라이언스에 100억원을 댄다. 제조 AX 얼라이언스가 ")
    assert MAX.name not in path.english
    assert [MAX.name in edge.english for hop in path.hops for edge in hop.edges] == [False, False]


def test_contradictions_are_told_with_the_names_of_the_day(renamed: Reader) -> None:
    (item,) = renamed.contradictions(scope=THEN).items
    assert item.about == "제조 AX 얼라이언스, 공장, 2030"
    (item,) = renamed.contradictions().items
    assert item.about == f"{MAX.name}, 공장, 2030"


def test_groups_and_totals_of_money_are_told_with_the_names_of_the_day(renamed: Reader) -> None:
    answer = renamed.funding(group_by="recipient", scope=THEN)
    assert answer.groups is not None
    assert [group.first.value for group in answer.groups.items] == ["제조 AX 얼라이언스", SHIP.name]
    assert answer.named.totals is not None
    assert "제조 AX 얼라이언스" in answer.named.totals.contains
    assert MAX.name not in answer.named.totals.contains


RENAMED = say(
    "SUCCEEDS", MOTIR, MOTIE, "산업통상자원부가 산업통상부로 이름을 바꿨다.", kind="renamed", date="2025-10-01"
)


def test_money_as_of_a_day_is_what_was_said_by_then_of_the_body_that_there_was(ask: Ask) -> None:
    reader = ask(
        report("a", "2025-09-01", pays(MOTIE, MAX, "산업통상자원부가 100억원을 댄다.", 10**10, year=2026)),
        report("b", "2025-12-24", RENAMED, pays(MOTIR, MAX, "산업통상부가 70억원을 댄다.", 7 * 10**9, year=2026)),
    )
    then = reader.funding(funder="산업통상부", scope=Scope(as_of=date(2025, 9, 15)))
    assert then.funder is not None
    assert (then.funder.id, then.as_of) == ("ministry/motie", date(2025, 9, 15))
    assert [(row.funders[0].name, row.amount_krw) for row in then.named.rows] == [("산업통상자원부", 10**10)]
    now = reader.funding(funder="산업부", scope=Scope(as_of=date(2025, 12, 31)))
    assert now.funder is not None
    assert (now.funder.id, now.named.count) == ("ministry/motir", 2)
    assert reader.entity("산업부", scope=Scope(as_of=date(2025, 9, 15))).id == "ministry/motie"


def test_money_is_narrowed_by_publisher_and_days(ask: Ask) -> None:
    reader = ask(
        report("a", "2025-09-01", pays(MOTIR, MAX, "100억원.", 10**10, year=2026), publisher="가일보"),
        report("b", "2025-12-24", pays(MOTIR, SHIP, "70억원.", 7 * 10**9, year=2026), publisher="나일보"),
        report("c", None, pays(MOTIR, CHIPS, "5억원.", 5 * 10**8, year=2026), publisher="나일보"),
    )

    def found(**narrowed: object) -> list[int | None]:
        scope = Scope(**narrowed)  # type: ignore[arg-type]
        return [row.amount_krw for row in reader.funding(scope=scope).named.rows]

    assert found(publisher="나일보") == [7 * 10**9, 5 * 10**8]
    assert found(published_from=date(2025, 10, 1)) == [7 * 10**9]
    assert found(published_to=date(2025, 10, 1)) == [10**10]
    assert found(publisher="나일보", as_of=date(2025, 10, 1)) == []
