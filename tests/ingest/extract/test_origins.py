"""What a sentence says in so many words of where a thing came from."""

from __future__ import annotations

import pytest

from ingest.extract.origins import said
from ingest.extract.pairs import read
from tests.ingest.extract.marked_text import pipeline, read_marked

NLP = pipeline()


def told(marked: str) -> list[tuple[str, str, str]]:
    reading = read(read_marked(NLP, marked))
    return [(p, reading.nodes[a.node].name, reading.nodes[b.node].name) for p, a, b in said(reading)]


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
