"""Lineage: back to where a thing came from, forward to what came of it, each step with its date and sentence."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from graph.answers import LineageStep
from graph.errors import InputError
from graph.model import Entity
from tests.graph.asking import Ask
from tests.graph.examples import (
    AUTONOMOUS,
    COMMITTEE,
    COUNCIL,
    DIRECTION,
    FACTORY,
    MOTIE,
    MOTIR,
    POLICY_COMMITTEE,
    SITTING,
    STRATEGY_COMMITTEE,
    TASK,
    TASKS,
    report,
    say,
    thing,
)


def succeeds(later: Entity, earlier: Entity, **said: str) -> object:
    return say("SUCCEEDS", later, earlier, f"{earlier.name}의 뒤를 {later.name}이 이었다.", **said)


def steps(found: list[LineageStep]) -> list[tuple[str, str, str, int]]:
    return [(step.earlier.name, step.relation, step.later.name, step.depth) for step in found]


def test_the_ten_tasks_lead_back_to_the_direction_and_to_the_committees_line(ask: Ask) -> None:
    answer = ask(
        report(
            "a",
            "2025-01-22",
            say("DERIVED_FROM", TASKS, DIRECTION, "국가 AI 전략 정책 방향을 바탕으로 10대 과제를 마련했다."),
            say("ANNOUNCES", MOTIE, TASKS, "산업통상자원부가 10대 과제를 발표했다.", date="2025-01-22"),
            say("ANNOUNCES", COMMITTEE, DIRECTION, "국가인공지능위원회가 정책 방향을 내놓았다.", date="2024-09-26"),
            say("PART_OF", TASK, TASKS, "자율 제조 선도 과제는 10대 과제의 하나다."),
        ),
        report(
            "b",
            "2025-09-08",
            say(
                "SUCCEEDS",
                COMMITTEE,
                COUNCIL,
                "협의회는 국가인공지능위원회로 격상됐다.",
                kind="reorganised",
                date="2024-09",
            ),
            say(
                "SUCCEEDS",
                STRATEGY_COMMITTEE,
                COMMITTEE,
                "위원회는 국가인공지능전략위원회로 개편됐다.",
                kind="reorganised",
            ),
        ),
        report(
            "c",
            "2025-10-01",
            say("SUCCEEDS", MOTIR, MOTIE, "산업통상부로 바뀌었다.", kind="renamed", date="2025-10-01"),
        ),
        report("d", "2025-05-26", say("SUCCEEDS", FACTORY, TASK, "과제는 AI 팩토리로 넓어졌다.")),
    ).lineage("산업 AI 확산을 위한 10대 과제")
    assert answer.entity.name == "산업 AI 확산 10대 과제"
    assert steps(answer.before) == [(DIRECTION.name, "DERIVED_FROM", TASKS.name, 1)]
    assert answer.after == []
    assert steps(answer.parts) == [(TASKS.name, "PART_OF", TASK.name, 1)]
    context = [(row.date, row.relation, row.actor.name, row.thing.name) for row in answer.context]
    assert context == [
        ("2024-09-26", "ANNOUNCES", COMMITTEE.name, DIRECTION.name),
        ("2025-01-22", "ANNOUNCES", MOTIE.name, TASKS.name),
    ]
    assert [(step.date or str(step.first_stated), step.earlier.name, step.later.name) for step in answer.around] == [
        ("2024-09", COUNCIL.name, COMMITTEE.name),
        ("2025-05-26", TASK.name, FACTORY.name),
        ("2025-09-08", COMMITTEE.name, STRATEGY_COMMITTEE.name),
        ("2025-10-01", MOTIE.name, MOTIR.name),
    ]
    assert answer.complete is True


def test_a_step_opens_its_sentence_and_says_what_is_known_of_its_date(ask: Ask) -> None:
    claim = say(
        "SUCCEEDS", FACTORY, AUTONOMOUS, "AI 자율제조가 AI 팩토리로 이름을 바꿨다.", kind="renamed", date="2025-05"
    )
    (step,) = ask(report("a", "2025-05-26", claim)).lineage("AI 팩토리").before
    assert (step.succession, step.date, step.first_stated) == ("renamed", "2025-05", date(2025, 5, 26))
    assert (step.articles, step.claims[0].quote) == (1, "AI 자율제조가 AI 팩토리로 이름을 바꿨다.")
    assert step.claims[0].citation.publisher == "시험일보"


def test_several_articles_make_one_step_with_the_date_that_most_of_them_state(ask: Ask) -> None:
    days = ["2025-05-26", "2025-05-26", "2025-05"]
    reports = [
        report(str(n), "2025-06-01", say("SUCCEEDS", FACTORY, AUTONOMOUS, f"{n}번째로 이름을 바꿨다.", date=day))
        for n, day in enumerate(days)
    ]
    (step,) = ask(*reports).lineage(FACTORY.id).before
    assert (step.date, step.articles, len(step.claims)) == ("2025-05-26", 3, 3)


def test_a_chain_is_followed_both_ways_nearest_first(ask: Ask) -> None:
    one, two, three = (thing("Program", f"스마트제조혁신 {n}.0") for n in (1, 2, 3))
    reader = ask(report("a", "2025-10-30", succeeds(two, one), succeeds(three, two)))
    assert steps(reader.lineage(three.id).before) == [
        (two.name, "SUCCEEDS", three.name, 1),
        (one.name, "SUCCEEDS", two.name, 2),
    ]
    assert steps(reader.lineage(one.id).after) == [
        (one.name, "SUCCEEDS", two.name, 1),
        (two.name, "SUCCEEDS", three.name, 2),
    ]
    middle = reader.lineage(two.id)
    assert (len(middle.before), len(middle.after)) == (1, 1)


def test_a_circle_ends(ask: Ask) -> None:
    one, two, three = (thing("Program", f"사업 {n}") for n in "가나다")
    reader = ask(report("a", "2025-10-30", succeeds(two, one), succeeds(three, two), succeeds(one, three)))
    answer = reader.lineage(one.id)
    assert [step.depth for step in answer.before] == [1, 2, 3]
    assert [step.depth for step in answer.after] == [1, 2, 3]
    assert answer.complete is True


def test_a_bound_stops_the_search_and_says_so(ask: Ask) -> None:
    line = [thing("Program", f"사업 {n}단계") for n in range(6)]
    reader = ask(report("a", "2025-10-30", *(succeeds(b, a) for a, b in pairwise(line))))
    cut = reader.lineage(line[-1].id, depth=3)
    assert ([step.depth for step in cut.before], cut.complete) == ([1, 2, 3], False)
    assert reader.lineage(line[-1].id, depth=5).complete is True


def test_behind_a_sitting_stands_its_committee(ask: Ask) -> None:
    former = thing("Committee", "산업AI위원회")
    answer = ask(
        report(
            "a",
            "2025-01-22",
            say("APPROVES", SITTING, TASKS, "제3차 AI 산업정책위원회에서 10대 과제를 의결했다.", date="2025-01-22"),
            say("PART_OF", SITTING, POLICY_COMMITTEE, "AI 산업정책위원회의 세 번째 회의다."),
            succeeds(POLICY_COMMITTEE, former),
        )
    ).lineage(TASKS.id)
    assert [(row.relation, row.actor.name) for row in answer.context] == [("APPROVES", SITTING.name)]
    assert steps(answer.around) == [(former.name, "SUCCEEDS", POLICY_COMMITTEE.name, 1)]


def test_an_entity_without_a_line_has_an_empty_one(ask: Ask) -> None:
    answer = ask(report("a", "2025-01-22", extra=(TASKS,))).lineage(TASKS.id)
    assert (answer.before, answer.after, answer.context, answer.around) == ([], [], [], [])
    assert answer.complete is True


@pytest.mark.parametrize("depth", [0, 13])
def test_a_depth_outside_of_its_bounds_is_refused(ask: Ask, depth: int) -> None:
    with pytest.raises(InputError, match="1 to 12"):
        ask().lineage("x", depth=depth)
