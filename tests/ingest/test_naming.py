import pytest

from ingest.naming import is_alias, is_generic, is_no_name, key, shown


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("Program", "AI 자율제조 선도 프로젝트", "「인공지능 자율제조 선도프로젝트」"),
        ("Program", "2025년 스마트공장 보급사업", "2026년도 스마트공장 보급 사업"),
        ("Program", "'26년 스마트공장 보급사업", "스마트공장 보급사업"),
        ("Program", "2025년 3차 산업혁신기반구축사업", "산업혁신기반구축사업"),
        ("Program", "제4차 지능형 로봇 기본계획", "4차 지능형 로봇 기본계획"),
        ("Program", "소재·부품·장비 기본계획('21~'25)", "소부장 기본계획(2021∼2025)"),
        ("Program", "1998~2002 정보화 계획", "'98~'02 정보화 계획"),
        ("Program", "철강산업 고도화 방안(안)", "철강산업 고도화 방안"),
        ("Program", "미래차 부품 생태계 조성 사업", "미래차 부품 생태계 조성"),
        ("Program", "AX(인공지능 전환) 시험거리 구축사업", "AX 시험거리 구축"),
        ("Program", "공정 소프트웨어(SW) 표준화 사업", "공정 SW 표준화 사업"),
        ("Event", "K-배터리 연합 출범", "K-배터리 연합 출범식"),
        ("Committee", "국가인공지능위원회", "국가AI위원회"),
    ],
)
def test_spellings_of_one_thing_share_a_key(label: str, one: str, other: str) -> None:
    assert key(label, one) == key(label, other)


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("Program", "제4차 지능형 로봇 기본계획", "제5차 지능형 로봇 기본계획"),
        ("Program", "스마트제조혁신 2.0", "스마트제조혁신 3.0"),
        ("Program", "2025년 예산안", "2026년 예산안"),
        ("Program", "2022년 지능형 로봇 실행계획", "2023년 지능형 로봇 실행계획"),
        ("Program", "딥테크 팁스", "딥테크 팁스 사업"),
        ("Program", "AI 바우처", "데이터 바우처"),
        ("Program", "확산 지원 사업", "확산 지원"),
        ("Program", "방산 창업사업", "방산 창업"),
        ("Event", "제3차 AI 산업정책위원회", "제4차 AI 산업정책위원회"),
        ("Person", "김인공지능", "김AI"),
    ],
)
def test_different_things_keep_different_keys(label: str, one: str, other: str) -> None:
    assert key(label, one) != key(label, other)


def test_a_name_is_shown_without_its_round_and_its_quotation_marks() -> None:
    assert shown("Program", "「2025년 스마트공장 보급사업」") == "스마트공장 보급사업"
    assert shown("Program", "2026년 예산안") == "2026년 예산안"
    assert shown("Event", "2026년 시무식") == "2026년 시무식"


@pytest.mark.parametrize(
    ("label", "written", "expected"),
    [
        ("Event", "가운데 K-배터리 포럼 제2차 총회", "K-배터리 포럼 제2차 총회"),
        ("Committee", "현판식과 함께 배터리정책심의회", "배터리정책심의회"),
        ("Division", "이날 시험·인증 분과", "시험·인증 분과"),
        ("Program", "날개 단 조선", "날개 단 조선"),
        ("Organization", "함께 일하는 재단", "함께 일하는 재단"),
    ],
)
def test_a_name_is_shown_without_the_words_of_the_sentence_before_it(label: str, written: str, expected: str) -> None:
    assert shown(label, written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("K-배터리 연합’ 출범식", "K-배터리 연합 출범식"),
        ("로봇·자동차' 간담회", "로봇·자동차 간담회"),
        ("동남권 <로봇 전환", "동남권 로봇 전환"),
        ("‘배터리’와 ‘로봇’ 포럼", "배터리와 로봇 포럼"),
        ("로봇 ‘배터리’ 포럼", "로봇 ‘배터리’ 포럼"),
        ("로봇 ’26년 포럼", "로봇 ’26년 포럼"),
    ],
)
def test_half_a_pair_of_marks_is_no_part_of_a_name(written: str, expected: str) -> None:
    assert shown("Event", written) == expected


@pytest.mark.parametrize(
    ("label", "name", "expected"),
    [
        ("Division", "표준분과", True),
        ("Division", "미래산업 분과", True),
        ("Division", "제조AI확산TF", False),
        ("Event", "업무협약", True),
        ("Event", "제1차 정기총회", True),
        ("Event", "M.AX 얼라이언스 제1차 정기총회", False),
        ("Committee", "총괄위원회", True),
        ("Committee", "국가데이터정책위원회", False),
        ("Program", "종합계획", True),
        ("Program", "1단계 사업", True),
        ("Program", "전환(AX) 확산", True),
        ("Program", "인공지능 전환(AX) 확산", False),
        ("Program", "디지털 뉴딜", False),
        ("Fund", "펀드", True),
        ("Ministry", "산업부", False),
    ],
)
def test_general_names_are_known(label: str, name: str, *, expected: bool) -> None:
    assert is_generic(label, name) is expected


@pytest.mark.parametrize(
    ("label", "name", "expected"),
    [
        ("Program", "국가 정책사업", True),
        ("Program", "국책과제", True),
        ("Program", "오픈랜 국책과제", False),
        ("Organization", "정책사업", False),
        ("Person", "김재철AI대학원", True),
        ("Person", "최 대행", True),
        ("Person", "김재철", False),
        ("Organization", "김재철AI대학원", False),
    ],
)
def test_what_a_programme_is_made_and_where_somebody_works_is_no_name(label: str, name: str, *, expected: bool) -> None:
    assert is_no_name(label, name) is expected


@pytest.mark.parametrize(
    ("label", "name", "written", "expected"),
    [
        ("Ministry", "산업통상부", "산업부", True),
        ("Organization", "한국산업기술진흥원", "산업기술진흥원", True),
        ("Organization", "인공지능안전연구소", "AI안전연구소장", False),
        ("Ministry", "대한민국 정부", "국비", False),
        ("Division", "윤리안전 분과", "윤리안전", False),
        ("Fund", "ABB 성장펀드", "성장펀드", False),
        ("Program", "스마트공장 보급·확산 사업", "보급·확산 사업", False),
        ("Program", "국가AI컴퓨팅센터", "국가 AI 컴퓨팅 센터", True),
        ("Person", "김정관", "김 장관", False),
        ("Event", "국제전자제품박람회", "CES", True),
        ("Committee", "AI 산업정책위원회", "위원회", False),
    ],
)
def test_an_alias_means_the_thing_in_other_articles_too(label: str, name: str, written: str, *, expected: bool) -> None:
    assert is_alias(label, name, written) is expected
