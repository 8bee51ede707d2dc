"""Parts and wholes, and their money."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from graph.errors import InputError
from graph.model import Entity
from graph.scope import Scope
from graph.wholes import Wholes
from tests.graph.asking import Ask
from tests.graph.examples import MOTIR, TASK, TASKS, Said, pays, say, thing
from tests.graph.money import EOK, left_out, news, totals_of


def test_with_parts_adds_the_money_of_the_recipients_parts(ask: Ask) -> None:
    reader = ask(
        news(
            say("PART_OF", TASK, TASKS, "자율 제조 선도 과제는 10대 과제의 하나다."),
            pays(MOTIR, TASK, "자율 제조에 1000억원을 쓴다.", 1000 * EOK, year=2026),
        )
    )
    assert reader.funding(recipient="산업 AI 확산 10대 과제").named.count == 0
    assert reader.funding(recipient="산업 AI 확산 10대 과제", with_parts=True).named.count == 1


def test_parts_of_nothing_are_refused(ask: Ask) -> None:
    with pytest.raises(InputError, match="with_parts goes with a recipient"):
        ask().funding(with_parts=True)


def chain(*names: str) -> list[Entity]:
    return [thing("Program", name) for name in names]


def part(one: Entity, whole: Entity) -> Said:
    return say("PART_OF", one, whole, f"{one.name}는 {whole.name}의 일환이다.")


def gets(programme: Entity, won: int) -> Said:
    return pays(MOTIR, programme, f"{programme.name}에 {won}억원을 쓴다.", won * EOK, year=2026)


def test_deep_parts_are_found_and_each_counts_once(ask: Ask) -> None:
    programmes = chain(*(f"제{number}단계 사업" for number in range(1, 9)))
    parts = [part(low, high) for high, low in pairwise(programmes)]
    reader = ask(news(*parts, *(gets(one, 10) for one in programmes[1:]), gets(programmes[0], 100)))
    answer = reader.funding(programme="제1단계 사업")
    assert (answer.named.count, totals_of(answer.named).exact_krw) == (8, 100 * EOK)
    assert left_out(totals_of(answer.named)) == {"part": (7, 70 * EOK)}
    assert reader.funding(recipient="제1단계 사업").named.count == 1


def test_a_part_with_two_ways_to_the_top_counts_once(ask: Ask) -> None:
    top, left, right, bottom = chain("꼭대기 사업", "왼쪽 사업", "오른쪽 사업", "바닥 사업")
    ways = [part(left, top), part(right, top), part(bottom, left), part(bottom, right)]
    answer = ask(news(*ways, gets(bottom, 30), gets(left, 20), gets(right, 50))).funding(
        recipient="꼭대기 사업", with_parts=True
    )
    assert {row.recipient.name: row.counting for row in answer.named.rows} == {
        "오른쪽 사업": "counted",
        "바닥 사업": "part",
        "왼쪽 사업": "counted",
    }
    assert totals_of(answer.named).exact_krw == 70 * EOK


def test_of_programmes_that_are_parts_of_each_other_neither_is_within_the_other(ask: Ask) -> None:
    one, other = chain("하나 사업", "다른 사업")
    reader = ask(news(part(one, other), part(other, one), gets(one, 30), gets(other, 30)))
    answer = reader.funding(programme="하나 사업")
    assert [row.counting for row in answer.named.rows] == ["counted", "counted"]
    found = reader.funding(group_by="programme").groups
    assert found is not None
    assert [group.totals.exact_krw for group in found.items] == [30 * EOK, 30 * EOK]


def test_parts_are_those_of_the_day_asked_about(ask: Ask) -> None:
    top, later = chain("꼭대기 사업", "나중 사업")
    reader = ask(
        news(gets(later, 30), gets(top, 50), key="a", day="2025-01-01"),
        news(part(later, top), key="b", day="2026-01-01"),
    )
    before = reader.funding(programme="꼭대기 사업", scope=Scope(as_of=date(2025, 6, 1)))
    assert (before.named.count, reader.funding(programme="꼭대기 사업").named.count) == (1, 2)


def test_what_is_above_is_found_among_those_asked_about_only() -> None:
    wholes = Wholes("adx", [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("x", "x")])
    assert list(wholes.above("a")) == ["d"]
    assert list(wholes.above("a", wholes.set_of("x"))) == []
    assert list(wholes.above("a", wholes.set_of(["d", "nobody"]))) == ["d"]
    assert list(wholes.above("x")) == list(wholes.above("d")) == list(wholes.above("nobody")) == []


def test_large_circles_of_parts_are_settled() -> None:
    ring = [f"n{at}" for at in range(500)]
    wholes = Wholes(["n1", "n250", "below"], [*pairwise(ring), (ring[-1], ring[0]), ("below", "n7")])
    assert sorted(wholes.above("below")) == ["n1", "n250"]
    assert list(wholes.above("n1")) == []
