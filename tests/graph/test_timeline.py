"""Timelines: everything about an entity that bears a day, a year or a period, in order, with its quotes."""

from __future__ import annotations

from datetime import date

import pytest

from graph import timeline as module
from graph.scope import Scope
from tests.graph.asking import Ask
from tests.graph.examples import DIRECTION, FACTORY, MAX, MOTIE, MOTIR, SHIP, TASKS, pays, report, say

GRAPH = (
    report(
        "a",
        "2025-01-22",
        say("ANNOUNCES", MOTIE, TASKS, "산업통상자원부가 발표했다.", date="2025-01-22"),
        say("DERIVED_FROM", TASKS, DIRECTION, "정책 방향을 바탕으로 했다."),
        say("HAS_GOAL", TASKS, None, "2030년까지 70%로.", metric="활용률", value=70, unit="%", by_year=2030),
    ),
    report(
        "b",
        "2025-10-05",
        say("SUCCEEDS", MOTIR, MOTIE, "산업통상부로 바뀌었다.", kind="renamed", date="2025-10-01"),
        pays(MOTIR, SHIP, "2026년부터 2032년까지 2500억원.", 2500 * 10**8, period_start=2026, period_end=2032),
        pays(MOTIR, MAX, "내년 7000억원.", 7 * 10**11, year=2026),
    ),
    report("c", "2025-12-24", pays(MOTIR, MAX, "2026년에 7000억원을 쓴다.", 7 * 10**11, year=2026)),
    report("d", None, say("LEADS", MOTIR, FACTORY, "산업통상부가 이끈다.")),
)


def test_events_come_in_the_order_of_their_days(ask: Ask) -> None:
    answer = ask(*GRAPH).timeline("산업통상부")
    assert [(event.day, event.until, event.dated, event.predicate, event.articles) for event in answer.events] == [
        ("2025-10-01", None, "name", None, 0),
        ("2025-10-01", None, "stated", "SUCCEEDS", 1),
        ("2025-10-05", None, "mention", None, 1),
        ("2026", None, "year", "FUNDS", 2),
        ("2026", "2032", "period", "FUNDS", 1),
    ]
    assert (answer.count, answer.undated, answer.complete) == (5, 1, True)
    assert [event.korean for event in answer.events[:3]] == [
        "산업통상부가 이 이름으로 시작했다.",
        "산업통상자원부가 산업통상부로 이름을 바꿨다.",
        "산업통상부가 처음 언급됐다.",
    ]


def test_a_sum_and_the_same_as_a_bound_are_two_events(ask: Ask) -> None:
    bound = pays(MOTIR, MAX, "최대 7000억원.", 7 * 10**11, year=2026, amount_qualifier="at_most")
    events = ask(report("a", "2025-12-24", bound), *GRAPH[1:3]).timeline(MAX.id).events
    assert [event.korean for event in events if event.dated == "year"] == [
        "산업통상부가 M.AX 얼라이언스에 최대 7,000억원을 댄다.",
        "산업통상부가 M.AX 얼라이언스에 7,000억원을 댄다.",
    ]


def test_an_event_opens_its_sentences_and_a_first_mention_its_article(ask: Ask) -> None:
    events = ask(*GRAPH).timeline("산업통상부").events
    assert {claim.quote for claim in events[3].claims} == {"내년 7000억원.", "2026년에 7000억원을 쓴다."}
    assert events[2].citation is not None
    assert events[2].citation.article_id == "b"


def test_a_goal_stands_at_its_year_and_an_end_of_a_name_at_its_day(ask: Ask) -> None:
    reader = ask(*GRAPH)
    goal = reader.timeline(TASKS.id).events[-1]
    assert (goal.day, goal.dated) == ("2030", "goal")
    assert goal.korean == "산업 AI 확산 10대 과제는 활용률 70%를 목표로 한다."
    ends = [event for event in reader.timeline(MOTIE.id).events if event.dated == "name"]
    assert [(event.day, event.english) for event in ends] == [("2025-09-30", "산업통상자원부 ended under this name.")]


def test_a_scope_shows_what_was_known_by_then(ask: Ask) -> None:
    answer = ask(*GRAPH).timeline(MOTIE.id, scope=Scope(as_of=date(2025, 6, 1)))
    assert [(event.day, event.dated) for event in answer.events] == [
        ("2025-01-22", "mention"),
        ("2025-01-22", "stated"),
    ]


def test_pages_go_on_where_they_ended(ask: Ask) -> None:
    reader = ask(*GRAPH)
    whole, seen, cursor = reader.timeline(MOTIR.id), [], None
    while True:
        page = reader.timeline(MOTIR.id, limit=2, cursor=cursor)
        seen += page.events
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == whole.events


def test_an_entity_with_too_many_claims_says_so(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CLAIMS", 2)
    assert ask(*GRAPH).timeline(MOTIR.id).complete is False
