"""Who funds what: one row a sum, three sections, and totals that count nothing twice."""

from __future__ import annotations

import pytest

from graph.answers import FundingAnswer, FundingRow, FundingSection
from graph.errors import InputError
from graph.model import Extraction
from graph.scope import Scope
from tests.graph.asking import Ask
from tests.graph.examples import (
    CHIPS,
    FACTORY,
    FUND,
    GOVERNMENT,
    INDUSTRY_FUND,
    MAX,
    MEMORY,
    MOF,
    MOTIE,
    MOTIR,
    SHIP,
    SHIPBUILDING,
    TASK,
    TASKS,
    Said,
    pays,
    report,
    say,
)

EOK = 10**8
RENAMED = say(
    "SUCCEEDS", MOTIR, MOTIE, "산업통상자원부가 산업통상부로 이름을 바꿨다.", kind="renamed", date="2025-10-01"
)


def news(*claims: Said, key: str = "a", day: str | None = "2025-12-24", **article: str) -> Extraction:
    return report(key, day, *claims, **article)


def said(section: FundingSection) -> list[tuple[str, str, str | None, str | None]]:
    return [
        ("·".join(funder.name for funder in row.funders), row.recipient.name, row.amount_text, row.when)
        for row in section.rows
    ]


def only(section: FundingSection) -> FundingRow:
    (row,) = section.rows
    return row


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
    assert (row.status, row.modality, row.instrument, row.articles) == ("planned", "plan", None, 1)
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


def test_one_sum_in_three_articles_is_one_row_and_counts_once(ask: Ask) -> None:
    def claim(text: str) -> Said:
        return pays(MOTIR, MAX, text, 7000 * EOK, year=2026)

    answer = ask(
        news(claim("M.AX에 7천억원."), key="a"),
        news(claim("M.AX 7000억원 투입."), key="b"),
        news(claim("맥스에 7천억을 몰아준다."), key="c"),
    ).funding(year=2026)
    row = only(answer.named)
    assert (row.articles, len(row.claims)) == (3, 3)
    assert answer.named.totals is not None
    assert (answer.named.totals.exact_krw, answer.named.totals.exact_sums) == (7000 * EOK, 1)


def test_articles_that_share_text_or_source_are_not_independent(ask: Ask) -> None:
    claim = pays(MOTIR, MAX, "M.AX에 7천억원.", 7000 * EOK, year=2026)
    other = pays(MOTIR, MAX, "M.AX에 7천억을 준다.", 7000 * EOK, year=2026)
    retold = pays(MOTIR, MAX, "7천억은 M.AX의 것.", 7000 * EOK, year=2026)
    row = only(
        ask(
            news(claim, key="a"),
            news(claim, key="copy"),
            news(other, key="b", based_on="https://news.example/x"),
            news(retold, key="c", based_on="https://news.example/x"),
        )
        .funding(year=2026)
        .named
    )
    assert (row.articles, len(row.claims)) == (2, 4)


def test_a_joint_sum_is_one_row_with_all_its_payers_and_counts_once(ask: Ask) -> None:
    quote = "산업통상부와 해양수산부는 1603억원을 들였다."
    joint = {"period_start": 2020, "period_end": 2025, "shared": True}
    reader = ask(
        news(pays(MOTIR, SHIP, quote, 1603 * EOK, **joint), pays(MOF, SHIP, quote, 1603 * EOK, **joint)),
        news(pays(MOTIR, SHIP, "산업부는 1603억원을 썼다.", 1603 * EOK, period_start=2020, period_end=2025), key="b"),
    )
    answer = reader.funding(year=2022)
    assert [(len(row.funders), row.shared, row.counting) for row in answer.periods.rows] == [
        (1, False, "again"),
        (2, True, "counted"),
    ]
    assert answer.periods.totals is not None
    assert answer.periods.totals.exact_krw == 1603 * EOK
    partner = reader.funding(funder="해양수산부")
    assert said(partner.periods)[0][0] == "해양수산부·산업통상부"


