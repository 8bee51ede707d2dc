"""As what somebody takes part, and what somebody does in what he leads."""

from __future__ import annotations

import pytest

from ingest.extract.instances import Instance
from ingest.extract.pairs import read
from ingest.extract.qualifiers import qualifiers
from tests.ingest.extract.marked_text import pipeline, read_marked


@pytest.fixture(scope="module")
def nlp():
    return pipeline()


def role(nlp, predicate: str, marked: str, subject: str, obj: str) -> object:
    reading = read(read_marked(nlp, marked))
    found = {node.name: reading.mentions[i] for i, node in enumerate(reading.nodes)}
    return qualifiers(reading, predicate, Instance(0, found[subject][0], found[obj][-1]), None).get("role")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("«로봇 사업|Program»에는 «가나전자|Organization»가 수요기업으로 참여한다.", "수요기업"),
        (
            "«로봇 사업|Program»에는 «가나전자|Organization»와 «다라기계|Organization»가 앵커기업으로 온다.",
            "앵커기업",
        ),
        ("«로봇 사업|Program»은 산업부가 이끌고 «가나전자|Organization»가 간사기관을 맡는다.", "간사기관"),
        ("«로봇 사업|Program»을 한다.\n○ (공급기업) «다라기계|Organization», «가나전자|Organization»", "공급기업"),
        ("«로봇 사업|Program» 출범식\n주요 참석자 : «다라기계|Organization», «가나전자|Organization»", "참석"),
        (
            "«로봇 사업|Program»에는 «가나전자|Organization»와 «다라기계|Organization»가 수요처와 파트너로 온다.",
            None,
        ),
        ("«로봇 사업|Program»에는 «가나전자|Organization»가 서울로 온다.", None),
    ],
)
def test_a_role_is_as_what_the_text_lets_somebody_take_part(nlp, marked: str, expected: str | None) -> None:
    assert role(nlp, "PARTICIPATES_IN", marked, "가나전자", "로봇 사업") == expected


def test_who_is_made_something_has_no_role_in_making_it(nlp) -> None:
    told = "«대구시|Organization»가 «로봇 특구|Program»로 {}."
    assert role(nlp, "LEADS", told.format("지정됐다"), "대구시", "로봇 특구") is None
    told = "«중기부|Organization»가 대구를 «로봇 특구|Program»로 {}."
    assert role(nlp, "LEADS", told.format("지정했다"), "중기부", "로봇 특구") == "지정"


def test_some_who_are_named_do_what_all_do(nlp) -> None:
    marked = "«로봇 간담회|Event»에는 «가나전자|Organization»를 비롯한 대기업이 나왔다."
    assert role(nlp, "PARTICIPATES_IN", marked, "가나전자", "로봇 간담회") == "참석"


def test_who_leads_something_makes_others_what_a_clause_says(nlp) -> None:
    marked = "«국토부|Ministry»는 «로봇 사업|Program»의 수행기관으로 «가나전자|Organization»를 선정했다."
    assert role(nlp, "LEADS", marked, "국토부", "로봇 사업") == "선정"


@pytest.mark.parametrize("title", ["국무총리", "부위원장(가나대 교수)"])
def test_somebody_presides_over_what_others_hold(nlp, title: str) -> None:
    marked = f"«정부|Ministry»는 «홍길동|Person» {title} 주재로 «로봇 회의|Event»를 열었다."
    assert role(nlp, "LEADS", marked, "홍길동", "로봇 회의") == "주재"
    assert role(nlp, "LEADS", marked, "정부", "로봇 회의") == "개최"


@pytest.mark.parametrize(("label", "expected"), [("Fund", "설립"), ("Program", "수립")])
def test_bodies_are_founded_and_plans_drawn_up(nlp, label: str, expected: str) -> None:
    assert role(nlp, "LEADS", f"«정부|Ministry»는 «로봇 성장안|{label}»을 세웠다.", "정부", "로봇 성장안") == expected
