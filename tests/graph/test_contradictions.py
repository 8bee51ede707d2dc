"""Contradictions: other sums, years, goals, dates and leaders of the same thing, and what is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.answers import Contradiction
from graph.errors import InputError
from graph.scope import Scope
from tests.graph.asking import Ask
from tests.graph.examples import (
    COMMITTEE,
    COUNCIL,
    FACTORY,
    FUND,
    GOVERNMENT,
    MAX,
    MOF,
    MOTIE,
    MOTIR,
    Said,
    pays,
    report,
    say,
    thing,
)

EOK = 10**8
KIM, AHN = thing("Person", "김정관"), thing("Person", "안덕근")


def each(*said: Said, days: tuple[str, ...] = ("2025-09-01", "2025-12-24", "2026-01-05")) -> Any:
    """Make an article of each claim."""
    return [report(f"{n}", day, one) for n, (one, day) in enumerate(zip(said, days, strict=False))]


def told(items: list[Contradiction]) -> list[tuple[str, str, list[str]]]:
    return [(item.kind, item.about, [side.says for side in item.sides]) for item in items]


def found(ask: Ask, *said: Said, **asked: Any) -> list[tuple[str, str, list[str]]]:
    return told(ask(*each(*said)).contradictions(**asked).items)


def money(won: int, quote: str, **said: Any) -> Said:
    return pays(MOTIR, MAX, quote, won, **{"year": 2026, **said})


def test_a_side_shows_as_many_claims_as_are_asked_for_of_different_articles_first(ask: Ask) -> None:
    twice = report("a", "2025-09-01", money(7000 * EOK, "7000억원."), money(7000 * EOK, "또 7000억원."))
    again = report("b", "2025-12-24", money(7000 * EOK, "다시 7000억원."))
    other = report("c", "2026-01-05", money(8000 * EOK, "8000억원."))
    reader = ask(twice, again, other)
    (item,) = reader.contradictions(quotes=2).items
    assert [(side.claim_count, {claim.citation.article_id for claim in side.claims}) for side in item.sides] == [
        (3, {"a", "b"}),
        (1, {"c"}),
    ]
    (whole,) = reader.contradictions().items
    assert [side.articles for side in item.sides] == [side.articles for side in whole.sides] == [2, 1]
    assert [len(side.claims) for side in whole.sides] == [3, 1]
    with pytest.raises(InputError):
        reader.contradictions(quotes=0)


def test_as_many_sides_are_shown_as_are_asked_for_what_most_articles_say_first(ask: Ask) -> None:
    sums = (8000, 7000, 6000, 7000)
    reader = ask(
        *(
            report(f"{n}", f"2025-12-0{n + 1}", money(won * EOK, f"{n}번 기사는 {won}억원."))
            for n, won in enumerate(sums)
        )
    )
    (item,) = reader.contradictions(sides=2).items
    assert (item.side_count, [side.says for side in item.sides]) == (3, ["7,000억원", "8,000억원"])
    (whole,) = reader.contradictions().items
    assert (whole.sides[:2], whole.sides[2].says, whole.about) == (item.sides, "6,000억원", item.about)
    with pytest.raises(InputError):
        reader.contradictions(sides=1)


def test_another_sum_for_the_same_year_stands_beside_the_first_with_its_quote(ask: Ask) -> None:
    (item,) = ask(*each(money(7000 * EOK, "7000억원."), money(8000 * EOK, "8000억원."))).contradictions().items
    assert told([item]) == [("amount", "산업통상부 → M.AX 얼라이언스, 2026", ["7,000억원", "8,000억원"])]
    assert [side.claims[0].quote for side in item.sides] == ["7000억원.", "8000억원."]
    assert [(side.amount_krw, side.first_stated) for side in item.sides] == [
        (7000 * EOK, date(2025, 9, 1)),
        (8000 * EOK, date(2025, 12, 24)),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (money(7000 * EOK, "최대 7000억원.", amount_qualifier="at_most"), money(6500 * EOK, "6500억원.")),
        (money(7000 * EOK, "7000억원 이상.", amount_qualifier="at_least"), money(7200 * EOK, "7200억원.")),
        (money(7000 * EOK, "약 7000억원.", amount_qualifier="about"), money(6980 * EOK, "6980억원.")),
        (money(10_000 * EOK, "1조원."), money(10_096 * EOK, "1조96억원.")),
        (money(7000 * EOK, "계획.", status="planned"), money(8000 * EOK, "확정.", status="budgeted")),
        (money(7000 * EOK, "올해.", year=2025), money(8000 * EOK, "내년.")),
        (money(7000 * EOK, "7000억원."), money(7000 * EOK, "7천억원.")),
    ],
)
def test_sums_that_can_both_be_right_are_no_contradiction(ask: Ask, one: Said, other: Said) -> None:
    assert found(ask, one, other) == []


def test_two_sums_of_one_article_are_two_sums(ask: Ask) -> None:
    both = report("both", "2025-12-24", money(7000 * EOK, "7000억원."), money(800 * EOK, "그중 800억원."))
    assert told(ask(both, *each(money(7000 * EOK, "다시 7000억원."))).contradictions().items) == []


def test_another_year_for_the_same_sum_is_one(ask: Ask) -> None:
    one = pays(MOTIR, FUND, "2025년에 100억원.", 100 * EOK, year=2025)
    other = pays(MOTIR, FUND, "2026년부터 2030년까지 100억원.", 100 * EOK, period_start=2026, period_end=2030)
    assert found(ask, one, other) == [("year", "산업통상부 → 국민성장펀드, 100억원", ["2025", "2026–2030"])]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (99.1, 99.9, True),
        (9.9, 9.8, True),
        (99.1, 99.14, False),  # 99.1 may stand for it
        (99, 99.9, False),
        (70.0, 71.3, False),
        (70, 72, True),
    ],
)
def test_goals_differ_in_their_decimals_unless_one_may_stand_for_the_other(
    ask: Ask, one: float, other: float, apart: bool
) -> None:
    said = (
        say("HAS_GOAL", MAX, None, f"{value}%.", metric="가동률", value=value, unit="%", by_year=2030)
        for value in (one, other)
    )
    assert bool(found(ask, *said)) is apart


def test_goals_differ_in_their_number_or_their_year(ask: Ask) -> None:
    def goal(value: int, year: int, quote: str) -> Said:
        return say("HAS_GOAL", MAX, None, quote, metric="AI 팩토리", value=value, unit="곳", by_year=year)

    assert found(ask, goal(500, 2030, "500곳."), goal(300, 2030, "300곳.")) == [
        ("goal", "M.AX 얼라이언스, AI 팩토리, 2030", ["500곳", "300곳"])
    ]
    assert found(ask, goal(500, 2030, "2030년."), goal(500, 2028, "2028년.")) == [
        ("year", "M.AX 얼라이언스, AI 팩토리, 500곳", ["2030", "2028"])
    ]


def test_a_step_has_one_date_however_exactly_it_is_told(ask: Ask) -> None:
    def step(day: str, quote: str) -> Said:
        return say("SUCCEEDS", COMMITTEE, COUNCIL, quote, date=day)

    assert found(ask, step("2024-09", "9월."), step("2024-09-26", "26일.")) == []
    assert found(ask, step("2024-09-26", "26일."), step("2024-04", "4월.")) == [
        ("date", "국가인공지능위원회 → AI전략최고위협의회", ["2024-09-26", "2024-04"])
    ]


def test_another_leader_is_one_unless_it_is_the_same_body_or_the_whole_government(ask: Ask) -> None:
    renamed = say("SUCCEEDS", MOTIR, MOTIE, "산업통상부로 바뀌었다.", kind="renamed")
    leads = {body.id: say("LEADS", body, FACTORY, f"{body.name} 주도.") for body in (MOTIR, MOTIE, MOF, GOVERNMENT)}
    assert found(ask, leads[MOTIR.id], leads[MOTIE.id], renamed) == []
    assert found(ask, leads[MOTIR.id], leads[GOVERNMENT.id]) == []
    assert found(ask, leads[MOTIR.id], leads[MOF.id]) == [
        ("leader", "AI 팩토리 선도 프로젝트", ["산업통상부", "해양수산부"])
    ]


def test_two_hold_one_office_only_where_their_times_overlap(ask: Ask) -> None:
    kim, ahn = (say("HOLDS_POSITION", who, MOTIR, f"{who.name} 장관.", title="장관") for who in (KIM, AHN))
    again = say("HOLDS_POSITION", AHN, MOTIR, "안덕근 장관은 또.", title="장관")
    assert found(ask, ahn, kim) == []
    assert found(ask, ahn, kim, again) == [("leader", "산업통상부, 장관", ["안덕근", "김정관"])]


def test_one_entitys_are_those_that_it_takes_part_in(ask: Ask) -> None:
    reader = ask(
        *each(
            money(7000 * EOK, "7000억원."),
            money(8000 * EOK, "8000억원."),
        ),
        report("x", "2025-01-01", say("LEADS", MOF, FACTORY, "해양수산부가 이끈다.")),
        report("y", "2025-01-02", say("LEADS", MOTIR, FACTORY, "산업통상부가 이끈다.")),
    )
    assert [item.kind for item in reader.contradictions().items] == ["amount", "leader"]
    assert [item.kind for item in reader.contradictions("M.AX 얼라이언스").items] == ["amount"]
    assert [item.kind for item in reader.contradictions("해양수산부").items] == ["leader"]
    assert reader.contradictions("해양수산부").items[0].sides[0].entity is not None
    first = reader.contradictions(limit=1)
    rest = reader.contradictions(limit=1, cursor=first.next_cursor)
    assert (first.count, first.items + rest.items, rest.next_cursor) == (2, reader.contradictions().items, None)


def test_a_scope_compares_only_its_own_claims(ask: Ask) -> None:
    said = (money(7000 * EOK, "7000억원."), money(8000 * EOK, "8000억원.", confidence=0.4))
    assert len(found(ask, *said)) == 1
    assert found(ask, *said, scope=Scope(min_confidence=0.5)) == []
    assert found(ask, *said, scope=Scope(as_of=date(2025, 10, 1))) == []
