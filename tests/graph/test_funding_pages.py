"""Long answers about money, page by page."""

from __future__ import annotations

import pytest

from graph.errors import InputError
from tests.graph.asking import Ask
from tests.graph.examples import (
    CHIPS,
    MOTIR,
    pays,
    thing,
)
from tests.graph.money import EOK, news


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


def test_rows_of_equal_sums_are_shown_once_each_over_all_pages(ask: Ask) -> None:
    programmes = [thing("Program", f"제{at}사업") for at in range(9)]
    reader = ask(news(*(pays(MOTIR, one, f"{one.name}에 10억원.", 10**9, year=2026) for one in programmes)))
    seen: list[str] = []
    cursor = None
    for _ in range(5):
        page = reader.funding(year=2026, section="named", limit=2, cursor=cursor).named
        seen += [row.recipient.name for row in page.rows]
        cursor = page.next_cursor
    assert cursor is None
    assert sorted(seen) == sorted(one.name for one in programmes)
