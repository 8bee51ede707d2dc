"""What words say of whether a number belongs to a time."""

from __future__ import annotations

import numpy as np

from ingest.extract.money.year_choices import Choice, choices
from ingest.extract.money.year_words import SIDES, YearWords, around, said
from tests.ingest.extract.test_dating import page_of

TEXT = "산업부는 2026년 AI 사업에 300억원을 투입한다."


def sides(choice: Choice, text: str = TEXT) -> list[str]:
    page = page_of(text)
    return [SIDES[side] for side in said(page, page.sums[0], choice).sides]


def test_the_words_around_a_number_stand_once_by_where_they_are() -> None:
    page = page_of(TEXT)
    found = around(page, page.sums[0])
    assert {"b:사업/NN", "a:을/JK", "a:투입/NN", "s:사업", "u:", "r:을", "rr:을/투입"} <= set(found)
    assert "a:사업/NN" not in found
    assert "s:을" not in found
    assert len(found) == len(set(found))


def test_a_choice_is_on_the_side_of_the_rules_and_of_its_nearest_place() -> None:
    page = page_of(TEXT)
    by_years = {one.years: one for one in choices(page, page.sums[0], "funds")}
    assert sides(by_years[()]) == ["none"]
    assert sides(by_years[(("fiscal_year", 2026),)]) == ["ruled", "before"]
    assert sides(Choice((("fiscal_year", 2031),))) == ["said", "nowhere"]


def test_what_stands_between_a_time_and_a_number_tells_which_comes_first() -> None:
    before, after = page_of(TEXT), page_of("산업부는 AI 사업에 300억원을 2026년 투입한다.")
    found = [
        {cue for one in choices(page, page.sums[0], "funds") for cue in said(page, page.sums[0], one).between}
        for page in (before, after)
    ]
    assert {"<사업/NN", "t:2026년", "f:AI"} <= found[0]
    assert {">을/JK", "t:2026년"} <= found[1]
    assert not any(cue.startswith(">") for cue in found[0])


def test_cues_are_weighed_for_the_sides_of_each_choice() -> None:
    weights = np.zeros((3, len(SIDES)), dtype=np.float32)
    weights[0, SIDES.index("none")] = 2
    weights[1, SIDES.index("before")] = 3
    weights[2, SIDES.index("between")] = 5
    words = YearWords({"s:사업": 0, "a:투입/NN": 1, "t:2026년": 2}, weights)
    page = page_of(TEXT)
    found = choices(page, page.sums[0], "funds")
    scores = dict(zip([one.years for one in found], words.scores(page, page.sums[0], found), strict=True))
    assert scores == {(): 2.0, (("fiscal_year", 2026),): 8.0}
    assert YearWords({}, weights[:0]).scores(page, page.sums[0], found) == [0.0] * len(found)