def test_different_amounts_for_the_same_thing_stand_side_by_side_and_are_not_added(ask: Ask) -> None:
    answer = ask(
        news(pays(MOTIR, FACTORY, "300억원을 댄다.", 300 * EOK, year=2025), key="a"),
        news(pays(MOTIR, FACTORY, "1582억원을 댄다.", 1582 * EOK, year=2025), key="b"),
        news(pays(MOTIR, MAX, "100억원을 댄다.", 100 * EOK, year=2025), key="c"),
    ).funding(year=2025)
    assert [(row.amount_text, row.counting) for row in answer.named.rows] == [
        ("1,582억원", "disputed"),
        ("300억원", "disputed"),
        ("100억원", "counted"),
    ]
    assert len({row.group for row in answer.named.rows[:2]}) == 1
    totals = answer.named.totals
    assert totals is not None
    assert (totals.exact_krw, totals.disputed_sums) == (100 * EOK, 1)
    assert (totals.disputed_low_krw, totals.disputed_high_krw) == (300 * EOK, 1582 * EOK)
    assert "dispute (1), together 300억원 to 1,582억원" in totals.contains


def test_what_is_budgeted_replaces_what_was_planned(ask: Ask) -> None:
    plan = pays(MOTIE, CHIPS, "1조 1347억원을 편성하기로 했다.", 11347 * EOK, year=2026, status="planned")
    final = pays(MOTIR, CHIPS, "1조 947억원으로 확정됐다.", 10947 * EOK, year=2026, status="budgeted")
    answer = ask(news(plan, key="a", day="2025-09-01"), news(RENAMED, final, key="b", day="2025-12-03")).funding(
        year=2026
    )
    shown = [(row.funders[0].name, row.amount_text, row.status, row.counting) for row in answer.named.rows]
    assert shown == [
        ("산업통상자원부", "1조 1,347억원", "planned", "superseded"),
        ("산업통상부", "1조 947억원", "budgeted", "counted"),
    ]
    assert answer.named.totals is not None
    assert answer.named.totals.exact_krw == 10947 * EOK


def test_a_plan_made_after_the_budget_disputes_it(ask: Ask) -> None:
    final = pays(MOTIR, CHIPS, "1조원으로 확정됐다.", 10000 * EOK, year=2026, status="budgeted")
    later = pays(MOTIR, CHIPS, "1조 2천억원으로 늘린다.", 12000 * EOK, year=2026, status="planned")
    rows = (
        ask(news(final, key="a", day="2025-12-03"), news(later, key="b", day="2026-03-01"))
        .funding(year=2026)
        .named.rows
    )
    assert [row.counting for row in rows] == ["disputed", "disputed"]


def test_the_same_amount_stated_plainly_and_as_a_bound_counts_once_as_the_bound(ask: Ask) -> None:
    answer = ask(
        news(pays(MOTIR, MAX, "최대 7천억원을 쓴다.", 7000 * EOK, amount_qualifier="at_most", year=2026), key="a"),
        news(pays(MOTIR, MAX, "7천억원을 쓴다.", 7000 * EOK, year=2026), key="b"),
    ).funding(year=2026)
    assert {(row.amount_text, row.counting) for row in answer.named.rows} == {
        ("최대 7,000억원", "counted"),
        ("7,000억원", "again"),
    }
    totals = answer.named.totals
    assert totals is not None
    assert (totals.exact_krw, totals.at_most_krw, totals.rows_counted_elsewhere) == (0, 7000 * EOK, 1)


