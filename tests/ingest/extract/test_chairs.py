"""Who chairs what, in so many words."""

from __future__ import annotations

import pytest

from tests.ingest.extract.marked_text import pipeline, told

FIRST, SECOND = "«가나다|Person»", "«라마바|Person»"
ENGINEERING, DATA = "«기술=기술 분과|Division»", "«데이터=데이터 분과|Division»"
BOTH = [("HOLDS_POSITION", "가나다", "기술 분과"), ("HOLDS_POSITION", "라마바", "데이터 분과")]


@pytest.fixture(scope="module")
def nlp():
    return pipeline()


@pytest.mark.parametrize(
    "marked",
    [
        f"{FIRST} 대학 교수({ENGINEERING}), {SECOND} 회장({DATA}) 등이 분과장을 맡았다.",
        f"분과장\n△ {ENGINEERING} ({FIRST} 대학 교수)\n△ {DATA} ({SECOND} 회장)",
        f"{FIRST}({ENGINEERING}) 교수와 {SECOND}({DATA}) 회장이 분과장으로 위촉됐다.",
    ],
)
def test_each_division_of_a_list_of_chairs_has_the_one_beside_it(nlp, marked: str) -> None:
    assert told(nlp, marked) == BOTH


def test_a_list_of_members_has_no_chairs(nlp) -> None:
    assert told(nlp, f"{FIRST} 대학 교수({ENGINEERING}), {SECOND} 회장({DATA}) 등이 참여한다.") == []


@pytest.mark.parametrize(
    "marked",
    [
        "«가나다|Person»이 위원장을 맡은 «전략위원회|Committee»가 출범했다.",
        "«전략위원회|Committee»의 초대 위원장은 «가나다|Person»이다.",
    ],
)
def test_an_office_is_of_the_body_that_it_stands_beside(nlp, marked: str) -> None:
    assert told(nlp, marked) == [("HOLDS_POSITION", "가나다", "전략위원회")]
