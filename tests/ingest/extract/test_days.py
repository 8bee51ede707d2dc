"""The day on which one thing came after another."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.extract.days import date_of
from ingest.extract.instances import Instance
from ingest.extract.pairs import read
from tests.ingest.extract.marked_text import pipeline, read_marked


@pytest.fixture(scope="module")
def nlp():
    return pipeline()


@pytest.mark.parametrize(
    ("marked", "day"),
    [
        # between the two, not that of the first one's beginning
        ("1987년 문을 연 «가 연구원|Organization»은 2006년 «나 연구원|Organization»으로 이름을 고쳤다.", "2006"),
        ("«가 위원회|Committee»가 그해 9월 26일 «나 위원회|Committee»로 격상됐다.", "2024-09-26"),
        # behind both, before the verb
        ("30일 법이 의결됨에 따라 «가 청|Ministry»은 «나 처|Ministry»로 10월 1일 간판을 바꿔 단다.", "2025-10-01"),
        # that of the reform, where the sentence tells none
        ("개편안은 10월 1일부터 시행된다. «가 국|Division»은 «나 실|Division»로 격상된다.", "2025-10-01"),
        ("10월 1일 회의가 열렸다. «가 국|Division»은 «나 실|Division»로 격상된다.", None),
        ("개편안은 10월 1일부터 시행된다. «가 사업|Program»은 «나 사업|Program»으로 이름을 바꾼다.", None),
        # of what one of them did before
        ("2019년 두 곳에서 첫발을 뗀 «가 사업|Program»을 7월 «나 사업|Program»으로 바꿨다.", "2025-07"),
    ],
)
def test_a_change_happens_at_the_time_nearest_to_it(nlp, marked: str, day: str | None) -> None:
    text = marked.replace("그해", "2024년")
    reading = read(read_marked(nlp, text))
    earlier, later = reading.mentions[0][0], reading.mentions[1][0]
    assert date_of(reading, "SUCCEEDS", Instance(0, later, earlier), date(2025, 9, 30)) == day


def test_a_body_approves_on_no_day_of_another_bodys_sitting(nlp) -> None:
    told = (
        "«로봇 사업|Program»은 «국무회의|Committee»에서 의결됐으며 "
        "오는 22일 열리는 «총괄위원회|Committee»에서 확정된다."
    )
    reading = read(read_marked(nlp, told))
    programme, *bodies = (row[0] for row in reading.mentions)
    days = [date_of(reading, "APPROVES", Instance(0, body, programme), date(2025, 8, 19)) for body in bodies]
    assert days == [None, "2025-08-22"]
