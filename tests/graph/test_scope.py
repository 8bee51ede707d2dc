"""What a question is narrowed to."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.errors import InputError
from graph.scope import EVERYTHING, Scope

MAY, JUNE = dt.date(2026, 5, 1), dt.date(2026, 6, 1)


def test_the_day_asked_about_bounds_the_days_of_the_articles() -> None:
    assert Scope(as_of=MAY, published_to=JUNE).last_day == MAY
    assert Scope(as_of=JUNE, published_to=MAY).last_day == MAY
    assert Scope(as_of=MAY).parameters()["published_to"] == "2026-05-01"


def test_a_scope_without_parts_is_everything() -> None:
    assert EVERYTHING.everything
    assert set(EVERYTHING.parameters().values()) == {None}
    assert not Scope(min_confidence=0.0).everything


@pytest.mark.parametrize("end", ["as_of", "published_to"])
def test_a_span_that_ends_before_it_begins_is_refused(end: str) -> None:
    with pytest.raises(InputError, match="from 2026-06-01 to 2026-05-01"):
        Scope(published_from=JUNE, **{end: MAY})
