"""What stands above and below an article on its page."""

from __future__ import annotations

import pytest

from ingest.korean.boilerplate import kind_of
from ingest.korean.margins import outside

STORY = [
    "산업부가 로봇 공장 열 곳을 짓는다.",
    "",
    "올해 예산은 20억원이다. 내년에 더 늘린다.",
    "사업은 하반기에 시작한다.",
]
OTHER = "과기정통부, 새 연구소에 2조원 투입"


def left_out(page: list[str], title: str = "") -> list[str]:
    lines = [line for line in page if line]
    return [lines[n] for n in sorted(outside(lines, [kind_of(line) for line in lines], title))]


def test_short_lines_among_the_boilerplate_above_an_article_are_a_menu() -> None:
    page = [
        "가나일보",
        "로그인",
        "전체메뉴",
        "로봇 공장 열 곳 더 짓는다",
        "입력 2026.03.04 09:12",
        "예산은 20억",
        *STORY,
    ]
    assert left_out(page) == ["가나일보", "로그인", "전체메뉴"]


def test_without_boilerplate_above_it_nothing_is_a_menu() -> None:
    assert left_out(["로봇 공장", *STORY]) == []


def test_who_gives_out_a_press_release_is_no_menu() -> None:
    assert left_out(["산업통상부", "보도자료", *STORY]) == []


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("로봇 공장 열 곳 더 짓는다", "로봇 공장 열 곳 더 짓는다"),
        ("<「로봇 공장」 열 곳 더 짓는다>", "로봇 공장 열 곳 더 짓는다"),
        ("로봇 공장 열 곳 더 짓는다 - 가나일보", "로봇 공장 열 곳 더 짓는다"),
        ("로봇 공장 열 곳 더 짓는다", "로봇 공장 열 곳 더 짓는다 | 가나일보"),
    ],
)
def test_a_line_that_repeats_the_title_is_left_out(line: str, title: str) -> None:
    assert left_out([line, *STORY], title) == [line]


@pytest.mark.parametrize("title", ["", "로봇", "로봇 공장 열 곳 더 짓는다"])
def test_a_line_that_says_more_than_the_title_is_kept(title: str) -> None:
    assert left_out(["로봇 공장 열 곳 더 짓는다, 예산 20억원", *STORY], title) == []


@pytest.mark.parametrize(
    "end",
    [
        "홍길동 기자 hong@example.com",
        "홍길동 기자",
        "저작권자 © 가나일보 무단전재 및 재배포 금지",
        "Copyright ⓒ 가나일보. All rights reserved.",
    ],
)
def test_headlines_below_the_end_of_an_article_are_left_out(end: str) -> None:
    assert left_out([*STORY, end, OTHER])[-1] == OTHER


def test_an_article_of_one_line_ends_too() -> None:
    assert left_out([" ".join(line for line in STORY if line), "홍길동 기자", OTHER]) == [OTHER]


def test_an_end_that_is_glued_to_the_last_sentence_counts() -> None:
    assert left_out([*STORY, "공사는 내년에 끝난다. 홍길동 기자 hong@example.com", OTHER]) == [OTHER]


def test_a_sentence_below_the_end_belongs_to_the_article() -> None:
    more = "한편 산업부는 로봇 시험소도 짓는다."
    assert left_out([*STORY, "홍길동 기자", more, "시험소 예산 5억"]) == []


def test_nothing_belongs_to_the_article_below_a_list_of_others() -> None:
    page = [*STORY, "홍길동 기자", "관련기사", OTHER, "과기정통부가 새 연구소에 2조원을 쓴다."]
    assert left_out(page) == page[-3:]


def test_what_readers_say_is_none_of_the_article() -> None:
    page = [*STORY, "홍길동 기자", "댓글 2", "과기정통부가 새 연구소에 2조원을 쓴다니 기쁘다.", "좋아요 1"]
    assert left_out(page) == page[-3:]
    assert left_out(["댓글 2", *STORY]) == []


def test_what_is_cut_off_is_no_sentence_of_the_article() -> None:
    page = [*STORY, "홍길동 기자", "과기정통부가 새 연구소를 연다. 예산은 2조원으로…"]
    assert left_out(page) == page[-1:]


@pytest.mark.parametrize("opened", ["[표] 로봇 공장", "※ 표 : 로봇 공장", "붙임 1. 로봇 공장 개요"])
def test_a_table_or_an_annex_below_the_end_is_of_the_article(opened: str) -> None:
    assert left_out([*STORY, "홍길동 기자", opened, "로봇 / 10곳 / 20억원"]) == []


def test_a_reporter_named_above_the_article_does_not_end_it() -> None:
    assert left_out(["홍길동 기자", *STORY, "예산 20억원"]) == []


def test_several_headlines_behind_the_last_sentence_are_of_other_articles() -> None:
    others = [OTHER, "기재부 '새 기금 3조원 조성'"]
    assert left_out([*STORY, *others]) == others
    assert left_out([*STORY, "홍길동 산업부 장관"]) == []
    assert left_out([*STORY, "□ 사업비", "로봇 공장 20억원"]) == []


def test_a_text_without_a_sentence_has_no_margins() -> None:
    assert left_out(["로봇 공장", "로그인", "예산 | 20억원"]) == []
