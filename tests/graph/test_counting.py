"""Which sums count: no money twice, disputed sums side by side."""

from __future__ import annotations

from tests.graph.asking import Ask
from tests.graph.examples import (
    CHIPS,
    FACTORY,
    GOVERNMENT,
    MAX,
    MOF,
    MOTIE,
    MOTIR,
    SHIP,
    TASK,
    TASKS,
    Said,
    pays,
    say,
)
from tests.graph.money import EOK, RENAMED, left_out, news, only, said


def test_one_sum_in_three_articles_is_one_row_and_counts_once(ask: Ask) -> None:
    def claim(text: str) -> Said:
        return pays(MOTIR, MAX, text, 7000 * EOK, year=2026)

    answer = ask(
        news(claim("M.AX에 7천억원."), key="a"),
        news(claim("M.AX 7000억원 투입."), key="b"),
        news(claim("맥스에 7천억을 몰아준다."), key="c"),
    ).funding(year=2026)
    row = only(answer.named)
    assert (row.corroborated_by, len(row.claims)) == (3, 3)
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
    assert (row.corroborated_by, len(row.claims)) == (2, 4)


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
    assert (totals.exact_krw, totals.at_most_krw, left_out(totals)) == (0, 7000 * EOK, {"again": (1, 7000 * EOK)})


def test_a_ministrys_share_is_not_added_to_the_whole_governments_money(ask: Ask) -> None:
    answer = ask(
        news(
            pays(GOVERNMENT, SHIP, "국비 4500억원을 들인다.", 4500 * EOK, year=2026),
            pays(MOTIR, SHIP, "산업부가 2500억원을 낸다.", 2500 * EOK, year=2026),
            pays(MOF, SHIP, "해수부가 2000억원을 낸다.", 2000 * EOK, year=2026),
        )
    ).funding(year=2026)
    assert [row.counting for row in answer.named.rows] == ["counted", "part", "part"]


def test_the_same_money_with_and_without_its_first_year_counts_once(ask: Ask) -> None:
    answer = ask(
        news(pays(MOTIR, MAX, "2030년까지 1000억원.", 1000 * EOK, period_end=2030), key="a"),
        news(pays(MOTIR, MAX, "2026~2030년 1000억원.", 1000 * EOK, period_start=2026, period_end=2030), key="b"),
    ).funding(year=2026)
    assert {(row.when, row.counting) for row in answer.periods.rows} == {("–2030", "again"), ("2026–2030", "counted")}


def test_the_same_sum_under_a_former_and_a_present_name_counts_once(ask: Ask) -> None:
    answer = ask(
        news(RENAMED, pays(MOTIE, MAX, "산업통상자원부 7000억원.", 7000 * EOK, year=2026), key="a"),
        news(pays(MOTIR, MAX, "산업통상부 7000억원.", 7000 * EOK, year=2026), key="b"),
    ).funding(year=2026)
    assert sorted(row.counting for row in answer.named.rows) == ["again", "counted"]
    assert answer.named.totals is not None
    assert answer.named.totals.exact_krw == 7000 * EOK


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


def test_money_that_is_only_asked_for_is_shown_and_not_added(ask: Ask) -> None:
    asked = pays(MOTIR, MAX, "3천억원을 요청했다.", 3000 * EOK, year=2026, modality="proposal")
    answer = ask(news(asked)).funding(year=2026)
    assert only(answer.named).counting == "proposed"
    assert answer.named.totals is not None
    assert (answer.named.totals.exact_krw, left_out(answer.named.totals)) == (0, {"proposed": (1, 3000 * EOK)})


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
