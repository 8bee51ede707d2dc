"""Sums of all money are settled once for each state of the store."""

from __future__ import annotations

import gc
from weakref import ref

import pytest

from graph.payments import Selection
from graph.reader import Reader
from graph.scope import Scope
from graph.settings import StoreSettings
from graph.settling import settled
from graph.store import Store
from graph.store.opening import open_store
from tests.graph.asking import fill
from tests.graph.examples import MAX, MOTIR, pays
from tests.graph.money import EOK, news, said

WHOLE = Selection(Scope())


def test_all_money_is_settled_once_until_the_store_is_written_to(store: Store) -> None:
    fill(store, news(pays(MOTIR, MAX, "100억원.", 100 * EOK, year=2026)))
    first = settled(store, WHOLE, None, None)
    assert settled(store, WHOLE, None, None) is first

    fill(store, news(pays(MOTIR, MAX, "200억원.", 200 * EOK, year=2027), key="b"))

    assert [one.amount for one in first.sums] == [100 * EOK]
    assert sorted(one.amount or 0 for one in settled(store, WHOLE, None, None).sums) == [100 * EOK, 200 * EOK]


def test_what_one_question_spreads_another_shows_whole(store: Store) -> None:
    fill(store, news(pays(MOTIR, MAX, "2027년까지 100억원.", 100 * EOK, period_end=2027)))
    reader = Reader(store)
    whole = [("산업통상부", MAX.name, "100억원", "–2027")]

    spread = reader.funding(year=2026, spread_periods=True).periods
    plain = reader.funding(year=2026).periods

    assert (said(spread), [row.counting for row in spread.rows]) == (whole, ["not_spread"])
    assert (said(plain), [row.counting for row in plain.rows]) == (whole, ["counted"])


def test_one_grouping_does_not_answer_for_another(store: Store) -> None:
    fill(store, news(pays(MOTIR, MAX, "100억원.", 100 * EOK, year=2026)))
    reader = Reader(store)

    groups = [reader.funding(group_by=by).groups for by in ("year", "recipient", "year")]

    assert [one.items[0].first.value for one in groups if one] == ["2026", MAX.name, "2026"]


@pytest.mark.parametrize("engine", ["embedded"])
def test_what_is_kept_does_not_keep_its_store(settings: StoreSettings) -> None:
    opened = open_store(settings)
    fill(opened, news(pays(MOTIR, MAX, "100억원.", 100 * EOK, year=2026)))
    settled(opened, WHOLE, None, None)
    opened.close()
    kept = ref(opened)

    del opened
    gc.collect()

    assert kept() is None
