"""In which office somebody holds a position, as the text has it."""

from __future__ import annotations

import pytest

from ingest.extract.instances import Instance
from ingest.extract.pairs import read
from ingest.extract.posts import title_of
from tests.ingest.extract.marked_text import pipeline, read_marked


@pytest.fixture(scope="module")
def nlp():
    return pipeline()


def held(nlp, marked: str, person: str, body: str) -> str | None:
    reading = read(read_marked(nlp, marked))
    found = {node.name: reading.mentions[i] for i, node in enumerate(reading.nodes)}
    return title_of(reading, Instance(0, found[person][0], found[body][-1]))


@pytest.mark.parametrize(
    ("marked", "person", "body", "title"),
    [
        ("«김정관|Person» «산업통상부|Ministry» 장관이 말했다.", "김정관", "산업통상부", "장관"),
        ("«산업통상부|Ministry»(장관 «김정관|Person»)는 10일 회의를 열었다.", "김정관", "산업통상부", "장관"),
        ("«산업통상부|Ministry» «김정관|Person» 장관이 말했다.", "김정관", "산업통상부", "장관"),
        ("«석종건|Person» «방위사업청|Ministry»장은 말했다.", "석종건", "방위사업청", "청장"),
        ("«박완수|Person» «경남=경상남도|Organization»지사가 왔다.", "박완수", "경상남도", "도지사"),
        ("«이철수|Person» «산업부=산업통상부|Ministry» 산업정책실장은 말했다.", "이철수", "산업통상부", "산업정책실장"),
        (
            "«배경훈|Person» 부총리 겸 «과기정통부=과학기술정보통신부|Ministry» 장관은 말했다.",
            "배경훈",
            "과학기술정보통신부",
            "부총리 겸 장관",
        ),
        ("«김 장관=김정관|Person»은 «산업통상부|Ministry»에서 말했다.", "김정관", "산업통상부", "장관"),
        (
            "«AI 팩토리 분과|Division»의 분과장은 «이성아|Person» «현대자동차|Organization» 대표가 맡는다.",
            "이성아",
            "AI 팩토리 분과",
            "분과장",
        ),
        (
            "«최상목|Person» «정부=대한민국 정부|Ministry» 대통령 권한대행이 왔다.",
            "최상목",
            "대한민국 정부",
            "대통령 권한대행",
        ),
        (
            "«김영태|Person» «서울대병원장=서울대학교병원|Organization» 등 민간위원이 왔다.",
            "김영태",
            "서울대학교병원",
            "원장",
        ),
        ("«명다은|Person» «해남군수=해남군|Organization»는 말했다.", "명다은", "해남군", "군수"),
        ("«신혜진|Person» «청주부시장=청주시|Organization»이 왔다.", "신혜진", "청주시", "부시장"),
        ("«이명희|Person» «금융위=금융위원회|Ministry»원장은 말했다.", "이명희", "금융위원회", "위원장"),
        (
            "«유재석|Person» «핵융합연구소=국가핵융합연구소|Organization»장이 왔다.",
            "유재석",
            "국가핵융합연구소",
            "소장",
        ),
        (
            "«주영훈|Person» «혁신본부장=혁신본부|Division»이 왔다.",
            "주영훈",
            "혁신본부",
            "본부장",
        ),
        ("«허승호|Person» «소방청|Ministry»장 직무대행은 말했다.", "허승호", "소방청", "청장 직무대행"),
        ("«안병준|Person» «지엔씨에너지|Organization» 대표이사가 왔다.", "안병준", "지엔씨에너지", "대표이사"),
        (
            "«이정수|Person» «농식품부=농림축산식품부|Ministry» «농업정책과장=농업정책과|Division»은 말했다.",
            "이정수",
            "농림축산식품부",
            "농업정책과장",
        ),
        (
            "«김두진|Person» «울산시장=울산광역시|Organization», «신재호|Person» «한빛|Organization» 전무가 왔다.",
            "김두진",
            "울산광역시",
            "시장",
        ),
        (
            "«한국배터리협회|Organization»(협회장 «김동식|Person» «한빛|Organization» 사장)는 환영했다.",
            "김동식",
            "한국배터리협회",
            "협회장",
        ),
        ("«우주항공청|Ministry»의 초대 청장에는 «윤상빈|Person» 교수가 취임했다.", "윤상빈", "우주항공청", "청장"),
    ],
)
def test_the_title_is_the_office_as_written(nlp, marked: str, person: str, body: str, title: str) -> None:
    assert held(nlp, marked, person, body) == title


CHAIRS = (
    "«산업위=산업위원회|Committee»가 출범했다. 위원장은 «최정현|Person» 교수가 맡고, «박용준|Person» 교수와 "
    "«노진혁|Person» 이사가 분과장으로 활동한다."
)
TWO = (
    "«산업위=산업위원회|Committee»가 출범했다. «이재훈|Person» 대통령이 위원장을, "
    "«임문주|Person» «미래전환|Organization» 대표가 상근 부위원장을 맡았다."
)
LIST = (
    "«전략위=전략위원회|Committee»의 공동위원장은 «서진수|Person» 회장이 맡았고, «이병호|Person» "
    "«지방위=지방위원회|Committee» 위원장도 함께한다."
)


@pytest.mark.parametrize(
    ("marked", "person", "body", "title"),
    [
        (CHAIRS, "최정현", "산업위원회", "위원장"),
        (CHAIRS, "박용준", "산업위원회", "분과장"),
        (CHAIRS, "노진혁", "산업위원회", "분과장"),
        (TWO, "이재훈", "산업위원회", "위원장"),
        (TWO, "임문주", "산업위원회", "상근 부위원장"),
        (TWO, "임문주", "미래전환", "대표"),
        (LIST, "서진수", "전략위원회", "공동위원장"),
        (LIST, "이병호", "지방위원회", "위원장"),
        (
            "«산업위=산업위원회|Committee»가 열렸다. «장윤호|Person» 위원장은 연임됐다.",
            "장윤호",
            "산업위원회",
            "위원장",
        ),
    ],
)
def test_who_sits_in_a_body_has_the_office_that_the_sentence_gives_him(
    nlp, marked: str, person: str, body: str, title: str
) -> None:
    assert held(nlp, marked, person, body) == title


def test_who_is_only_named_with_a_body_has_no_title(nlp) -> None:
    assert held(nlp, "«김민수|Person»가 «한빛|Organization»을 찾았다.", "김민수", "한빛") is None
