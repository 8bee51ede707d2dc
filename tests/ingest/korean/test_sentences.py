import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.korean.sentences import sentences
from ingest.korean.tokenizer import blank, morphs

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, morphs(text))]


def shape(text: str) -> list[tuple[str, int, int | None, str]]:
    return [(s.role, s.level, s.parent, text[s.start : s.end]) for s in sentences(text, morphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("정부가 나섰다. 기업도 따랐다.", ["정부가 나섰다.", "기업도 따랐다."]),
        ("M.AX 얼라이언스에 2.1조원을 쓴다. 내년이다.", ["M.AX 얼라이언스에 2.1조원을 쓴다.", "내년이다."]),
        ("사업비는 222억원. 창원에 공장을 짓는다.", ["사업비는 222억원.", "창원에 공장을 짓는다."]),
        (
            "계획은 2025. 6. 10.(화) 확정됐다. 이어 공고가 났다.",
            ["계획은 2025. 6. 10.(화) 확정됐다.", "이어 공고가 났다."],
        ),
        ("누가 돈을 대나? 정부다!", ["누가 돈을 대나?", "정부다!"]),
        ("계획을 밝혔다.이어 예산도 공개했다.", ["계획을 밝혔다.", "이어 예산도 공개했다."]),
        ("계획을 밝혔다.21일 예산도 공개했다.", ["계획을 밝혔다.", "21일 예산도 공개했다."]),
    ],
)
def test_a_full_stop_ends_a_sentence_only_where_it_is_one(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        '김 장관은 "예산을 늘렸다. 내년에도 늘린다."며 "함께 가자"고 말했다.',
        "그는 “돈은 충분하다.”라고 말했다.",
        "산업부(옛 이름은 산업통상자원부다. 지난달 바뀌었다.)는 계획을 냈다.",
    ],
)
def test_a_sentence_inside_a_quotation_or_brackets_is_not_split_off(text: str) -> None:
    assert cut(text) == [text]


def test_a_quotation_that_stands_alone_is_cut_into_its_own_sentences() -> None:
    assert cut('"조직부터 손봤다. 예산은 그다음이다." 그는 웃었다.') == [
        '"조직부터 손봤다.',
        '예산은 그다음이다."',
        "그는 웃었다.",
    ]


def test_outline_markers_give_levels_and_parents_and_are_left_out_of_the_sentence() -> None:
    text = (
        "조선업에 AI를 심는다\n\n"
        "□ 산업부는 사업을 공고했다. 접수는 내달까지다.\n"
        " ㅇ 실증에 30억원을 쓴다.\n"
        "   - 거제 조선소가 참여한다.\n"
        "   * 올해 처음 생긴 사업\n"
        " ㅇ 교육도 한다.\n"
        "□ 문의는 받지 않는다.\n"
    )
    assert shape(text) == [
        ("heading", 0, None, "조선업에 AI를 심는다"),
        ("item", 1, 0, "산업부는 사업을 공고했다."),
        ("item", 1, 0, "접수는 내달까지다."),
        ("item", 2, 1, "실증에 30억원을 쓴다."),
        ("item", 3, 3, "거제 조선소가 참여한다."),
        ("item", 4, 4, "올해 처음 생긴 사업"),
        ("item", 2, 1, "교육도 한다."),
        ("item", 1, 0, "문의는 받지 않는다."),
    ]


def test_table_rows_stand_under_the_table_heading() -> None:
    text = "[표] 예산(단위: 억원)\n내역사업 | 예산\n스마트공장 보급 | 4150\n"
    assert shape(text) == [
        ("heading", 0, None, "[표] 예산(단위: 억원)"),
        ("item", 1, 0, "내역사업 | 예산"),
        ("item", 1, 0, "스마트공장 보급 | 4150"),
    ]


def test_text_after_a_table_does_not_stand_under_its_heading() -> None:
    text = "예산이 는다\n\n[표] 예산\n스마트공장 | 4150\n\n정부는 예산을 늘린다.\n"
    assert shape(text)[-1] == ("body", 0, None, "정부는 예산을 늘린다.")


