"""The comparison of the demo's answers with the tables, on answers made by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from graph.model import Entity, Extraction
from graph.reader import Reader
from graph.settings import StoreSettings
from graph.store.opening import open_store
from tests.demo.answers import Answers, same
from tests.demo.scoring import Part, score_lineage, score_money, score_targets
from tests.graph.asking import fill
from tests.graph.examples import (
    COMMITTEE,
    COUNCIL,
    DIRECTION,
    MAX,
    MOF,
    MOTIE,
    MOTIR,
    SHIP,
    SHIPBUILDING,
    TASKS,
    pays,
    report,
    say,
    thing,
)

ANSWERS = Answers.load()
OTHER_SHIP = thing("Program", "자율운항선박 기술개발사업")
FUND = thing("Fund", "국민성장펀드")
CARS, CHIPS = thing("Sector", "자동차"), thing("Sector", "반도체")
SHIP_DAY, SHIP_ARTICLE = "2025-11-06", "autonomous-ship-level4"
FUND_ARTICLE = "national-growth-fund-2026"
SEVEN_YEARS = {"period_start": 2026, "period_end": 2032}

Money = Callable[..., Part]


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Callable[..., Reader]]:
    with closing(open_store(StoreSettings(neo4j_uri=None, data=tmp_path))) as store:
        yield lambda *extractions: Reader(fill(store, *extractions))


@pytest.fixture
def money(read: Callable[..., Reader]) -> Money:
    return lambda *extractions: score_money(ANSWERS, read(*extractions).funding(year=2026))


def ship(payer: Entity = MOTIR, to: Entity = SHIP, won: int = 2500 * 10**8, **said: Any) -> Extraction:
    said = said or SEVEN_YEARS
    return report(SHIP_ARTICLE, SHIP_DAY, pays(payer, to, "돈이 들어간다.", won, **said))


def test_a_sum_that_agrees_in_everything_is_found(money: Money) -> None:
    part = money(ship())
    assert (part.found, part.shown, part.wrong) == (1, 1, [])


def test_a_row_that_nobody_shows_is_missed(money: Money) -> None:
    missed = money(ship()).missed
    assert "1b 해양수산부 → AI 완전자율운항선박 기술개발 사업: 2,000억원, 2026–2032 (article 11)" in missed
    assert not any("2,500억원" in line for line in missed)


def test_another_payer_is_wrong(money: Money) -> None:
    part = money(ship(payer=MOF))
    assert part.found == 0
    assert part.wrong == [
        "해양수산부 → AI 완전자율운항선박 기술개발 사업: 2,500억원, 2026–2032 (article 11): is paid by 산업통상부"
    ]


def test_a_payer_too_many_is_wrong(money: Money) -> None:
    joint = {**SEVEN_YEARS, "shared": True, "amount_qualifier": "exact"}
    paid = [pays(payer, SHIP, "함께 댄다.", 2500 * 10**8, **joint) for payer in (MOTIR, MOF)]
    part = money(report(SHIP_ARTICLE, SHIP_DAY, *paid))
    assert (part.found, len(part.wrong)) == (0, 1)


def test_a_payer_of_money_whose_payer_nobody_names_is_wrong(money: Money) -> None:
    part = money(ship(won=6000 * 10**8, amount_qualifier="about", **SEVEN_YEARS))
    assert part.wrong[0].endswith("the articles name no payer")


def test_an_amount_off_by_ten_is_wrong(money: Money) -> None:
    part = money(ship(won=250 * 10**8))
    assert (part.found, part.shown) == (0, 1)
    assert part.wrong[0].endswith("no such sum is given there for these years")


def test_money_of_several_years_shown_for_one_is_wrong(money: Money) -> None:
    part = money(ship(year=2026))
    assert (part.found, len(part.wrong)) == (0, 1)
    assert part.wrong[0].endswith("is the sum for 2026–2032")


def test_the_amount_of_another_recipient_is_wrong(money: Money) -> None:
    part = money(report(FUND_ARTICLE, "2025-12-17", pays(FUND, CHIPS, "3조1000억원", 31 * 10**11, year=2026)))
    assert part.wrong[0].endswith("is the sum of 모빌리티")


def test_a_programme_of_nearly_the_same_name_is_another_one(money: Money) -> None:
    assert len(money(ship(to=OTHER_SHIP)).wrong) == 1


def test_the_right_sum_in_another_article_is_not_found(money: Money) -> None:
    part = money(report("max-alliance-launch", SHIP_DAY, pays(MOTIR, SHIP, "돈", 2500 * 10**8, **SEVEN_YEARS)))
    assert (part.found, len(part.wrong)) == (0, 1)


def test_another_qualifier_misses_the_row_and_is_not_wrong(money: Money) -> None:
    part = money(ship(won=2500 * 10**8, amount_qualifier="at_most", **SEVEN_YEARS))
    assert (part.found, part.shown, part.wrong) == (0, 1, [])


def test_an_open_bound_is_no_disagreement_and_another_bound_is(money: Money) -> None:
    assert money(ship(period_end=2032)).found == 1
    assert money(ship(period_start=2026, period_end=2030)).found == 0


def test_a_size_where_the_article_names_a_payer_is_a_miss_and_not_wrong(money: Money) -> None:
    size = say("HAS_BUDGET", SHIP, None, "2500억", amount_krw=2500 * 10**8, amount_qualifier="exact", **SEVEN_YEARS)
    part = money(report(SHIP_ARTICLE, SHIP_DAY, size))
    assert (part.found, part.shown, part.wrong) == (0, 1, [])


def test_a_sum_that_the_tables_leave_out_is_right_where_its_words_are_listed(money: Money) -> None:
    years = {"period_start": 2026, "period_end": 2030}
    part = money(report(FUND_ARTICLE, "2025-12-17", pays(FUND, CARS, "15조4000억", 154 * 10**11, **years)))
    assert (part.found, part.shown, part.wrong) == (0, 1, [])


def test_what_is_no_answer_is_wrong_with_its_reason(money: Money) -> None:
    cold = thing("Program", "극저온 단열시스템")
    size = say("HAS_BUDGET", cold, None, "292억", amount_krw=292 * 10**8, period_start=2026, period_end=2030)
    part = money(report("jeonnam-shipbuilding-ax", "2026-02-18", size))
    assert part.wrong[0].endswith("극저온 단열시스템 is an application, not a grant")


def test_a_row_without_an_amount_is_judged_by_its_payer_where_the_tables_know_one(money: Money) -> None:
    unknown = thing("Program", "미래 판기술 프로젝트")
    judged = money(report(SHIP_ARTICLE, SHIP_DAY, pays(FUND, SHIP, "돈을 댄다.", year=2026)))
    assert (judged.shown, len(judged.wrong), judged.unjudged) == (1, 1, 0)
    apart = money(report(SHIP_ARTICLE, SHIP_DAY, pays(FUND, unknown, "돈을 댄다.", year=2026)))
    assert (apart.shown, apart.wrong, apart.unjudged) == (0, [], 1)


@pytest.mark.parametrize(("payer", "article", "found"), [(MOTIR, 13, 1), (MOTIE, 13, 1), (MOTIE, 6, 1), (MOTIR, 6, 0)])
def test_a_ministry_goes_by_the_name_of_the_article_s_day(
    money: Money, payer: Entity, article: int, found: int
) -> None:
    factory = thing("Program", "AI 팩토리 선도 프로젝트")
    day = {6: "2025-09-01", 13: "2025-12-03"}[article]
    part = money(report(ANSWERS.articles[article], day, pays(payer, factory, "2200억", 2200 * 10**8, year=2026)))
    assert (part.found, len(part.wrong)) == (found, 1 - found)


def test_a_step_of_the_lineage_needs_its_relation_its_ends_and_its_direction(read: Callable[..., Reader]) -> None:
    derived = say("DERIVED_FROM", TASKS, DIRECTION, "정책 방향을 바탕으로 만들었다.")
    announced = say("ANNOUNCES", MOTIE, TASKS, "산업부가 발표했다.", date="2025-01-22")
    part = score_lineage(
        ANSWERS, read(report("industrial-ai-ten-tasks", "2025-01-22", derived, announced)).lineage(TASKS.id)
    )
    assert (part.found, part.wrong, part.other) == (2, [], [])


def test_a_step_with_another_date_is_not_found(read: Callable[..., Reader]) -> None:
    announced = say("ANNOUNCES", MOTIE, TASKS, "산업부가 발표했다.", date="2024-09-26")
    part = score_lineage(ANSWERS, read(report("industrial-ai-ten-tasks", "2025-01-22", announced)).lineage(TASKS.id))
    assert (part.found, part.wrong) == (0, [])
    assert part.other == ["산업통상자원부 → ANNOUNCES → 산업 AI 확산 10대 과제, 2024-09-26 (article 1)"]


def test_a_step_backwards_and_a_guess_are_wrong(read: Callable[..., Reader]) -> None:
    backwards = say("SUCCEEDS", COUNCIL, COMMITTEE, "격상됐다.")
    guess = say("SUCCEEDS", COUNCIL, thing("Committee", "4차산업혁명위원회"), "이어졌다.")
    answer = read(report("national-ai-strategy-committee-lineage", "2025-09-08", backwards, guess)).lineage(COUNCIL.id)
    assert sorted(score_lineage(ANSWERS, answer).wrong) == [
        "AI전략최고위협의회 → SUCCEEDS → 4차산업혁명위원회 (article 7): no article says so",
        "AI전략최고위협의회 → SUCCEEDS → 국가인공지능위원회 (article 7): is the other way round",
    ]


def test_targets_are_found_by_name_and_article(read: Callable[..., Reader]) -> None:
    aimed = [say("TARGETS", one, SHIPBUILDING, "조선을 겨냥한다.") for one in (MAX, OTHER_SHIP)]
    division = say("TARGETS", thing("Division", "자율운항선박 분과"), SHIPBUILDING, "조선을 겨냥한다.")
    part = score_targets(ANSWERS, read(report("max-general-meeting", "2025-12-24", *aimed, division)).targets("조선"))
    assert part.found == 1
    assert part.other == ["자율운항선박 기술개발사업 (article 15)"]


def test_names_agree_but_for_spelling() -> None:
    assert same("「K-온디바이스 AI반도체 기술개발사업」", ["K-온디바이스 AI 반도체 기술개발 사업"])
    assert same(
        "협업지능 피지컬AI 기반 SW 플랫폼 연구개발 생태계 조성 사업",
        ["협업지능 피지컬 AI 기반 SW플랫폼 연구개발 생태계 조성사업"],
    )
    assert not same("국가인공지능전략위원회", ["국가인공지능위원회"])
    assert not same("스마트제조혁신 3.0 지원사업", ["스마트제조혁신 2.0 지원사업"])
    assert not same("산업통상부", ["산업통상자원부"])
