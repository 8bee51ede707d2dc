from __future__ import annotations

from datetime import date

import pytest

from ingest.extract.instances import Instance
from ingest.extract.pairs import Reading, read
from ingest.extract.qualifiers import qualifiers
from tests.ingest.extract.marked_text import pipeline, read_marked


@pytest.fixture(scope="module")
def nlp():
    return pipeline()


def place(nlp, marked: str, subject: str, obj: str) -> tuple[Reading, Instance]:
    """Return the first place of a subject and the last one of an object."""
    reading = read(read_marked(nlp, marked))
    found = {node.name: reading.mentions[i] for i, node in enumerate(reading.nodes)}
    return reading, Instance(0, found[subject][0], found[obj][-1])


@pytest.mark.parametrize(
    ("marked", "day"),
    [
        ("«정부|Ministry»는 지난달 24일 «로봇 전략|Program»을 발표했다.", "2025-08-24"),
        ("«정부|Ministry»는 2023년 5월 «로봇 전략|Program»을 발표했다.", "2023-05"),
        ("«정부|Ministry»는 10일 «2026년도 예산안|Program»을 발표했다.", "2025-09-10"),
        ("«정부|Ministry»는 9일 회의를 열었다. «정부|Ministry»는 이날 «로봇 전략|Program»을 발표했다.", "2025-09-09"),
        ("«정부|Ministry»는 이날 «로봇 전략|Program»을 발표했다.", "2025-09-10"),
        ("«정부|Ministry»는 지난 5월 8일 발표한 «로봇 전략|Program»의 과제를 정했다고 10일 밝혔다.", "2025-05-08"),
        ("«정부|Ministry»는 9일 열린 «총회|Event»에서 «로봇 전략|Program»을 내놓았다.", "2025-09-09"),
        ("«정부|Ministry»는 9일 띄운 «협의회|Committee»와 «로봇 전략|Program»을 발표했다.", None),
    ],
)
def test_an_announcement_happens_at_the_time_beside_it(nlp, marked: str, day: str | None) -> None:
    reading, one = place(nlp, marked, "정부", "2026년도 예산안" if "예산안" in marked else "로봇 전략")
    one = Instance(0, reading.mentions[0][-1], one.object)
    assert qualifiers(reading, "ANNOUNCES", one, date(2025, 9, 10)).get("date") == day


def test_what_a_sitting_approved_was_approved_on_the_day_of_the_sitting(nlp) -> None:
    marked = "«국무회의|Committee»가 9일 열렸다. 안건은 셋이다. «로봇 전략|Program»도 통과됐다."
    reading, one = place(nlp, marked, "국무회의", "로봇 전략")
    assert qualifiers(reading, "APPROVES", one, date(2025, 9, 10)) == {"date": "2025-09-09"}
    assert "date" not in qualifiers(reading, "ANNOUNCES", one, date(2025, 9, 10))
    marked = "«국무회의|Committee»가 9일 열렸다. «국무회의|Committee»는 «로봇 전략|Program»을 의결했다."
    reading, one = place(nlp, marked, "국무회의", "로봇 전략")
    one = Instance(0, reading.mentions[0][-1], one.object)
    assert qualifiers(reading, "APPROVES", one, date(2025, 9, 10)) == {"date": "2025-09-09"}


def test_without_the_articles_date_a_relative_day_stays_unsaid(nlp) -> None:
    reading, one = place(nlp, "«정부|Ministry»는 이날 «로봇 전략|Program»을 발표했다.", "정부", "로봇 전략")
    assert qualifiers(reading, "ANNOUNCES", one, None) == {}


def test_the_role_is_what_the_verb_says(nlp) -> None:
    reading, one = place(nlp, "«정부|Ministry»는 «성장 펀드|Fund»를 조성한다.", "정부", "성장 펀드")
    assert qualifiers(reading, "LEADS", one, None) == {"role": "조성"}
    reading, one = place(nlp, "«KT|Organization»는 «업무협약식|Event»에 참석했다.", "KT", "업무협약식")
    assert qualifiers(reading, "PARTICIPATES_IN", one, None) == {"role": "참석"}


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("«가 위원회|Committee»는 «나 위원회|Committee»로 격상됐다.", "reorganised"),
        ("«가 위원회|Committee»는 이름을 «나 위원회|Committee»로 바꿨다.", "renamed"),
        ("«나 위원회|Committee»는 «가 위원회|Committee»의 후속이다.", "follows"),
    ],
)
def test_succession_is_renaming_reorganising_or_following(nlp, marked: str, kind: str) -> None:
    reading, one = place(nlp, marked, "나 위원회", "가 위원회")
    assert qualifiers(reading, "SUCCEEDS", one, None)["kind"] == kind


def test_the_day_on_which_a_part_began_is_not_the_day_of_the_whole(nlp) -> None:
    marked = "정부가 4월 4일 띄운 «가 협의회|Committee»가 «나 위원회|Committee»로 격상됐다."
    reading, one = place(nlp, marked, "나 위원회", "가 협의회")
    assert "date" not in qualifiers(reading, "SUCCEEDS", one, date(2024, 9, 8))
