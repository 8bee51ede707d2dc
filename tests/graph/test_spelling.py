"""Names are cut into parts of which one survives as many typos as a name may have."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from graph.ids import fold
from graph.spelling import are_initials, initials, jamo, name_properties, parts_to_look_up, text_of, typos_allowed

LETTERS = st.sampled_from("산업통상자원부조선해양ai2.0+")
WRITTEN = st.text(LETTERS, min_size=1, max_size=12).map(fold).filter(bool)


def near(one: str, other: str) -> bool:
    """Tell whether one of two texts in jamo may be the other with typos."""
    return Levenshtein.distance(one, other) <= min(typos_allowed(len(one)), typos_allowed(len(other)))


@given(name=WRITTEN, edits=st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["", "ᅡ", "ᄉ", "x"])), max_size=2))
@example(name="산업부", edits=[(7, "ᅲ")])
def test_a_name_with_few_enough_typos_shares_a_part_with_what_was_meant(
    name: str, edits: list[tuple[int, str]]
) -> None:
    typed = jamo(name)
    for at, put in edits:
        at %= len(typed) + 1
        typed = typed[:at] + put + typed[at + 1 :]
    if not near(typed, jamo(name)) or not typos_allowed(min(len(typed), len(jamo(name)))):
        return
    properties = name_properties(name)
    parts = parts_to_look_up(typed)
    assert any(properties[f"part{at + 1}"] in found for at, found in enumerate(parts))


@pytest.mark.parametrize(("name", "parts"), [("부", 0), ("업", 0), ("산업부", 2), ("산업통상부", 3), ("max", 0)])
def test_the_longer_a_name_the_more_typos_it_may_have(name: str, parts: int) -> None:
    properties = name_properties(name)
    assert sum(properties[f"part{at}"] is not None for at in (1, 2, 3)) == parts
    assert properties["size"] == len(jamo(name))


def test_initials_are_the_first_consonants_and_the_rest_stays() -> None:
    assert initials("산업ai부") == fold("ㅅㅇaiㅂ")
    assert are_initials(fold("ㅅㅇㅂ"))
    assert not any(are_initials(fold(text)) for text in ("ㅅ", "산업ㅂ", "ab", ""))


def test_a_full_text_index_gets_the_runs_of_a_name_apart() -> None:
    assert text_of("산업ai확산2.0") == "산업 _ai 확산 _2.0"
    assert text_of("ai+") == "_ai+"
