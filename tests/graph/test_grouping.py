"""Sums of money by one or two things: each group adds up by itself, the whole holds each sum once."""

from __future__ import annotations

import pytest

from graph.errors import InputError
from graph.funding_answers import FundingAnswer, FundingGroups
from graph.reader import Reader
from tests.graph.asking import Ask
from tests.graph.examples import (
    AUTONOMOUS_SHIP,
    CHIPS,
    FACTORY,
    MAX,
    MEMORY,
    MOF,
    MOTIE,
    MOTIR,
    ROBOT_SECTOR,
    SHIP,
    SHIPBUILDING,
    TASK,
    TASKS,
    pays,
    say,
    thing,
)
from tests.graph.money import EOK, RENAMED, news, totals_of

JEONNAM = thing("Region", "전남")


def groups(answer: FundingAnswer) -> FundingGroups:
    assert answer.groups is not None
    return answer.groups


def added(answer: FundingAnswer) -> list[tuple[str | None, ...]]:
    """Return the keys of each group with what it adds up to exactly, in 억원."""
    return [
        (group.first.value, *([group.second.value] if group.second else []), str(group.totals.exact_krw // EOK))
        for group in groups(answer).items
    ]


@pytest.fixture
def reader(ask: Ask) -> Reader:
    """A reader of money of two ministries over two years."""
    return ask(
        news(
            RENAMED,
            pays(MOTIE, FACTORY, "2025년 300억원.", 300 * EOK, year=2025, status="budgeted"),
            pays(MOTIR, FACTORY, "2026년 500억원.", 500 * EOK, year=2026, status="planned", instrument="loan"),
            pays(MOTIR, SHIP, "선박에 100억원.", 100 * EOK, year=2026),
            pays(MOF, SHIP, "해수부 800억원.", 800 * EOK, year=2026),
        ),
        news(pays(MOF, SHIP, "선박에 해수부가 800억.", 800 * EOK, year=2026), key="b"),
    )


def test_sums_by_funder_and_year_stand_together_by_funder_the_largest_first(reader: Reader) -> None:
    assert added(reader.funding(group_by="funder,year")) == [
        ("산업통상부", "2026", "600"),
        ("산업통상부", "2025", "300"),
        ("해양수산부", "2026", "800"),
    ]


def test_the_order_of_what_is_grouped_by_matters(reader: Reader) -> None:
    assert added(reader.funding(group_by="year, funder")) == [
        ("2026", "해양수산부", "800"),
        ("2026", "산업통상부", "600"),
        ("2025", "산업통상부", "300"),
    ]


def test_a_former_name_and_the_present_one_are_one_funder(reader: Reader) -> None:
    first, second = groups(reader.funding(group_by="funder")).items
    assert [(one.first.by, one.first.value, one.sums) for one in (first, second)] == [
        ("funder", "산업통상부", 3),
        ("funder", "해양수산부", 1),
    ]
    assert first.first.entity is not None
    assert first.first.entity.id == "ministry/motir"


def test_stages_and_ways_are_words_and_what_nobody_said_comes_last(reader: Reader) -> None:
    assert added(reader.funding(group_by="status")) == [
        ("planned", "500"),
        ("budgeted", "300"),
        (None, "900"),
    ]
    assert added(reader.funding(group_by="instrument")) == [("loan", "500"), (None, "1200")]


def test_grouped_money_shows_no_rows_and_its_sections_still_add_up(reader: Reader) -> None:
    answer = reader.funding(group_by="recipient")
    assert (answer.named.rows, answer.named.count) == ([], 4)
    assert totals_of(answer.named).exact_krw == 1700 * EOK
    assert groups(reader.funding(group_by="recipient", section="periods")).count == 0
    assert reader.funding().groups is None


def test_a_sum_whose_recipient_aims_at_two_sectors_is_in_both_and_in_the_whole_once(ask: Ask) -> None:
    reader = ask(
        news(
            say("TARGETS", FACTORY, CHIPS, "반도체를 겨냥한다."),
            say("TARGETS", FACTORY, ROBOT_SECTOR, "로봇을 겨냥한다."),
            pays(MOTIR, FACTORY, "AI 팩토리에 500억원.", 500 * EOK, year=2026),
            pays(MOTIR, MAX, "M.AX에 100억원.", 100 * EOK, year=2026),
        )
    )
    answer = reader.funding(group_by="sector")
    assert added(answer) == [("로봇", "500"), ("반도체", "500"), (None, "100")]
    assert totals_of(answer.named).exact_krw == 600 * EOK
    assert groups(answer).in_several == 1
    assert "in several groups" in groups(answer).note


@pytest.mark.parametrize(
    ("by", "found"),
    [("sector", ["조선"]), ("technology", ["자율운항선박"]), ("region", ["전남"])],
)
def test_sectors_technologies_and_regions_are_grouped_and_asked_for_apart(ask: Ask, by: str, found: list[str]) -> None:
    reader = ask(
        news(
            say("TARGETS", SHIP, SHIPBUILDING, "조선을 겨냥한다."),
            say("TARGETS", SHIP, AUTONOMOUS_SHIP, "자율운항선박을 겨냥한다."),
            say("TARGETS", SHIP, JEONNAM, "전남을 겨냥한다."),
            pays(MOTIR, SHIP, "선박에 500억원.", 500 * EOK, year=2026),
        )
    )
    assert added(reader.funding(group_by=by)) == [(found[0], "500")]
    assert reader.funding(**{by: found[0]}).named.count == 1  # type: ignore[arg-type]
    assert reader.funding(sector=found[0]).named.count == 1


def test_the_group_of_a_sector_is_what_asking_for_the_sector_adds_up_to(ask: Ask) -> None:
    reader = ask(
        news(
            say("PART_OF", MEMORY, CHIPS, "메모리 반도체는 반도체의 한 갈래다."),
            pays(MOTIR, CHIPS, "반도체에 500억원.", 500 * EOK, year=2026),
            pays(MOF, MEMORY, "메모리 반도체에 70억원.", 70 * EOK, year=2026),
        )
    )
    assert added(reader.funding(group_by="sector")) == [("반도체", "570"), ("메모리 반도체", "70")]
    assert totals_of(reader.funding(sector="반도체").named).exact_krw == 570 * EOK


def test_the_group_of_a_programme_holds_its_parts_and_counts_no_part_beside_its_whole(ask: Ask) -> None:
    reader = ask(
        news(
            say("PART_OF", TASK, TASKS, "자율 제조 선도 과제는 10대 과제의 하나다."),
            pays(MOTIR, TASKS, "10대 과제에 5000억원.", 5000 * EOK, year=2026),
            pays(MOTIR, TASK, "자율 제조에 1000억원.", 1000 * EOK, year=2026),
        )
    )
    answer = reader.funding(group_by="programme")
    assert added(answer) == [("산업 AI 확산 10대 과제", "5000"), ("자율 제조 선도 과제", "1000")]
    assert totals_of(answer.named).exact_krw == 5000 * EOK


def test_a_joint_sum_is_in_the_group_of_each_payer(ask: Ask) -> None:
    joint = {"year": 2026, "shared": True}
    reader = ask(news(*(pays(payer, SHIP, "함께 1603억원.", 1603 * EOK, **joint) for payer in (MOTIR, MOF))))
    answer = reader.funding(group_by="funder")
    assert added(answer) == [("해양수산부", "1603"), ("산업통상부", "1603")]
    assert totals_of(answer.named).exact_krw == 1603 * EOK


def test_groups_go_on_with_their_cursor(reader: Reader) -> None:
    whole = added(reader.funding(group_by="funder,year"))
    seen, cursor = [], None
    for _ in whole:
        page = reader.funding(group_by="funder,year", limit=1, cursor=cursor)
        assert groups(page).count == len(whole)
        seen += added(page)
        cursor = groups(page).next_cursor
    assert (seen, cursor) == (whole, None)


def test_periods_that_are_open_stand_at_the_last_year_that_they_name(ask: Ask) -> None:
    starts, ends = "period_start", "period_end"
    periods = ({starts: 2025, ends: 2027}, {starts: 2028}, {starts: 2026}, {ends: 2030}, {starts: 2027, ends: 2029})
    said = [pays(MOTIR, SHIP, f"{n}억원.", n * EOK, **years) for n, years in enumerate(periods, 1)]
    found = ask(news(*said)).funding(group_by="year")
    assert [value for value, _ in added(found)] == ["–2030", "2027–2029", "2028–", "2025–2027", "2026–"]


@pytest.mark.parametrize("words", ["payer", "funder,year,status", "year,year", "funder,", "quote"])
def test_what_money_cannot_be_grouped_by_is_refused(reader: Reader, words: str) -> None:
    with pytest.raises(InputError, match=r"grouped by|one or two"):
        reader.funding(group_by=words)
