"""Successive names lead to the present one, and back to the former ones."""

import pytest

from graph.renames import Renames

LINE = Renames([("motir", "motie"), ("motie", "mke")])


def test_a_line_of_names_leads_to_its_last() -> None:
    assert [LINE.present(name) for name in ("mke", "motie", "motir", "mof")] == ["motir", "motir", "motir", "mof"]


def test_a_body_answers_for_its_former_names_and_not_for_later_ones() -> None:
    assert LINE.with_former("motir") == {"motir", "motie", "mke"}
    assert LINE.with_former("motie") == {"motie", "mke"}
    assert LINE.with_former("mof") == {"mof"}


def test_a_body_that_became_two_is_neither_of_them() -> None:
    split = Renames([("finance", "moef"), ("budget", "moef")])
    assert [split.present(name) for name in ("moef", "finance", "budget")] == ["moef", "finance", "budget"]
    assert split.with_former("budget") == {"budget", "moef"}


def test_a_circle_has_one_present_name_for_all() -> None:
    circle = Renames([("b", "a"), ("c", "b"), ("b", "c"), ("a", "x")])
    assert {circle.present(name) for name in ("a", "b", "c", "x")} == {"b"}
    assert circle.with_former("b") == {"a", "b", "c", "x"}


DATED = Renames([("motir", "motie"), ("motie", "mke")], {("motir", "motie"): "2025-10-01", ("motie", "mke"): "2013-03"})


@pytest.mark.parametrize("known", ["mke", "motie", "motir"])
def test_a_body_is_called_what_it_was_called_on_the_day(known: str) -> None:
    days = ["2012-12-31", "2013-04-01", "2025-09-30", "2025-10-01", "2026"]
    assert [DATED.on(known, day) for day in days] == ["mke", "motie", "motie", "motir", "motir"]


@pytest.mark.parametrize("day", ["2025", "2025-10", "2013-03-20"])
def test_a_day_that_leaves_open_which_name_held_names_none(day: str) -> None:
    assert DATED.on("motie", day) is None


def test_a_renaming_without_a_day_a_fork_and_a_circle_name_none_or_end() -> None:
    assert LINE.on("motie", "2025-01-01") is None
    assert Renames([]).on("motie", "2025-01-01") == "motie"
    circle = Renames([("b", "a"), ("a", "b")], {("b", "a"): "2020-01-01", ("a", "b"): "2021-01-01"})
    assert circle.on("a", "2030-01-01") in {"a", "b"}