def test_a_list_stands_under_the_sentence_that_introduces_it() -> None:
    text = "분과장은 다음과 같다.\n\n▲제조 분과 - 홍길동 대표\n▲물류 분과 - 성춘향 대표\n\n▲바다 분과\n"
    assert [parent for _, _, parent, _ in shape(text)] == [None, 0, 0, 0]


def test_questions_of_an_interview_head_their_answers() -> None:
    text = "―사업비는 얼마인가.\n100억원이다. 정부가 낸다.\n"
    assert shape(text) == [
        ("heading", 0, None, "사업비는 얼마인가."),
        ("body", 0, 0, "100억원이다."),
        ("body", 0, 0, "정부가 낸다."),
    ]


def test_a_subtitle_between_dashes_loses_them() -> None:
    assert shape("- 6대 위원회 구성, 내달 발족 -\n\n정부가 위원회를 꾸린다.")[0] == (
        "heading",
        0,
        None,
        "6대 위원회 구성, 내달 발족",
    )


def test_a_hard_wrapped_line_goes_on_in_the_next() -> None:
    text = "산업통상자원부는 올해 인공지능 자율제조 사업에 예산을\n투입한다고 밝혔다.\n"
    assert cut(text) == [text.strip()]


def test_a_title_that_ends_like_a_clause_does_not_run_into_the_paragraph_under_it() -> None:
    title = "철강 특화 AI에 30조원…제철소에 자본 쏟는다"
    first = "정부는 철강 특화 AI에 5년간 30조원을 쓰는 계획을 발표했고, 제철소 다섯 곳이 먼저 참여한다고 밝혔다."
    assert shape(f"{title}\n{first}") == [("heading", 0, None, title), ("body", 0, None, first)]


def test_a_line_that_only_repeats_the_one_before_it_is_not_read_again() -> None:
    text = "» 제철소에 로봇 100대\n\n제철소에 로봇 100대\n\n정부가 제철소에 로봇을 들인다."
    assert [role for role, *_ in shape(text)] == ["heading", "boilerplate", "body"]


def test_rows_of_a_menu_are_boilerplate_with_the_name_among_them() -> None:
    text = "제철소에 로봇 100대\n\n• 홍길동\n• 입력: 2026.01.02\n• 이메일\n• 페이스북\n정부가 로봇을 들인다."
    assert [role for role, *_ in shape(text)] == ["heading", *["boilerplate"] * 4, "body"]


def test_a_list_with_one_row_of_boilerplate_is_read() -> None:
    text = "제철소에 로봇 100대\n\n• 용접 로봇 30대\n• 이메일\n• 검사 로봇 70대\n"
    assert [role for role, *_ in shape(text)] == ["heading", "item", "boilerplate", "item"]


def test_boilerplate_is_marked_and_the_text_beside_it_is_not() -> None:
    text = (
        "<앵커> 정부가 센터를 짓습니다.\n\n"
        "[사진] 착공식 참석자들이 기념촬영을 하고 있다. 산업부 제공\n\n"
        "관련기사\n\n"
        "센터 부지는 어디로\n\n"
        "센터는 내년에 문을 연다. 홍길동 기자 hong@example.com\n"
        "ⓒ 무단전재 및 재배포 금지\n"
    )
    assert [(role, said) for role, _, _, said in shape(text)] == [
        ("boilerplate", "<앵커>"),
        ("body", "정부가 센터를 짓습니다."),
        ("boilerplate", "[사진] 착공식 참석자들이 기념촬영을 하고 있다. 산업부 제공"),
        ("boilerplate", "관련기사"),
        ("boilerplate", "센터 부지는 어디로"),
        ("body", "센터는 내년에 문을 연다."),
        ("boilerplate", "홍길동 기자 hong@example.com"),
        ("boilerplate", "ⓒ 무단전재 및 재배포 금지"),
    ]


