"""Who funds what: one row a sum, in sections that are never added together; names, years and filters."""

from __future__ import annotations

import pytest

from graph.errors import InputError
from graph.funding_answers import FundingAnswer
from graph.scope import Scope
from tests.graph.asking import Ask
from tests.graph.examples import (
    CHIPS,
    FACTORY,
    FUND,
    MAX,
    MEMORY,
    MOTIE,
    MOTIR,
    SHIP,
    SHIPBUILDING,
    TASK,
    pays,
    say,
)
from tests.graph.money import EOK, RENAMED, news, only, said


def test_a_row_says_who_gives_what_to_whom_when_and_opens_its_sentence(ask: Ask) -> None:
    quote = "산업통상부는 내년에 M.AX 얼라이언스에 최대 7천억원을 투입한다."
    claim = pays(
        MOTIR, MAX, quote, 7000 * EOK, amount_qualifier="at_most", year=2026, status="planned", modality="plan"
    )
    row = only(ask(news(claim)).funding(year=2026).named)
    assert [funder.id for funder in row.funders] == ["ministry/motir"]
    assert row.recipient.id == "alliance/max"
    assert (row.amount_krw, row.amount_qualifier, row.amount_text) == (700_000_000_000, "at_most", "최대 7,000억원")
    assert (row.fiscal_year, row.period_start, row.period_end, row.when) == (2026, None, None, "2026")
    assert (row.status, row.modality, row.instrument, row.corroborated_by) == ("planned", "plan", None, 1)
    assert [claim.quote for claim in row.claims] == [quote]
    assert row.claims[0].citation.text == "시험일보, 「기사 a」, 2025. 12. 24., https://news.example/a"


def test_a_year_has_three_sections_that_are_never_added_together(ask: Ask) -> None:
    answer = ask(
        news(
            pays(MOTIR, MAX, "M.AX에 내년 7천억원을 준다.", 7000 * EOK, year=2026),
            pays(MOTIR, SHIP, "2032년까지 2500억원을 댄다.", 2500 * EOK, period_start=2026, period_end=2032),
            say(
                "HAS_BUDGET",
                FUND,
                None,
                "150조원 규모다.",
                amount_krw=1_500_000 * EOK,
                period_start=2026,
                period_end=2030,
            ),
            pays(MOTIR, FACTORY, "올해 300억원을 댔다.", 300 * EOK, year=2025),
        )
    ).funding(year=2026)
    assert said(answer.named) == [("산업통상부", "M.AX 얼라이언스", "7,000억원", "2026")]
    assert said(answer.periods) == [("산업통상부", "AI 완전자율운항선박 기술개발 사업", "2,500억원", "2026–2032")]
    assert said(answer.sizes) == [("", "국민성장펀드", "150조원", "2026–2030")]
    assert answer.named.totals is not None
    assert answer.named.totals.exact_krw == 7000 * EOK
    assert answer.periods.totals is not None
    assert answer.periods.totals.exact_krw == 2500 * EOK
    assert answer.sizes.totals is None
    assert answer.sizes.rows[0].counting == "apart"


def test_money_until_a_year_starts_when_it_is_stated(ask: Ask) -> None:
    until = pays(MOTIR, MAX, "2030년까지 1000억원을 쓴다.", 1000 * EOK, period_end=2030)
    reader = ask(news(until, day="2025-12-24"))
    assert said(reader.funding(year=2025).periods) == [("산업통상부", "M.AX 얼라이언스", "1,000억원", "–2030")]
    assert reader.funding(year=2024).periods.count == 0
    assert reader.funding(year=2031).periods.count == 0


def test_undated_money_is_left_out_of_a_year_and_counted_as_left_out(ask: Ask) -> None:
    reader = ask(news(pays(MOTIR, MAX, "1000억원을 쓴다.", 1000 * EOK)))
    assert reader.funding(year=2026).undated_left_out == 1
    assert reader.funding(year=2026).undated.count == 0
    assert said(reader.funding().undated) == [("산업통상부", "M.AX 얼라이언스", "1,000억원", None)]


def test_an_undated_size_stands_beside_a_dated_one_of_the_same_thing(ask: Ask) -> None:
    sizes = [
        say("HAS_BUDGET", SHIP, None, "9973억원 규모다.", amount_krw=9973 * EOK, period_start=2026, period_end=2030),
        say("HAS_BUDGET", SHIP, None, "1조원 규모다.", amount_krw=10000 * EOK),
        say("HAS_BUDGET", FACTORY, None, "234억원 규모다.", amount_krw=234 * EOK),
    ]
    answer = ask(news(*sizes)).funding(year=2026)
    assert [(row.recipient.name, row.amount_text) for row in answer.sizes.rows] == [
        (SHIP.name, "1조원"),
        (SHIP.name, "9,973억원"),
    ]


def test_a_renamed_ministry_answers_for_its_former_name_under_that_name(ask: Ask) -> None:
    reader = ask(
        news(
            RENAMED,
            pays(MOTIE, FACTORY, "산업통상자원부가 2200억원을 낸다.", 2200 * EOK, year=2026),
            pays(MOTIR, MAX, "산업통상부가 7000억원을 낸다.", 7000 * EOK, year=2026),
        )
    )
    assert said(reader.funding(funder="산업통상부").named) == [
        ("산업통상부", "M.AX 얼라이언스", "7,000억원", "2026"),
        ("산업통상자원부", "AI 팩토리 선도 프로젝트", "2,200억원", "2026"),
    ]
    assert [row[0] for row in said(reader.funding(funder="산업통상자원부").named)] == ["산업통상자원부"]


