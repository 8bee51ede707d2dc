"""Money for several years: given as stated, spread evenly only where that is asked for."""

from __future__ import annotations

import pytest

from graph.payments import When
from tests.graph.asking import Ask
from tests.graph.examples import FACTORY, MAX, MOTIR, SHIP, pays
from tests.graph.money import EOK, left_out, news, only, totals_of

LONG = pays(MOTIR, SHIP, "2026~2032년 2500억원.", 2500 * EOK, period_start=2026, period_end=2032)


@pytest.mark.parametrize(("won", "years"), [(10, 3), (2500 * EOK, 7), (1, 5), (0, 2), (7, 1)])
def test_no_won_is_lost_and_no_two_years_differ_by_more_than_one(won: int, years: int) -> None:
    when = When(2026, 2025 + years)
    shares = when.shares(won)
    assert list(shares) == list(range(2026, 2026 + years))
    assert sum(shares.values()) == won
    assert max(shares.values()) - min(shares.values()) <= 1
    assert [when.share(won, year) for year in shares] == list(shares.values())
    assert when.share(won, 2025) == 0


@pytest.mark.parametrize("when", [When(None, 2030), When(2026, None), When(None, None), When(2030, 2026)])
def test_years_that_are_not_known_to_both_ends_are_not_spread(when: When) -> None:
    assert when.shares(100) == {}


def test_a_period_is_not_spread_unless_that_is_asked_for(ask: Ask) -> None:
    answer = ask(news(LONG)).funding(year=2026)
    assert only(answer.periods).shares == []
    assert (totals_of(answer.periods).exact_krw, totals_of(answer.periods).spread) == (2500 * EOK, False)


def test_the_share_of_the_asked_year_is_told_beside_the_sum_and_added_up(ask: Ask) -> None:
    answer = ask(news(LONG)).funding(year=2026, spread_periods=True)
    row, totals = only(answer.periods), totals_of(answer.periods)
    share = 250_000_000_000 // 7 + 1
    assert row.amount_krw == 2500 * EOK
    assert [(one.year, one.amount_krw) for one in row.shares] == [(2026, share)]
    assert (totals.exact_krw, totals.spread) == (share, True)
    assert "the even share of one" in totals.contains


def test_without_a_year_every_year_has_its_share_and_the_whole_is_added_up(ask: Ask) -> None:
    answer = ask(news(LONG)).funding(spread_periods=True)
    row = only(answer.periods)
    assert [one.year for one in row.shares] == list(range(2026, 2033))
    assert sum(one.amount_krw for one in row.shares) == row.amount_krw == totals_of(answer.periods).exact_krw


def test_grouped_by_year_a_period_is_one_group_or_spread_over_its_years(ask: Ask) -> None:
    short = pays(MOTIR, FACTORY, "2026~2027년 100억원.", 100 * EOK, period_start=2026, period_end=2027)
    reader = ask(news(short, pays(MOTIR, MAX, "2026년 30억원.", 30 * EOK, year=2026)))

    def added(*, spread: bool) -> list[tuple[str, str | None, int]]:
        found = reader.funding(group_by="year", spread_periods=spread).groups
        assert found is not None
        return [(group.section, group.first.value, group.totals.exact_krw // EOK) for group in found.items]

    assert added(spread=False) == [("named", "2026", 30), ("periods", "2026–2027", 100)]
    assert added(spread=True) == [("named", "2026", 30), ("periods", "2027", 50), ("periods", "2026", 50)]


def test_a_period_of_which_one_end_is_unknown_is_left_out_of_what_is_spread(ask: Ask) -> None:
    answer = ask(news(pays(MOTIR, MAX, "2030년까지 1000억원.", 1000 * EOK, period_end=2030))).funding(
        year=2026, spread_periods=True
    )
    assert (only(answer.periods).counting, only(answer.periods).shares) == ("not_spread", [])
    assert left_out(totals_of(answer.periods)) == {"not_spread": (1, 1000 * EOK)}
