"""Successive names lead to the present one, and back to the former ones."""

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
