"""The pages: a name typed in leads to money, lineage and claims, each with its quote."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.store import Store
from tests.graph.asking import fill
from tests.graph.examples import MAX, MOTIR, pays, report

PAGE = {"accept": "text/html"}


def shown(client: TestClient, path: str, **asked: str) -> str:
    response = client.get(path, params=asked, headers=PAGE)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return response.text


def test_the_first_page_has_a_search_field_and_says_what_is_there(client: TestClient) -> None:
    text = shown(client, "/")
    assert '<input id="q" name="q"' in text
    assert "글 3건" in text


def test_a_name_leads_to_its_page_and_a_part_of_one_to_hits(client: TestClient) -> None:
    response = client.get("/", params={"q": "맥스"}, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/e/alliance/max")
    hits = shown(client, "/", q="산업통상")
    assert 'href="/e/ministry/motir"' in hits
    assert 'href="/e/ministry/motie"' in hits
    assert "그런 이름이 없습니다" in shown(client, "/", q="김치찌개")
    assert 'href="/e/technology/robot"' in shown(client, "/", q="로봇")


def test_an_entitys_page_has_its_money_with_quotes_and_says_where_a_quote_is_retold(client: TestClient) -> None:
    text = shown(client, "/e/alliance/max")
    assert "최대 7,000억원" in text
    assert "산업통상부는 M.AX에 최대 7천억원을 쓴다." in text
    assert (
        "kaigraph samples, 「기사 max/2025」, 2025. 12. 24. (다른 글을 다시 쓴 글; 바탕: https://news.example/max?no=1&amp;x=2)"
        in text
    )
    assert 'href="https://news.example/max?no=1&amp;x=2"' in text


def test_a_programmes_page_has_its_lineage_and_a_sectors_what_targets_it(client: TestClient) -> None:
    tasks = shown(client, "/e/산업 AI 확산 10대 과제")
    assert "정책 방향을 바탕으로 10대 과제를 만들었다." in tasks
    assert "국가 AI 전략 정책 방향</a> → <a" in tasks
    assert "2025-10-01" in tasks
    assert "조선·해운을 이끈다." in shown(client, "/e/sector/shipbuilding")


def test_who_funds_what_can_be_asked_with_a_form_half_filled_in(client: TestClient) -> None:
    text = shown(client, "/money", year="2026", funder="", recipient=" ", sector="")
    assert "최대 7,000억원" in text
    assert "1,603억원" in text
    assert "(함께)" in text
    assert "6,000억원" in text
    assert "해당하는 돈이 없습니다" in shown(client, "/money", year="1999")


def test_text_of_articles_is_shown_as_text(client: TestClient) -> None:
    assert "M.AX는 &lt;반도체&gt;를 겨냥한다." in shown(client, "/e/alliance/max")
    assert "&lt;script&gt;" in shown(client, "/", q="<script>")


def test_only_addresses_of_the_web_become_links(client: TestClient) -> None:
    assert 'href="javascript:' not in shown(client, "/e/sector/shipbuilding")


def test_an_entitys_timeline_has_its_events_with_quotes_in_their_order(client: TestClient) -> None:
    assert 'href="/e/ministry/motir/timeline"' in shown(client, "/e/ministry/motir")
    text = shown(client, "/e/ministry/motir/timeline")
    assert text.index("2025-10-01") < text.index("산업통상부는 M.AX에 최대 7천억원을 쓴다.")


def test_what_articles_say_differently_stands_side_by_side(store: Store) -> None:
    said = {"산업통상부는 7천억원을 준다.": 7 * 10**11, "산업통상부는 5천억원을 준다.": 5 * 10**11}
    articles = [
        report(f"a{at}", "2025-12-24", pays(MOTIR, MAX, quote, won, year=2026))
        for at, (quote, won) in enumerate(said.items())
    ]
    with TestClient(create_app(fill(store, *articles))) as client:
        for asked in ({}, {"of": "alliance/max"}):
            text = shown(client, "/differences", **asked)
            assert "산업통상부 → M.AX 얼라이언스, 2026" in text
            assert all(quote in text for quote in said)


def test_changes_are_asked_for_with_a_day(client: TestClient) -> None:
    assert 'name="since"' in shown(client, "/changes")
    text = shown(client, "/changes", since="2025-12-01")
    assert "산업통상부는 M.AX에 최대 7천억원을 쓴다." in text
    assert "조선·해운을 이끈다." not in text
    assert client.get("/changes", params={"since": "soon"}, headers=PAGE).status_code == 422


def test_a_path_is_told_in_words_and_quotes(client: TestClient) -> None:
    assert 'name="start"' in shown(client, "/paths", start="alliance/max")
    text = shown(client, "/paths", start="해양수산부", end="M.AX 얼라이언스")
    assert "산업통상부는 M.AX에 최대 7천억원을 쓴다." in text
    assert "이어지는 길을 찾지 못했습니다" in shown(client, "/paths", start="해양수산부", end="반도체", max_hops="1")


def test_hits_can_be_narrowed_to_a_kind(client: TestClient) -> None:
    every = shown(client, "/", q="산업")
    assert "?q=%EC%82%B0%EC%97%85&amp;label=Ministry" in every
    ministries = shown(client, "/", q="산업", label="Ministry")
    assert 'href="/e/ministry/motir"' in ministries
    assert "산업 AI 확산 10대 과제</a>" not in ministries


@pytest.mark.parametrize("path", ["/", "/money", "/e/alliance/max", "/differences", "/changes", "/paths"])
def test_pages_forbid_scripts_and_foreign_resources(client: TestClient, path: str) -> None:
    policy = client.get(path, headers=PAGE).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'")
