"""What a sentence says in so many words of where a thing came from."""

from __future__ import annotations

from functools import partial

import pytest

from tests.ingest.extract import marked_text

told = partial(marked_text.told, marked_text.pipeline())


@pytest.mark.parametrize(
    "marked",
    [
        "«새 과제|Program»의 뿌리는 지난해 나온 '«큰 전략|Program»'이다.",
        "'«큰 전략|Program»'은 올해 부처가 내놓은 '«새 과제|Program»'의 큰 틀이 됐다.",
    ],
)
def test_a_word_for_origin_says_what_came_out_of_what(marked: str) -> None:
    assert told(marked) == [("DERIVED_FROM", "새 과제", "큰 전략")]


def test_a_sitting_announces_what_came_out_of_it() -> None:
    assert told("«제1차 위원회|Committee»에서 나온 '«큰 전략|Program»'을 잇는다.") == [
        ("ANNOUNCES", "제1차 위원회", "큰 전략")
    ]


def test_a_place_announces_nothing() -> None:
    assert told("«서울|Region»에서 나온 '«큰 전략|Program»'을 잇는다.") == []


def test_two_things_in_a_sentence_are_not_yet_an_origin() -> None:
    assert told("«새 과제|Program»는 «큰 전략|Program»과 함께 발표됐다.") == []


@pytest.mark.parametrize(
    "marked",
    [
        "«산업부|Ministry» 산하 «기술진흥원|Organization»이 과제를 뽑는다.",
        "«기술진흥원|Organization»은 «산업부|Ministry» 산하 공공기관이다.",
        "«산업부|Ministry» 소속의 «기술진흥원|Organization»이 과제를 뽑는다.",
    ],
)
def test_who_stands_under_a_ministry_is_part_of_it(marked: str) -> None:
    assert told(marked) == [("PART_OF", "기술진흥원", "산업부")]


def test_what_is_done_as_a_share_of_something_is_part_of_it() -> None:
    assert told("'«큰 전략|Program»'의 일환으로 '«새 과제|Program»'를 시작한다.") == [("PART_OF", "새 과제", "큰 전략")]


def test_bodies_under_a_ministry_in_general_are_no_part_of_what_comes_next() -> None:
    assert told("«산업부|Ministry» 산하 기관과 «한국무역협회|Organization»가 만났다.") == []


def test_an_item_that_begins_with_a_sector_in_brackets_aims_at_it() -> None:
    assert told("(«조선|Sector») '«용접 로봇 개발|Program»'에 3년을 들인다.") == [("TARGETS", "용접 로봇 개발", "조선")]
    assert told("회사는 («조선|Sector») «용접 로봇 개발|Program»에 나선다.") == []