def test_totals_keep_exact_about_at_least_and_at_most_apart(ask: Ask) -> None:
    answer = ask(
        news(
            pays(MOTIR, MAX, "최대 7천억원.", 7000 * EOK, amount_qualifier="at_most", year=2026),
            pays(MOTIR, CHIPS, "약 1000억원.", 1000 * EOK, amount_qualifier="about", year=2026),
            pays(MOTIR, SHIP, "1300억원 이상.", 1300 * EOK, amount_qualifier="at_least", year=2026),
            pays(MOTIR, FACTORY, "2200억원.", 2200 * EOK, year=2026),
            pays(MOTIR, TASKS, "돈을 댄다.", year=2026),
        )
    ).funding(year=2026)
    totals = answer.named.totals
    assert totals is not None
    assert (totals.exact_krw, totals.about_krw) == (2200 * EOK, 1000 * EOK)
    assert (totals.at_least_krw, totals.at_most_krw) == (1300 * EOK, 7000 * EOK)
    assert totals.rows_without_amount == 1
    assert answer.named.rows[-1].amount_krw is None
    assert answer.named.rows[-1].counting == "no_amount"


def test_money_that_is_only_asked_for_is_shown_and_not_added(ask: Ask) -> None:
    asked = pays(MOTIR, MAX, "3천억원을 요청했다.", 3000 * EOK, year=2026, modality="proposal")
    answer = ask(news(asked)).funding(year=2026)
    assert only(answer.named).counting == "proposed"
    assert answer.named.totals is not None
    assert (answer.named.totals.exact_krw, answer.named.totals.rows_proposed) == (0, 1)


def test_money_to_a_part_is_not_added_to_money_to_its_whole(ask: Ask) -> None:
    answer = ask(
        news(
            say("PART_OF", TASK, TASKS, "자율 제조 선도 과제는 10대 과제의 하나다."),
            pays(MOTIR, TASKS, "10대 과제에 5000억원을 쓴다.", 5000 * EOK, year=2026),
            pays(MOTIR, TASK, "자율 제조에 1000억원을 쓴다.", 1000 * EOK, year=2026),
        )
    ).funding(year=2026)
    assert [(row.recipient.name, row.counting) for row in answer.named.rows] == [
        ("산업 AI 확산 10대 과제", "counted"),
        ("자율 제조 선도 과제", "part"),
    ]


def test_a_ministrys_share_is_not_added_to_the_whole_governments_money(ask: Ask) -> None:
    answer = ask(
        news(
            pays(GOVERNMENT, SHIP, "국비 4500억원을 들인다.", 4500 * EOK, year=2026),
            pays(MOTIR, SHIP, "산업부가 2500억원을 낸다.", 2500 * EOK, year=2026),
            pays(MOF, SHIP, "해수부가 2000억원을 낸다.", 2000 * EOK, year=2026),
        )
    ).funding(year=2026)
    assert [row.counting for row in answer.named.rows] == ["counted", "part", "part"]


def test_money_until_a_year_starts_when_it_is_stated(ask: Ask) -> None:
    until = pays(MOTIR, MAX, "2030년까지 1000억원을 쓴다.", 1000 * EOK, period_end=2030)
    reader = ask(news(until, day="2025-12-24"))
    assert said(reader.funding(year=2025).periods) == [("산업통상부", "M.AX 얼라이언스", "1,000억원", "–2030")]
    assert reader.funding(year=2024).periods.count == 0
    assert reader.funding(year=2031).periods.count == 0


def test_the_same_money_with_and_without_its_first_year_counts_once(ask: Ask) -> None:
    answer = ask(
        news(pays(MOTIR, MAX, "2030년까지 1000억원.", 1000 * EOK, period_end=2030), key="a"),
        news(pays(MOTIR, MAX, "2026~2030년 1000억원.", 1000 * EOK, period_start=2026, period_end=2030), key="b"),
    ).funding(year=2026)
    assert {(row.when, row.counting) for row in answer.periods.rows} == {("–2030", "again"), ("2026–2030", "counted")}


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


