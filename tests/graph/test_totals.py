"""What counted sums add up to."""

from __future__ import annotations

from tests.graph.asking import Ask
from tests.graph.examples import (
    CHIPS,
    FACTORY,
    FUND,
    INDUSTRY_FUND,
    MAX,
    MOTIR,
    SHIP,
    TASKS,
    pays,
)
from tests.graph.money import EOK, left_out, news


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
    assert left_out(totals) == {"no_amount": (1, 0)}
    assert answer.named.rows[-1].amount_krw is None
    assert answer.named.rows[-1].counting == "no_amount"


def test_money_that_goes_in_and_out_of_a_fund_is_said_to_be_in_both(ask: Ask) -> None:
    answer = ask(
        news(
            pays(INDUSTRY_FUND, FUND, "기금이 15조원을 댄다.", 150_000 * EOK, year=2026),
            pays(FUND, CHIPS, "펀드가 반도체에 4.2조원을 댄다.", 42_000 * EOK, year=2026),
        )
    ).funding(year=2026)
    assert answer.named.totals is not None
    assert [ref.name for ref in answer.named.totals.passed_on] == ["국민성장펀드"]
