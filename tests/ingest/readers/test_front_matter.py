import pytest

from graph.errors import InputError
from ingest.readers.front_matter import split_front_matter


def split(*lines: str) -> tuple[dict[str, str], str]:
    return split_front_matter("\n".join(lines))


def test_a_text_without_front_matter_is_all_body() -> None:
    assert split("", "본문이다.", "") == ({}, "본문이다.")


def test_values_are_texts_as_they_stand() -> None:
    meta, body = split("---", "id: 007", "published_on: 2025-01-22", 'title: "산업 AI: 10대 과제"', "---", "", "본문")
    assert meta == {"id": "007", "published_on": "2025-01-22", "title": "산업 AI: 10대 과제"}
    assert body == "본문"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ('title: "AI 팩토리" 100곳 넘었다', '"AI 팩토리" 100곳 넘었다'),
        ("title: [종합] 산업부, 7천억 투입", "[종합] 산업부, 7천억 투입"),
        (r'title: "산업\확산 "10대" 과제"', r'산업\확산 "10대" 과제'),
        ("title: 'AI' 얼라이언스: 출범", "'AI' 얼라이언스: 출범"),
        ("title: 100% 국산: '다크팩토리", "100% 국산: '다크팩토리"),
    ],
)
def test_a_headline_that_yaml_refuses_is_still_a_headline(line: str, title: str) -> None:
    assert split("---", "id: a", line, "---", "본문") == ({"id": "a", "title": title}, "본문")


def test_fields_without_a_value_are_not_there() -> None:
    assert split("---", "id: a", "url:", "title: null", "license: ~", "---", "본문")[0] == {"id": "a"}


def test_lists_and_comments_of_other_tools_do_no_harm() -> None:
    assert split("---", "# from an export", "id: a", "tags:", "  - AI", "title: [속보] 7천억", "---", "본문")[0] == {
        "id": "a",
        "title": "[속보] 7천억",
    }


def test_an_unclosed_block_is_refused() -> None:
    with pytest.raises(InputError, match="never closed"):
        split("---", "title: 산업 AI", "", "본문이다.")


def test_a_line_that_is_no_field_is_named() -> None:
    with pytest.raises(InputError, match=r"line 3 is no 'key: value': '이것은 아니다'"):
        split("---", "title: [산업", "이것은 아니다", "---", "본문")


def test_a_thematic_break_at_the_top_is_no_front_matter() -> None:
    assert split("---", "본문의 첫 줄이다.", "---", "둘째 줄이다.") == ({}, "---\n본문의 첫 줄이다.\n---\n둘째 줄이다.")
    assert split("---", "https://example.com/a", "---")[0] == {}


def test_a_rule_inside_the_body_stays() -> None:
    assert split("---", "id: a", "---", "앞", "---", "뒤")[1] == "앞\n---\n뒤"
