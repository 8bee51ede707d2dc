from datetime import date

import pytest

from graph.errors import InputError
from graph.ids import text_hash
from ingest.readers.fields import make_article, parse_day

TEXT = "산업부가 내년 7천억원을 투입한다."


def test_the_article_carries_the_text_and_its_hash() -> None:
    article = make_article(f"\n {TEXT}\n", {}).article
    assert article.text == TEXT
    assert article.text_sha256 == text_hash(TEXT)


def test_the_id_is_the_sources_own() -> None:
    assert make_article(TEXT, {"id": "S01", "url": "https://example.com/1"}).article.id == "S01"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/view?no=7",
        "https://www.example.com/view/?no=7",
        "https://example.com/view?utm_source=news&no=7#comments",
        "https://EXAMPLE.com/view?no=7&OutUrl=google",
    ],
)
def test_one_article_under_several_spellings_of_its_url_has_one_id(url: str) -> None:
    assert (
        make_article(TEXT, {"url": url}).article.id
        == make_article("다른 글", {"url": "https://example.com/view?no=7"}).article.id
    )


def test_urls_that_differ_in_what_counts_have_ids_of_their_own() -> None:
    ids = {make_article(TEXT, {"url": f"https://example.com/view?no={n}"}).article.id for n in range(3)}
    assert len(ids) == 3


def test_a_text_without_id_and_url_has_the_id_of_its_hash() -> None:
    first, again, other = (make_article(text, {}).article.id for text in (TEXT, f"{TEXT}\n", TEXT + "!"))
    assert first == again == f"text-{text_hash(TEXT)[:16]}"
    assert other != first


def test_the_date_is_the_sources_own_then_the_option_then_the_dateline() -> None:
    text, day = f"입력 2025-01-03\n\n{TEXT}", date(2025, 1, 2)
    own = make_article(text, {"date": "2025-01-01"}, day=day)
    assert (own.article.published_on, own.dated_by) == (date(2025, 1, 1), "its source")
    option = make_article(text, {}, day=day)
    assert (option.article.published_on, option.dated_by) == (day, "--date")
    line = make_article(text, {})
    assert (line.article.published_on, line.dated_by) == (date(2025, 1, 3), "its dateline")
    assert make_article(TEXT, {}).dated_by is None


@pytest.mark.parametrize(
    "written",
    [
        "2025-12-24",
        "2025. 12. 24.(수)",
        "2025.12.24 14:00",
        "2025년 12월 24일",
        "20251224",
        "20251224140000",
        "2025-12-24T14:00:00+09:00",
        "2025-12-23T15:30:00Z",
        "2025-12-23T23:30:00.000+0000",
        "2025-12-23 23:30:00 +0000",
        "2025-12-23 23:30:00 +0000 (UTC)",
        "2025-12-23 23:30 GMT",
        "2025-12-23T23:30:00 UTC",
        "2025.12.23 23:30:00 +0000",
        "20251223T233000Z",
        "20251223T2330-0500",
        "2025-12-24 23:30:00 +0900",
        "2025-12-24 23:30:00 KST",
        "20251224T233000",
        "2025/12/24",
    ],
)
def test_dates_are_read_as_people_and_exports_write_them(written: str) -> None:
    assert parse_day(written) == date(2025, 12, 24)


@pytest.mark.parametrize(
    "written",
    ["어제", "2025-13-01", "2025-02-30", "2025-12-23T25:30:00Z", "24/12/2025", "2025", "1766534400", "2025-12"],
)
def test_what_is_no_date_is_refused_and_named(written: str) -> None:
    with pytest.raises(ValueError, match="is no date; write it as 2025-12-24"):
        parse_day(written)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"date": "언젠가"}, "date"), ({"id": "두 낱말"}, "id"), ({"id": "[unclosed"}, "id"), ({"title": ["a"]}, "title")],
)
def test_a_field_that_cannot_be_used_is_named(given: dict[str, object], field: str) -> None:
    with pytest.raises(InputError, match=f"has a field '{field}'"):
        make_article(TEXT, given)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# 산업 AI 확산 10대 과제\n\n본문이다.", "산업 AI 확산 10대 과제"),
        ("정부, 10대 과제 추진…AI반도체 개발\n\n본문이다.", "정부, 10대 과제 추진…AI반도체 개발"),
        ("산업부가 7천억원을 투입한다.\n\n본문이다.", None),
        ("한 줄\n바로 이어지는 줄", None),
        ("제목만", None),
    ],
)
def test_a_first_line_that_stands_alone_is_the_headline(text: str, title: str | None) -> None:
    assert make_article(text, {}).article.title == title


def test_a_given_title_goes_first() -> None:
    assert make_article("다른 제목\n\n본문이다.", {"headline": "제목"}).article.title == "제목"


@pytest.mark.parametrize(
    ("line", "licence"),
    [
        ("공공누리 제1유형", "KOGL-1"),
        ("공공누리 제4유형: 출처표시, 상업적 이용금지, 변경금지", "KOGL-4"),
        ("본 저작물은 '공공누리 제2유형(출처표시-상업적 이용금지)'에 따라 이용할 수 있습니다.", "KOGL-2"),
        ("이 보도자료는 공공누리 제1유형으로 이용할 수 있습니다.", "KOGL-1"),
        ("산업통상부는 데이터 300건을 공공누리 제1유형으로 개방한다.", None),
        ("정부는 공공누리를 넓힌다.", None),
    ],
)
def test_the_licence_is_the_one_under_which_a_text_puts_itself(line: str, licence: str | None) -> None:
    assert make_article(f"{TEXT}\n\n{line}\n", {}).article.license == licence
    assert make_article(f"{TEXT}\n\n{line}\n", {"license": "CC-BY-4.0"}).article.license == "CC-BY-4.0"


def test_a_text_of_white_space_is_refused() -> None:
    with pytest.raises(InputError, match="no text beside its front matter"):
        make_article(" \n", {"id": "a"})