def test_the_same_sum_under_a_former_and_a_present_name_counts_once(ask: Ask) -> None:
    answer = ask(
        news(RENAMED, pays(MOTIE, MAX, "산업통상자원부 7000억원.", 7000 * EOK, year=2026), key="a"),
        news(pays(MOTIR, MAX, "산업통상부 7000억원.", 7000 * EOK, year=2026), key="b"),
    ).funding(year=2026)
    assert sorted(row.counting for row in answer.named.rows) == ["again", "counted"]
    assert answer.named.totals is not None
    assert answer.named.totals.exact_krw == 7000 * EOK


def test_money_that_goes_in_and_out_of_a_fund_is_said_to_be_in_both(ask: Ask) -> None:
    answer = ask(
        news(
            pays(INDUSTRY_FUND, FUND, "기금이 15조원을 댄다.", 150_000 * EOK, year=2026),
            pays(FUND, CHIPS, "펀드가 반도체에 4.2조원을 댄다.", 42_000 * EOK, year=2026),
        )
    ).funding(year=2026)
    assert answer.named.totals is not None
    assert [ref.name for ref in answer.named.totals.passed_on] == ["국민성장펀드"]


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
            pays(MOTIR, SHIP, "300억원쯤.", 300 * EOK, year=2026, confidence=0.54),
        )
    )
    usual, every = reader.funding(year=2026), reader.funding(year=2026, scope=Scope(min_confidence=0))
    assert ([row.amount_krw for row in usual.named.rows], usual.unsure_left_out) == ([100 * EOK], 1)
    assert ([row.amount_krw for row in every.named.rows], every.unsure_left_out) == ([300 * EOK, 100 * EOK], 0)


def test_loans_and_subsidies_to_the_same_thing_are_two_sums(ask: Ask) -> None:
    answer = ask(
        news(
            pays(MOTIR, MAX, "융자 100억원.", 100 * EOK, year=2026, instrument="loan"),
            pays(MOTIR, MAX, "보조금 200억원.", 200 * EOK, year=2026, instrument="subsidy"),
        )
    ).funding(year=2026)
    assert [row.counting for row in answer.named.rows] == ["counted", "counted"]
    assert answer.named.totals is not None
    assert answer.named.totals.exact_krw == 300 * EOK


def test_with_parts_adds_the_money_of_the_recipients_parts(ask: Ask) -> None:
    reader = ask(
        news(
            say("PART_OF", TASK, TASKS, "자율 제조 선도 과제는 10대 과제의 하나다."),
            pays(MOTIR, TASK, "자율 제조에 1000억원을 쓴다.", 1000 * EOK, year=2026),
        )
    )
    assert reader.funding(recipient="산업 AI 확산 10대 과제").named.count == 0
    assert reader.funding(recipient="산업 AI 확산 10대 과제", with_parts=True).named.count == 1


def test_a_long_section_goes_on_with_its_cursor(ask: Ask) -> None:
    claims = [pays(MOTIR, CHIPS, f"{year}년 {year}억원.", year * EOK, year=year) for year in range(2020, 2027)]
    reader = ask(news(*claims))
    whole = [row.fiscal_year for row in reader.funding().named.rows]
    assert whole == [2026, 2025, 2024, 2023, 2022, 2021, 2020]
    first = reader.funding(limit=3).named
    assert (len(first.rows), first.count) == (3, 7)
    seen = [row.fiscal_year for row in first.rows]
    cursor = first.next_cursor
    while cursor:
        following = reader.funding(section="named", limit=3, cursor=cursor)
        assert following.periods.rows == []
        seen += [row.fiscal_year for row in following.named.rows]
        cursor = following.named.next_cursor
    assert seen == whole


def test_a_cursor_without_its_section_is_refused(ask: Ask) -> None:
    with pytest.raises(InputError, match="section"):
        ask().funding(cursor="abc")


@pytest.mark.parametrize("year", [0, 1899, 20261])
def test_a_year_that_is_none_is_refused(ask: Ask, year: int) -> None:
    with pytest.raises(InputError, match="1900 to 2100"):
        ask().funding(year=year)


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
