"""What a sentence says in so many words of succession, and of who chairs a body."""

from __future__ import annotations

from functools import partial

import pytest

from tests.ingest.extract import marked_text

told = partial(marked_text.told, marked_text.pipeline())


@pytest.mark.parametrize(
    "marked",
    [
        "'«옛 사업|Program»'이 '«새 사업|Program»'으로 개편되면서 돈이 늘었다.",
        "부처는 '«옛 사업|Program»'을 '«새 사업|Program»'으로 확대 개편했다.",
        "'«옛 사업|Program»'에서 '«새 사업|Program»'으로 이름을 바꿨다.",
        "'«새 사업|Program»'은 '«옛 사업|Program»'을 이어받았다.",
        "'«새 사업|Program»'은 2020년 시작된 '«옛 사업|Program»'의 후속이다.",
        "'«새 사업|Program»'은 '«옛 사업|Program»'을 부처가 올해 확대 개편한 사업이다.",
        "'«옛 사업|Program»'의 뒤를 이을 '«새 사업|Program»'이 나왔다.",
        "지난해 '«옛 사업|Program»'을 냈고, 올해 그 후속인 '«새 사업|Program»'을 냈다.",
        "'«옛 사업|Program»'이 있다. 부처는 이를 '«새 사업|Program»'으로 넓혀 꾸린다.",
        "'«새 사업|Program»'의 전신인 '«옛 사업|Program»'은 끝났다.",
    ],
)
def test_a_sentence_says_what_came_after_what(marked: str) -> None:
    assert told(marked) == [("SUCCEEDS", "새 사업", "옛 사업")]


@pytest.mark.parametrize(
    "marked",
    [
        "'«옛 사업|Program»'과 '«새 사업|Program»'으로 나뉜다.",
        "'«옛 사업|Program»'은 '«새 사업|Program»'과 함께 확대된다.",
        "'«옛 사업|Program»'을 마치고 '«다른 기구|Alliance»'를 개편했다.",
        "'«옛 사업|Program»'의 후속 조치로 '«새 사업|Program»'을 벌인다.",
        "설비를 짓는 '«옛 사업|Program»'을 끝내고 공장을 '«새 사업|Program»'으로 바꾼다.",
    ],
)
def test_two_things_of_a_kind_do_not_yet_follow_each_other(marked: str) -> None:
    assert not [one for one in told(marked) if one[0] == "SUCCEEDS"]


def test_several_become_one() -> None:
    marked = "«가진흥원|Organization»과 «나진흥원|Organization»은 «다진흥원|Organization»으로 통폐합됐다."
    assert sorted(told(marked)) == [("SUCCEEDS", "다진흥원", "가진흥원"), ("SUCCEEDS", "다진흥원", "나진흥원")]


def test_what_is_joined_with_another_is_followed_too() -> None:
    marked = "«가부|Ministry»는 «나처|Ministry»와 합쳐져 «다부|Ministry»가 됐다."
    assert sorted(told(marked)) == [("SUCCEEDS", "다부", "가부"), ("SUCCEEDS", "다부", "나처")]


def test_a_ministry_is_parted() -> None:
    marked = "«큰부|Ministry»는 «가부|Ministry»와 «나처|Ministry»로 쪼개진다."
    assert sorted(told(marked)) == [("SUCCEEDS", "가부", "큰부"), ("SUCCEEDS", "나처", "큰부")]


def test_whose_a_body_is_does_not_stand_between() -> None:
    marked = "«가기획관|Division»은 «기획조정실|Division» 소속 «나기획관|Division»으로 개편된다."
    assert ("SUCCEEDS", "나기획관", "가기획관") in told(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "«김하나|Person» 장관이 위원장을 맡은 «로봇위원회|Committee»가 열렸다.",
        "«로봇위원회|Committee»의 위원장은 «김하나|Person» 장관이다.",
        "«로봇위원회|Committee» 공동위원장인 «김하나|Person» 장관이 말했다.",
        "«로봇위원회|Committee»가 열렸다. 공동위원장인 «김하나|Person» 장관이 왔다.",
    ],
)
def test_who_chairs_a_body_holds_a_position_in_it(marked: str) -> None:
    assert told(marked) == [("HOLDS_POSITION", "김하나", "로봇위원회")]


def test_who_only_attends_chairs_nothing() -> None:
    assert told("«로봇위원회|Committee»에 «김하나|Person» 장관이 참석했다.") == []
