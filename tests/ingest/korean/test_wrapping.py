"""Lines that a margin broke."""

from __future__ import annotations

import textwrap
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.korean.wrapping import unwrapped

PROSE = (
    "산업통상부는 24일 서울에서 제조 AX 얼라이언스 총회를 열고 내년 예산으로 7천억원을 편성한다고 밝혔다. "
    "장관은 인공지능 팩토리 사업을 2030년까지 500곳으로 늘리겠다고 말했고, 참여 기업은 1천 곳을 넘는다. "
    "과학기술정보통신부와 중소벤처기업부도 함께하며, 두 부처는 휴머노이드 로봇에 쓰는 반도체를 개발하는 데 힘을 모은다."
)
ITEMS = "□ 인공지능 팩토리 선도사업 추진계획\n○ 예산 규모\n - 총사업비 3000억원"


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def wrapped(text: str, most: int, width=len) -> str:
    """Break a text at its blanks into lines of a width."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}".lstrip()
        if width(joined) > most and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = joined
    return "\n".join(lines)


@pytest.mark.parametrize("most", [28, 36, 40, 60])
def test_lines_of_a_wrapped_text_are_joined(most: int) -> None:
    broken = "\n".join(textwrap.wrap(f"{PROSE} {PROSE}", most))
    ends = [at for at, char in enumerate(broken) if char == "\n" and broken[at - 1] != "."]
    assert ends
    assert all(unwrapped(broken)[at] == " " for at in ends)


@pytest.mark.parametrize("most", [60, 72, 80])
def test_a_width_may_be_counted_in_columns(most: int) -> None:
    found = unwrapped(wrapped(PROSE, most, columns))
    assert found.replace(".\n", ". ") == PROSE


def test_a_word_that_is_wider_than_the_lines_keeps_no_others_apart() -> None:
    names = "현대자동차·LG전자·두산로보틱스·대동·한국항공우주산업·삼성중공업·한화오션이"
    text = f"{PROSE[:-1]} 하며 {names} 참여하는 협의체도 이달 안에 꾸린다."
    assert unwrapped(wrapped(text, 30)).replace(".\n", ". ") == text


def test_paragraphs_items_and_headings_of_a_wrapped_text_keep_their_lines() -> None:
    body = wrapped(PROSE, 40)
    found = unwrapped(f"제조 AX 얼라이언스 총회 열려\n{body}\n\n{ITEMS}\n\n{body}")
    assert found.startswith("제조 AX 얼라이언스 총회 열려\n산업통상부는")
    assert f"모은다.\n\n{ITEMS}\n\n산업통상부는" in found


@pytest.mark.parametrize(
    "text",
    [
        PROSE.replace(". ", ".\n"),
        f"{PROSE}\n{PROSE}",
        "\n".join(
            [
                "로봇산업 협의체가 새로 꾸린 분과 명단",
                "반도체산업 협의체가 꾸린 분과의 명단",
                "조선산업 협의체가 새로 꾸린 분과 명단",
            ]
            * 2
        ),
        ITEMS,
        "기관 | 금액 | 비고가 되는 것들\n산업통상부 | 3000억원 | 내년 예산안\n중기부 | 200억원 | 추가경정예산.",
        "내년에 산업통상부가 쓰는\n인공지능 예산은 모두 합해\n7000억원이다.",
    ],
    ids=["a sentence a line", "a paragraph a line", "a list", "an outline", "a table", "cut for effect"],
)
def test_a_text_that_is_not_wrapped_stays(text: str) -> None:
    assert unwrapped(text) == text


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("과학기술정보통신부는 국가 AI 컴퓨팅센터 구축사업에 총 1조", "2,000억 원을 지원한다.", True),
        ("중소벤처기업부는 스마트공장 보급사업에 2026년까지 2천억", "원을 지원한다.", True),
        ("총사업비 1조", "2,000억 원", False),
        ("과학기술정보통신부는 국가 AI 컴퓨팅센터 구축사업에 총 1조", "2,000개 기업이 참여한다.", False),
        ("과학기술정보통신부는 국가 AI 컴퓨팅센터 구축사업에 총 1조", "원천기술을 개발한다.", False),
        ("국가 AI 컴퓨팅센터 사업에 들어갈 총사업비는 1조", "2,000억 원" + "을 지원한다" * 20, False),
    ],
)
def test_a_sum_that_a_line_end_cuts_in_two_is_one(before: str, after: str, joined: bool) -> None:
    assert unwrapped(f"{before}\n{after}") == f"{before}{' ' if joined else chr(10)}{after}"


def test_a_sum_may_be_cut_twice() -> None:
    text = "국가 AI 컴퓨팅센터 구축사업에 드는 돈은 모두 합해 1조\n2,000억\n원이다."
    assert unwrapped(text) == text.replace("\n", " ")


@given(st.text() | st.text("1조억원\n가나다. ", max_size=300))
def test_nothing_moves_and_only_line_ends_change(text: str) -> None:
    found = unwrapped(text)
    assert len(found) == len(text)
    assert all(one == other or (one, other) == ("\n", " ") for one, other in zip(text, found, strict=True))
