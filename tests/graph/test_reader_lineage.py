"""Lineage: back to where a thing came from, forward to what came of it, each step with its date and sentence."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from graph.answers import LineageStep
from graph.errors import InputError
from graph.model import Entity
from graph.scope import Scope
from tests.graph.asking import Ask
from tests.graph.examples import (
    AUTONOMOUS,
    COMMITTEE,
    COUNCIL,
    DIRECTION,
    FACTORY,
    GOVERNMENT,
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
    reader = ask(*reports)
    (step,) = reader.lineage(FACTORY.id).before
    assert (step.date, step.articles, len(step.claims)) == ("2025-05-26", 3, 3)
    (short,) = reader.lineage(FACTORY.id, quotes=2).before
    assert short == step.model_copy(update={"claims": step.claims[:2]})
    assert (short.claim_count, short.articles) == (3, 3)


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


RENAMED = report(
    "renamed",
    "2025-10-01",
    say("SUCCEEDS", MOTIR, MOTIE, "산업통상부로 바뀌었다.", kind="renamed", date="2025-10-01"),
)


def responsible(step: LineageStep) -> list[tuple[str, str | None]]:
    return [(one.leader.name, one.then.name if one.then else None) for one in step.responsible]


def test_a_step_names_the_responsible_ministry_as_it_was_called_then(ask: Ask) -> None:
    old, new = thing("Program", "AI 자율제조 1.0"), thing("Program", "AI 팩토리 2.0")
    reader = ask(
        RENAMED,
        report(
            "later",
            "2025-12-24",
            succeeds(old, TASK, date="2025-05-26"),
            succeeds(new, old, date="2025-12-01"),
            say("LEADS", MOTIR, old, "산업통상부가 AI 자율제조 1.0을 맡아 왔다."),
            say("LEADS", MOTIR, new, "산업통상부가 AI 팩토리 2.0을 맡는다."),
        ),
    )
    now, then = reader.lineage(new.id).before
    assert responsible(now) == [("산업통상부", "산업통상부")]
    assert responsible(then) == [("산업통상부", "산업통상자원부")]
    assert then.responsible[0].claims[0].quote == "산업통상부가 AI 자율제조 1.0을 맡아 왔다."


def test_a_body_under_two_names_leads_once_and_ministries_come_first(ask: Ask) -> None:
    company = thing("Organization", "가전자")
    reader = ask(
        RENAMED,
        report(
            "a",
            "2025-12-24",
            succeeds(FACTORY, TASK, date="2025-12-01"),
            say("LEADS", company, FACTORY, "가전자가 이끈다."),
            say("LEADS", MOTIE, FACTORY, "산업통상자원부가 이끌었다."),
            say("LEADS", MOTIR, FACTORY, "산업통상부가 이끈다."),
        ),
    )
    (step,) = reader.lineage(FACTORY.id).before
    assert responsible(step) == [("산업통상부", "산업통상부"), ("가전자", "가전자")]


def test_a_ministry_was_never_called_the_government(ask: Ask) -> None:
    reader = ask(
        report("a", "2024-04-01", succeeds(GOVERNMENT, MOTIR, kind="reorganised", date="2024-04")),
        report("b", "2025-12-24", succeeds(FACTORY, TASK), say("LEADS", MOTIR, FACTORY, "산업통상부가 이끈다.")),
    )
    assert responsible(reader.lineage(FACTORY.id).before[0]) == [("산업통상부", "산업통상부")]


def test_nobody_says_under_which_name_a_body_led_where_no_day_tells(ask: Ask) -> None:
    reader = ask(
        RENAMED,
        report("a", None, succeeds(FACTORY, TASK), say("LEADS", MOTIR, FACTORY, "산업통상부가 이끈다.")),
    )
    (step,) = reader.lineage(FACTORY.id).before
    assert responsible(step) == [("산업통상부", None)]


def test_the_chain_has_every_step_in_the_order_of_its_day(ask: Ask) -> None:
    reader = ask(
        RENAMED,
        report(
            "a",
            "2025-01-22",
            say("DERIVED_FROM", TASKS, DIRECTION, "정책 방향을 바탕으로 마련했다."),
            say("ANNOUNCES", MOTIE, TASKS, "산업통상자원부가 발표했다.", date="2025-01"),
            say("PART_OF", TASK, TASKS, "10대 과제의 하나다."),
        ),
        report("b", "2025-05-26", succeeds(FACTORY, TASK, date="2025-05-20")),
    )
    chain = reader.lineage(TASKS.id).chain
    assert [(link.day, link.dated, link.section, link.relation) for link in chain] == [
        ("2025-01", "stated", "context", "ANNOUNCES"),
        ("2025-01-22", "article", "before", "DERIVED_FROM"),
        ("2025-01-22", "article", "parts", "PART_OF"),
        ("2025-05-20", "stated", "around", "SUCCEEDS"),
        ("2025-10-01", "stated", "around", "SUCCEEDS"),
    ]
    assert reader.claim(chain[1].claims[0]).quote == "정책 방향을 바탕으로 마련했다."


def test_the_table_of_names_dates_a_renaming_that_no_claim_dates(ask: Ask) -> None:
    (link,) = ask(report("a", "2025-10-05", succeeds(MOTIR, MOTIE))).lineage(MOTIR.id).chain
    assert (link.day, link.dated) == ("2025-10-01", "table")


@pytest.mark.parametrize("label", ["Ministry", "Committee", "Alliance", "Division", "Fund", "Organization", "Program"])
def test_whatever_can_be_succeeded_has_a_line_both_ways(ask: Ask, label: str) -> None:
    one, two, three = (thing(label, f"{name} 조직") for name in "가나다")
    answer = ask(report("a", "2025-10-30", succeeds(two, one), succeeds(three, two))).lineage(two.id)
    assert (steps(answer.before), steps(answer.after)) == (
        [("가 조직", "SUCCEEDS", "나 조직", 1)],
        [("나 조직", "SUCCEEDS", "다 조직", 1)],
    )


def test_a_scope_leaves_out_what_was_not_said_by_then(ask: Ask) -> None:
    one, two, three = (thing("Program", f"사업 {n}.0") for n in (1, 2, 3))
    reader = ask(
        report("a", "2025-01-01", succeeds(two, one), say("LEADS", MOTIE, two, "산업통상자원부가 이끈다.")),
        report("b", "2025-11-01", succeeds(three, two), publisher="다른신문"),
        report("c", None, succeeds(two, thing("Program", "날짜 없는 사업"))),
    )
    early = reader.lineage(two.id, scope=Scope(as_of=date(2025, 6, 1)))
    assert (steps(early.before), early.after) == ([("사업 1.0", "SUCCEEDS", "사업 2.0", 1)], [])
    assert responsible(early.before[0]) == [("산업통상자원부", "산업통상자원부")]
    late = reader.lineage(two.id, scope=Scope(publisher="다른신문"))
    assert (late.before, steps(late.after)) == ([], [("사업 2.0", "SUCCEEDS", "사업 3.0", 1)])
    assert late.context == []
    assert len(reader.lineage(two.id).before) == 2


def test_rows_come_in_pages_part_by_part(ask: Ask) -> None:
    reader = ask(
        report(
            "a",
            "2025-01-22",
            say("DERIVED_FROM", TASKS, DIRECTION, "방향에서 10대 과제가 나왔다."),
            say("ANNOUNCES", COMMITTEE, DIRECTION, "위원회가 방향을 내놓았다.", date="2024-09-26"),
            say("ANNOUNCES", MOTIE, TASKS, "산업통상자원부가 과제를 발표했다.", date="2025-01-22"),
            say("PART_OF", TASK, TASKS, "자율 제조 선도 과제는 10대 과제의 하나다."),
        ),
        report("b", "2025-09-08", say("SUCCEEDS", COMMITTEE, COUNCIL, "협의회는 위원회가 됐다.")),
        report("c", "2025-10-01", say("SUCCEEDS", MOTIR, MOTIE, "산업통상부로 바뀌었다.", date="2025-10-01")),
    )
    whole = reader.lineage(TASKS.id)
    names = ("before", "after", "wholes", "parts", "context", "around")
    assert whole.counts.model_dump() == {name: len(getattr(whole, name)) for name in names}
    assert (len(whole.chain), whole.next_cursor) == (6, None)
    pages = [reader.lineage(TASKS.id, limit=2)]
    while pages[-1].next_cursor is not None:
        pages.append(reader.lineage(TASKS.id, limit=2, cursor=pages[-1].next_cursor))
    assert [len(page.chain) for page in pages] == [2, 2, 2]
    assert all(page.counts == whole.counts for page in pages)
    for name in names:
        assert [row for page in pages for row in getattr(page, name)] == getattr(whole, name)
    with pytest.raises(InputError):
        reader.lineage(TASKS.id, cursor="nothing")
