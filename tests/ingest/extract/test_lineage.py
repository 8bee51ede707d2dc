from __future__ import annotations

import pytest

from ingest.extract.instances import instances
from ingest.extract.lineage import spoken
from ingest.extract.numbering import step_between
from ingest.extract.pairs import read
from tests.ingest.extract.marked_text import pipeline, read_marked


@pytest.fixture(scope="module")
def nlp():
    return pipeline()


def spoken_of(nlp, marked: str) -> set[tuple[str, str]]:
    reading = read(read_marked(nlp, marked))
    pairs, places = instances(reading)
    said = spoken(reading, pairs, places)
    return {(reading.nodes[a].name, reading.nodes[b].name) for (a, b), yes in zip(pairs, said, strict=True) if yes}


def test_order_of_time_speaks_of_no_succession(nlp) -> None:
    text = "2017년 «가 위원회|Committee»가 문을 열었다. 2022년에는 «나 위원회|Committee»가 출범했다."
    assert spoken_of(nlp, text) == set()


def test_a_word_of_succession_opens_both_directions(nlp) -> None:
    text = "«가 위원회|Committee»는 «나 위원회|Committee»로 격상됐다."
    assert spoken_of(nlp, text) == {("가 위원회", "나 위원회"), ("나 위원회", "가 위원회")}


def test_names_that_count_on_speak_for_themselves(nlp) -> None:
    text = "정부는 «제4차 로봇 기본계획|Program»을 냈다. «제5차 로봇 기본계획|Program»은 내년에 나온다."
    assert spoken_of(nlp, text) == {("제5차 로봇 기본계획", "제4차 로봇 기본계획")}


@pytest.mark.parametrize(
    ("left", "right", "step"),
    [
        ("제5차 로봇 기본계획", "제4차 로봇 기본계획", "next"),
        ("제4차 로봇 기본계획", "제5차 로봇 기본계획", "before"),
        ("한국판 뉴딜 2.0", "한국판 뉴딜", "next"),
        ("스마트제조혁신 3.0", "스마트제조혁신 2.0", "next"),
        ("스마트제조혁신 3.0", "스마트제조혁신 1.0", ""),
        ("2026년 실행계획", "2025년 실행계획", "year next"),
        ("로봇 기본계획", "조선 기본계획", ""),
    ],
)
def test_numbers_tell_which_name_comes_next(left: str, right: str, step: str) -> None:
    assert step_between(left, right) == step
