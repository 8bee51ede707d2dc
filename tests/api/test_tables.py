"""Lists over HTTP as CSV, JSON Lines and CSL-JSON, a page at a time or whole."""

from __future__ import annotations

import csv
import io
import json

import pytest
from fastapi.testclient import TestClient

from api.tables import accepted
from graph.citation import CSL_MEDIA_TYPE

LISTS = ["/v1/claims", "/v1/articles", "/v1/funding", "/v1/lineage?of=산업통상부", "/v1/targets?of=조선"]
LISTS += ["/v1/neighbors?of=맥스", "/v1/search?q=산업", "/v1/articles/max/2025", "/v1/entities/산업부"]
LISTS += [
    "/v1/overview",
    "/v1/entities/산업통상부/timeline",
    "/v1/paths?start=산업통상부&end=반도체",
    "/v1/changes?since_revision=0",
]


def table(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("path", LISTS)
def test_every_list_is_a_table_and_lines(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept": "text/csv"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    rows = table(answer.text)
    assert len(rows) > 1
    lines = client.get(path, headers={"accept": "application/x-ndjson"})
    assert lines.headers["content-type"] == "application/x-ndjson"
    assert len([json.loads(line) for line in lines.text.splitlines()]) == len(rows) - 1
    assert client.get(path).headers["content-type"] == "application/json"


def test_a_table_is_a_download_named_for_its_question(client: TestClient) -> None:
    answer = client.get("/v1/funding", params={"year": 2026, "format": "csv", "lang": "ko"})
    assert answer.headers["content-disposition"] == 'attachment; filename="kaigraph-funding.csv"'
    assert answer.headers["vary"].split(", ")[0] == "Accept"
    head, *rows = table(answer.text)
    (row,) = [dict(zip(head, row, strict=True)) for row in rows if "M.AX 얼라이언스" in row]
    assert (row["금액(원)"], row["금액 구분"]) == ("700000000000", "최대")
    assert row["원문 문장"] == "산업통상부는 M.AX에 최대 7천억원을 쓴다."
    assert "다른 글을 다시 쓴 글" in row["출처"]


def test_the_next_page_of_something_with_a_korean_name_is_named_too(client: TestClient) -> None:
    first = client.get("/v1/entities/산업통상부/timeline", params={"limit": 1, "format": "jsonl"})
    assert "%EC%82%B0%EC%97%85" in first.links["next"]["url"]
    second = client.get(first.links["next"]["url"])
    whole = client.get("/v1/entities/산업통상부/timeline", params={"format": "jsonl"})
    assert whole.text.startswith(first.text + second.text)


def test_a_page_of_a_table_names_the_next_and_all_rows_need_none(client: TestClient) -> None:
    first = client.get("/v1/claims", params={"limit": 4, "format": "csv"})
    second = client.get(first.links["next"]["url"])
    whole = client.get("/v1/claims", params={"limit": 4, "format": "csv", "all_rows": True})
    assert table(first.text) + table(second.text)[1:] == table(whole.text)[:9]
    assert "next" not in whole.links
    assert len(table(whole.text)) == 1 + len(client.get("/v1/claims").json()["items"])


def test_a_section_of_funding_goes_on_where_the_link_says(client: TestClient) -> None:
    first = client.get("/v1/funding", params={"limit": 1, "format": "jsonl"})
    assert "next" not in first.links
    whole = client.get("/v1/funding", params={"limit": 1, "format": "jsonl", "all_rows": True})
    assert whole.text == client.get("/v1/funding", params={"format": "jsonl"}).text


def test_the_sources_of_an_answer_come_for_citation_managers(client: TestClient) -> None:
    answer = client.get("/v1/claims", headers={"accept": CSL_MEDIA_TYPE})
    assert answer.headers["content-type"] == CSL_MEDIA_TYPE
    items = {item["id"]: item for item in answer.json()}
    assert set(items) == {"max/2025", "ship", "industrial-ai-ten-tasks"}
    assert items["max/2025"]["note"] == "다른 글을 다시 쓴 글; 바탕: https://news.example/max?no=1&x=2"
    claim = client.get("/v1/claims", params={"predicate": "TARGETS", "article": "ship"}).json()["items"][0]
    (item,) = client.get(f"/v1/claims/{claim['id']}", headers={"accept": CSL_MEDIA_TYPE}).json()
    assert item["custom"]["quotes"][0]["quote"] == claim["quote"]


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "json"),
        ("application/pdf", "json"),
        ("TEXT/CSV", "csv"),
        ("text/csv;q=0.2, application/x-ndjson;q=0.9", "jsonl"),
        ("application/json, text/csv;q=0.9", "json"),
        ("text/csv;q=0, */*;q=0.1", "json"),
        ("text/csv;q=much", "json"),
        (";;,,=q", "json"),
    ],
)
def test_the_accept_header_is_weighed(header: str, form: str) -> None:
    assert accepted(header) == form


def test_the_parameter_goes_before_the_header(client: TestClient) -> None:
    answer = client.get("/v1/claims", params={"format": "json"}, headers={"accept": "text/csv"})
    assert answer.json()["items"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/claims?format=xml", 422),
        ("/v1/claims?lang=fr&format=csv", 422),
        ("/v1/claims?all_rows=true", 400),
        ("/v1/claims?format=csv&cursor=x", 400),
        ("/v1/claims?format=csv&subject=없는이름", 404),
        ("/v1/export/csv?format=csv", 422),
        ("/v1/lineage?of=산업통상부&all_rows=true", 400),
        ("/v1/paths?start=산업통상부&end=M.AX 얼라이언스&all_rows=true", 422),
    ],
)
def test_a_form_that_cannot_be_is_a_problem_and_no_table(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_list_of_articles_is_a_list_of_sources(client: TestClient) -> None:
    items = client.get("/v1/articles?format=csl").json()
    assert {item["id"] for item in items} == {"max/2025", "ship", "industrial-ai-ten-tasks"}
    assert all("custom" not in item for item in items)
