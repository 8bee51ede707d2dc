"""A source is shown with who published it and when; what is re-told is never shown as that article's own words."""

from __future__ import annotations

from typing import Any

import pytest

from graph.answers import ClaimAnswer
from graph.citation import cite, csl_item, csl_items, csl_type
from tests.graph.asking import Ask
from tests.graph.examples import MAX, MOTIR, SHIP, pays, report

ROW = {"article_id": "a", "article_name": "제목", "article_publisher": "시험일보", "article_published_on": "2025-12-24"}
ITEM_FIELDS = {"id", "type", "title", "publisher", "container-title", "issued", "URL", "language", "note", "custom"}
"""The fields of CSL-JSON that an item may have: its schema allows no others than its own."""


def test_an_article_is_cited_with_its_publisher_headline_day_and_address() -> None:
    citation = cite({**ROW, "article_url": "https://news.example/a"})
    assert citation.text == "시험일보, 「제목」, 2025. 12. 24., https://news.example/a"
    assert citation.retold is False


def test_a_retold_text_says_so_and_names_what_it_re_tells() -> None:
    citation = cite({**ROW, "article_publisher": "kaigraph samples", "article_based_on": "https://news.example/b"})
    assert citation.text == (
        "kaigraph samples, 「제목」, 2025. 12. 24. (다른 글을 다시 쓴 글; 바탕: https://news.example/b)"
    )
    assert citation.retold is True
    assert citation.based_on == "https://news.example/b"


def test_the_own_address_of_a_retold_text_does_not_hide_that_it_is_retold() -> None:
    citation = cite({**ROW, "article_url": "https://here.example", "article_based_on": "https://there.example"})
    assert "바탕: https://there.example" in citation.text
    assert "https://here.example" not in citation.text


def test_what_is_not_known_is_not_made_up() -> None:
    assert cite({"article_id": "a", "article_name": "제목"}).text == "「제목」, 날짜 없음"
    assert cite({"article_id": "a"}).text == "a, 날짜 없음"
    assert cite({"article_id": "a", "article_name": "a"}).text == "a, 날짜 없음"
    assert csl_item(cite({"article_id": "a", "article_name": "a"})) == {"id": "a", "type": "webpage"}


def test_a_headline_over_several_lines_is_cited_on_one() -> None:
    assert cite({**ROW, "article_name": "제목\n 둘째 줄"}).text == "시험일보, 「제목 둘째 줄」, 2025. 12. 24."


def test_an_item_has_the_language_of_its_article(ask: Ask) -> None:
    english = report("b", "2025-12-24", pays(MOTIR, SHIP, "산업통상부 pays 1억원.", 10**8), language="en")
    reader = ask(report("a", "2025-12-24", pays(MOTIR, MAX, "1억원.", 10**8)), english)
    assert {item["id"]: item["language"] for item in csl_items(reader.claims().items)} == {"a": "ko", "b": "en"}
    assert {item["id"]: item["language"] for item in csl_items(reader.articles().items)} == {"a": "ko", "b": "en"}
    assert reader.article("b").citation.language == "en"


@pytest.mark.parametrize(
    ("publisher", "url", "kind"),
    [
        ("시험일보", "https://news.example/a", "article-newspaper"),
        ("산업통상부", None, "report"),
        ("정책브리핑", "https://www.korea.kr/briefing/1", "report"),
        (None, "https://www.motir.go.kr/1", "report"),
        ("어떤 블로그", "https://blog.example", "webpage"),
        (None, None, "webpage"),
        ("시험일보", "http://[broken", "article-newspaper"),
    ],
)
def test_a_source_is_the_kind_of_work_that_its_publisher_makes(
    publisher: str | None, url: str | None, kind: str
) -> None:
    assert csl_type(cite({"article_id": "a", "article_publisher": publisher, "article_url": url})) == kind


def test_a_newspapers_article_is_an_item_of_csl() -> None:
    assert csl_item(cite({**ROW, "article_language": "ko", "article_url": "https://news.example/a"})) == {
        "id": "a",
        "type": "article-newspaper",
        "title": "제목",
        "container-title": "시험일보",
        "issued": {"date-parts": [[2025, 12, 24]]},
        "URL": "https://news.example/a",
        "language": "ko",
    }


def test_a_ministrys_release_is_a_report_that_it_published() -> None:
    item = csl_item(cite({**ROW, "article_publisher": "산업통상부"}))
    assert (item["type"], item["publisher"], "container-title" in item) == ("report", "산업통상부", False)


def test_what_is_retold_is_a_page_of_its_own_that_says_what_it_re_tells() -> None:
    item = csl_item(cite({**ROW, "article_publisher": "산업통상부", "article_based_on": "https://news.example/b"}))
    assert item["type"] == "webpage"
    assert item["note"] == "다른 글을 다시 쓴 글; 바탕: https://news.example/b"


def test_claims_of_one_article_are_one_item_with_their_quotes(ask: Ask) -> None:
    reader = ask(
        report("a", "2025-12-24", pays(MOTIR, MAX, "7천억원을 쓴다.", 7 * 10**11), pays(MOTIR, SHIP, "2억원도.", 2)),
        report("b", None, pays(MOTIR, MAX, "7천억원이다.", 7 * 10**11)),
    )
    items = csl_items(reader.claims().items)
    assert [(item["id"], [quote["quote"] for quote in item["custom"]["quotes"]]) for item in items] == [
        ("a", ["7천억원을 쓴다.", "2억원도."]),
        ("b", ["7천억원이다."]),
    ]
    assert all(set(item) <= ITEM_FIELDS for item in items)
    assert [_placed(quote, reader.claims().items) for item in items for quote in item["custom"]["quotes"]] == [True] * 3


def _placed(quote: dict[str, Any], claims: list[ClaimAnswer]) -> bool:
    (claim,) = [claim for claim in claims if claim.id == quote["claim"]]
    return (quote["start"], quote["end"]) == (claim.start, claim.end)