def test_paragraphs_are_counted_by_blank_lines() -> None:
    found = sentences("하나다.\n둘이다.\n\n셋이다.", morphs("하나다.\n둘이다.\n\n셋이다."))
    assert [s.paragraph for s in found] == [0, 0, 1]


def test_without_blank_lines_each_line_of_running_text_is_a_paragraph() -> None:
    text = "하나다. 둘이다.\n셋이다.\n넷이다.\n□ 다섯\n- 여섯\n일곱이다."
    assert [s.paragraph for s in sentences(text, morphs(text))] == [0, 0, 1, 2, 3, 3, 4]


def test_a_headline_with_its_subtitles_heads_no_section() -> None:
    text = "제철소에 로봇 100대\n예산 20억원\n\n정부가 로봇을 들인다.\n\n추진 배경\n\n제철소가 늙었다.\n"
    assert [parent for _, _, parent, _ in shape(text)] == [None, None, None, None, 3]


def test_an_outline_under_a_headline_stands_under_it() -> None:
    assert [parent for _, _, parent, _ in shape("제철소에 로봇 100대\n□ 예산 20억원\n○ 내년 30억원\n")] == [None, 0, 1]


def test_an_outline_goes_on_behind_a_list_of_other_articles() -> None:
    text = "정부가 로봇을 들인다.\n\n관련기사\n로봇 시험소 연다\n• 로봇 학교 연다\n\n□ 예산 20억원\n- 내년 30억원\n"
    roles = ["body", *["boilerplate"] * 2, "item", "item", "item"]
    assert [role for role, *_ in shape(text)] == roles
    text = text.replace("로봇 시험소", "• 로봇 시험소")
    assert [role for role, *_ in shape(text)] == ["body", *["boilerplate"] * 3, "item", "item"]


def test_the_first_words_of_another_article_do_not_end_a_list_of_them() -> None:
    text = (
        "정부가 로봇을 들인다.\n\n관련기사\n로봇 시험소 연다\n부산에 시험소를 연다. 예산은…\n\n공사는 내년에 끝난다.\n"
    )
    assert [role for role, *_ in shape(text)] == ["body", *["boilerplate"] * 3, "body"]


def test_what_is_none_of_the_article_is_told_from_its_captions() -> None:
    text = "가나일보\n로그인\n정부가 로봇을 들인다.\n[사진=제철소]\n예산은 20억원이다.\nⓒ 무단전재 금지\n로봇 학교\n"
    found = sentences(text, morphs(text))
    assert [s.foreign for s in found] == [True, True, False, False, False, True, True]


def test_the_title_above_an_article_is_left_out() -> None:
    text = "제철소에 로봇 100대\n예산 20억원\n정부가 로봇을 들인다.\n"
    found = sentences(text, morphs(text), "제철소에 로봇 100대")
    assert [(s.role, s.foreign) for s in found] == [("boilerplate", True), ("heading", False), ("body", False)]


def test_the_component_sets_the_sentences() -> None:
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    doc = nlp("정부가 나섰다. 기업도 따랐다.")
    assert [(s.start, s.end) for s in doc._.sentences] == [(0, 8), (9, 17)]


@settings(max_examples=60)
@given(st.text(alphabet='정부가 한다.다"“”()[]□ㅇ-*1.|\n?A·…', max_size=80))
def test_sentences_are_in_order_without_overlap_and_lose_no_letter(text: str) -> None:
    found = sentences(text, morphs(text))
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in found)
    covered = "".join(text[s.start : s.end] for s in found)
    assert covered.count("정") == text.count("정")
    assert all(s.parent is None or s.parent < i for i, s in enumerate(found))


@pytest.mark.skipif(not SEEDS.exists(), reason="the seeds lie beside a checkout of the project only")
def test_the_seeds_text_after_a_related_articles_head_is_read() -> None:
    text = (SEEDS / "S01.txt").read_text("utf-8")
    found = sentences(text, morphs(text))
    after = text.index("관련기사")
    assert [s.role for s in found if s.start == after] == ["boilerplate"]
    assert {s.role for s in found if s.start > after} == {"body"}