def test_a_sector_finds_money_to_it_to_its_parts_and_to_what_targets_it(ask: Ask) -> None:
    reader = ask(
        news(
            say("TARGETS", SHIP, SHIPBUILDING, "이 사업은 조선업의 전환을 이끈다."),
            say("PART_OF", MEMORY, CHIPS, "메모리 반도체는 반도체의 한 갈래다."),
            pays(MOTIR, SHIP, "선박에 2500억원.", 2500 * EOK, year=2026),
            pays(MOTIR, MEMORY, "메모리 반도체에 100억원.", 100 * EOK, year=2026),
            say("HAS_BUDGET", SHIP, None, "6000억원 규모다.", amount_krw=6000 * EOK, fiscal_year=2026),
        )
    )
    ships = reader.funding(sector="조선")
    assert only(ships.named).recipient.name == SHIP.name
    assert [claim.quote for claim in only(ships.named).aimed_by] == ["이 사업은 조선업의 전환을 이끈다."]
    assert only(ships.sizes).amount_text == "6,000억원"
    assert only(reader.funding(sector="반도체").named).recipient.name == "메모리 반도체"


def test_filters_look_at_single_claims(ask: Ask) -> None:
    reader = ask(
        news(
            pays(MOTIR, MAX, "융자 100억원.", 100 * EOK, year=2026, instrument="loan", status="planned"),
            pays(MOTIR, FACTORY, "보조금 200억원.", 200 * EOK, year=2026, instrument="subsidy", status="budgeted"),
            pays(MOTIR, SHIP, "300억원쯤.", 300 * EOK, year=2026, modality="plan", confidence=0.2),
        )
    )

    def found(answer: FundingAnswer) -> list[int | None]:
        return [row.amount_krw for row in answer.named.rows]

    assert found(reader.funding(instrument="loan")) == [100 * EOK]
    assert found(reader.funding(status="budgeted")) == [200 * EOK]
    assert found(reader.funding(scope=Scope(modality="plan", min_confidence=0))) == [300 * EOK]
    assert found(reader.funding(recipient="M.AX 얼라이언스")) == [100 * EOK]


def test_sums_read_with_little_confidence_are_left_out_and_counted_unless_asked_for(ask: Ask) -> None:
    reader = ask(
        news(
            pays(MOTIR, MAX, "100억원.", 100 * EOK, year=2026),
            pays(MOTIR, SHIP, "300억원쯤.", 300 * EOK, year=2026, confidence=0.49),
        )
    )
    usual, every = reader.funding(year=2026), reader.funding(year=2026, scope=Scope(min_confidence=0))
    assert ([row.amount_krw for row in usual.named.rows], usual.unsure_left_out) == ([100 * EOK], 1)
    assert ([row.amount_krw for row in every.named.rows], every.unsure_left_out) == ([300 * EOK, 100 * EOK], 0)


def test_payments_and_sizes_are_shown_from_four_in_five_on_unless_another_confidence_is_asked_for(ask: Ask) -> None:
    reader = ask(
        news(
            pays(MOTIR, MAX, "100억원.", 100 * EOK, year=2026, confidence=0.8),
            say("HAS_BUDGET", SHIP, None, "300억원 규모다.", amount_krw=300 * EOK, fiscal_year=2026, confidence=0.74),
        )
    )
    usual, asked = reader.funding(year=2026), reader.funding(year=2026, scope=Scope(min_confidence=0.7))
    assert (usual.named.count, usual.sizes.count, usual.unsure_left_out) == (1, 0, 1)
    assert (asked.named.count, asked.sizes.count, asked.unsure_left_out) == (1, 1, 0)
    assert (usual.min_confidence, asked.min_confidence) == (0.8, 0.7)


def test_a_ministry_that_was_reorganised_answers_for_its_predecessor_a_programme_does_not(ask: Ask) -> None:
    reader = ask(
        news(
            say("SUCCEEDS", MOTIR, MOTIE, "산업통상자원부가 산업통상부로 개편됐다.", kind="reorganised"),
            say("SUCCEEDS", FACTORY, TASK, "과제는 AI 팩토리로 이어졌다.", kind="follows"),
            pays(MOTIE, TASK, "과제에 100억원.", 100 * EOK, year=2024),
        )
    )
    assert reader.funding(funder="산업통상부").named.count == 1
    assert reader.funding(recipient="AI 팩토리").named.count == 0


def test_a_fund_asked_as_funder_comes_with_its_own_size_and_no_other(ask: Ask) -> None:
    answer = ask(
        news(
            pays(FUND, CHIPS, "펀드가 반도체에 4.2조원을 댄다.", 42_000 * EOK, year=2026),
            say("HAS_BUDGET", FUND, None, "30조원 규모다.", amount_krw=300_000 * EOK, fiscal_year=2026),
            say("HAS_BUDGET", SHIP, None, "6000억원 규모다.", amount_krw=6000 * EOK, fiscal_year=2026),
        )
    ).funding(funder="국민성장펀드", year=2026)
    assert (only(answer.named).amount_krw, only(answer.sizes).amount_text) == (42_000 * EOK, "30조원")


@pytest.mark.parametrize("year", [0, 1899, 20261])
def test_a_year_that_is_none_is_refused(ask: Ask, year: int) -> None:
    with pytest.raises(InputError, match="1900 to 2100"):
        ask().funding(year=year)
