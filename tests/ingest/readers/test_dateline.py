from datetime import date

import pytest

from ingest.readers.dateline import dateline

BODY = "\n\n".join(f"산업부는 {n}번째 계획을 2024년 3월 {n}일에 밝힌 바 있다고 설명했다." for n in range(1, 21))


@pytest.mark.parametrize(
    "line",
    [
        "기사승인 2025-12-24 15:34:37",
        "입력 2025.12.24 14:00 수정 2025.12.25 09:00",
        "등록 : 2025/12/24 10:00:00",
        "승인 2025.12.24",
        "발행일 2025년 12월 24일",
        "2025/12/24 14:30 송고",
        "[경제신문 유료서비스 2025년 12월 24일 16:16 게재]",
        "보도시점: 2025. 12. 24.(수) 11:00 이후",
        "보도시점 '25.12.24.(수) 11:00",
        "배포일시 : 2025. 12. 24.(수)",
        "2025. 12. 24.(수) 배포 | 관계부처 합동",
        "2025. 12. 24.(수) 15:00부터 보도하여 주시기 바랍니다.",
        "보 도 자 료 (대전광역시, 2025. 12. 24.)",
        "(서울=연합뉴스) 홍길동 기자 = 2025.12.24",
        "[서울=뉴시스 2025.12.24]",
        "○○○ 기자 audit@example.com | 2025.12.24 18:00",
        "2025-12-24",
    ],
)
def test_a_dateline_at_the_head_is_read(line: str) -> None:
    assert dateline(f"산업부, 7천억 투입\n\n{line}\n\n{BODY}") == date(2025, 12, 24)


@pytest.mark.parametrize(("short", "year"), [("'98", 1998), ("’61", 1961), ("'60", 2060), ("'00", 2000)])
def test_a_year_of_two_digits_above_60_is_of_the_last_century(short: str, year: int) -> None:
    assert dateline(f"제목\n\n기사입력 {short}.12.24\n\n{BODY}") == date(year, 12, 24)


@pytest.mark.parametrize("line", ["2025/12/24 14:30 송고", "홍길동 기자 hong@example.com 2025-12-24 18:00"])
def test_a_dateline_at_the_foot_is_read(line: str) -> None:
    assert dateline(f"{BODY}\n\n{line}") == date(2025, 12, 24)


@pytest.mark.parametrize(
    "line",
    [
        "(서울=연합뉴스) 홍길동 기자 = 2020년 7월 14일 나온 '한국판 뉴딜'의 한 축이다.",
        "산업부는 2025년 12월 24일 총회를 열었다.",
        "보고서는 2023년 3월 2일 배포했다.",
        "[사진] 장관이 발언하고 있다. 2026.2.10/뉴스1",
        " - 일시·장소 : 2023. 6. 2.(금) 13:30 / 구미시청 상황실",
        "최종수정 2025.12.24 10:00",
        "입력 2025.02.31",
        "김정관 장관",
    ],
)
def test_other_dates_are_no_datelines(line: str) -> None:
    assert dateline(f"{line}\n\n{BODY}") is None


def test_a_bare_date_counts_at_the_head_only() -> None:
    assert dateline(f"{BODY}\n\n2025-12-24") is None


def test_a_dateline_in_the_middle_does_not_count() -> None:
    assert dateline(f"{BODY}\n\n기사승인 2025-12-24\n\n{BODY}") is None


def test_the_day_of_sending_goes_before_the_hour_of_release() -> None:
    assert dateline("보도일시: 2023. 4. 27.(목) 조간 / 배포일시: 2023. 4. 26.(수)\n\n본문") == date(2023, 4, 26)


def test_what_a_newspaper_printed_goes_first() -> None:
    assert dateline("2023. 4. 26.(수) 배포\n본문\n기사승인 2023-04-28") == date(2023, 4, 28)
