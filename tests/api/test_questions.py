"""The questions over HTTP give the reader's answers: integer won, ISO dates, quotes with their sources."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

from api.app import create_app
from graph.store import Store
from tests.api.served import GRAPH
from tests.graph.asking import fill


def test_funding_gives_whole_won_and_the_sentence_of_every_row(client: TestClient) -> None:
    answer = client.get("/v1/funding", params={"year": 2026}).json()
    (row,) = answer["named"]["rows"]
    assert (row["amount_krw"], row["amount_text"]) == (700_000_000_000, "최대 7,000억원")
    assert (row["funders"][0]["name"], row["recipient"]["name"]) == ("산업통상부", "M.AX 얼라이언스")
    (claim,) = row["claims"]
    assert claim["quote"] == "산업통상부는 M.AX에 최대 7천억원을 쓴다."
    assert claim["citation"] == {
        "article_id": "max/2025",
        "title": "기사 max/2025",
        "publisher": "kaigraph samples",
        "url": None,
        "based_on": "https://news.example/max?no=1&x=2",
        "published_on": "2025-12-24",
        "language": "ko",
        "license": None,
        "retold": True,
        "text": "kaigraph samples, 「기사 max/2025」, 2025. 12. 24. (다른 글을 다시 쓴 글; 바탕: https://news.example/max?no=1&x=2)",
    }
    assert answer["named"]["totals"]["at_most_krw"] == 700_000_000_000
    assert [row["amount_krw"] for row in answer["periods"]["rows"]] == [160_300_000_000]
    assert [row["amount_krw"] for row in answer["sizes"]["rows"]] == [600_000_000_000]
    assert answer["sizes"]["totals"] is None


def test_funding_takes_names_and_filters(client: TestClient) -> None:
    answer = client.get("/v1/funding", params={"funder": "해양수산부", "sector": "조선"}).json()
    assert answer["funder"]["id"] == "ministry/mof"
    (row,) = answer["periods"]["rows"]
    assert (row["shared"], [funder["name"] for funder in row["funders"]]) == (True, ["해양수산부", "산업통상부"])
    assert [claim["quote"] for claim in row["aimed_by"]] == ["조선·해운을 이끈다."]
    assert client.get("/v1/funding", params={"recipient": "맥스"}).json()["named"]["count"] == 1


def test_a_section_goes_on_with_its_cursor(client: TestClient) -> None:
    whole = client.get("/v1/funding").json()
    assert whole["periods"]["next_cursor"] is None
    first = client.get("/v1/claims", params={"predicate": "FUNDS", "limit": 2}).json()
    rest = client.get("/v1/claims", params={"predicate": "FUNDS", "limit": 2, "cursor": first["next_cursor"]}).json()
    assert (len(first["items"]), len(rest["items"]), rest["next_cursor"]) == (2, 1, None)
    assert first["items"][0]["citation"]["published_on"] == "2025-12-24"


def test_lineage_gives_dated_steps(client: TestClient) -> None:
    answer = client.get("/v1/lineage", params={"of": "산업 AI 확산 10대 과제"}).json()
    (step,) = answer["before"]
    assert (step["earlier"]["name"], step["relation"]) == ("국가 AI 전략 정책 방향", "DERIVED_FROM")
    assert step["first_stated"] == "2025-01-22"
    assert [(row["relation"], row["date"]) for row in answer["context"]] == [("ANNOUNCES", "2025-01-22")]
    assert [(step["earlier"]["name"], step["later"]["name"]) for step in answer["around"]] == [
        ("산업통상자원부", "산업통상부")
    ]


def test_lineage_comes_as_a_flowchart_where_asked(client: TestClient) -> None:
    asked = {"of": "산업 AI 확산 10대 과제"}
    by_format = client.get("/v1/lineage", params=asked | {"format": "mermaid"})
    by_header = client.get("/v1/lineage", params=asked, headers={"Accept": "text/vnd.mermaid"})
    assert by_format.text == by_header.text
    assert by_format.text.startswith("flowchart LR\n")
    assert by_header.headers["content-type"] == "text/vnd.mermaid; charset=utf-8"
    as_json = client.get("/v1/lineage", params=asked | {"format": "json"}, headers={"Accept": "text/vnd.mermaid"})
    assert as_json.json() == client.get("/v1/lineage", params=asked).json()


def test_lineage_is_narrowed(client: TestClient) -> None:
    answer = client.get("/v1/lineage", params={"of": "산업 AI 확산 10대 과제", "as_of": "2025-01-01"}).json()
    assert (answer["before"], answer["chain"], answer["entity"]["name"]) == ([], [], "산업 AI 확산 10대 과제")


def test_targets_gives_who_aims_at_a_sector(client: TestClient) -> None:
    answer = client.get("/v1/targets", params={"of": "조선"}).json()
    assert (answer["of"]["id"], answer["count"]) == ("sector/shipbuilding", 1)
    assert answer["targeting"][0]["claims"][0]["quote"] == "조선·해운을 이끈다."


def test_entity_search_and_neighbors(client: TestClient) -> None:
    assert client.get("/v1/entities/ministry/motir").json()["name"] == "산업통상부"
    assert client.get("/v1/entities/산업부").json()["id"] == "ministry/motir"
    hits = client.get("/v1/search", params={"q": "산업통상"}).json()["items"]
    assert [hit["entity"]["id"] for hit in hits[:2]] == ["ministry/motir", "ministry/motie"]
    edges = client.get("/v1/neighbors", params={"of": "맥스", "direction": "out"}).json()["neighbors"]
    assert [(edge["predicate"], edge["entity"]["name"]) for edge in edges] == [("TARGETS", "반도체")]


def test_claims_and_articles_by_id(client: TestClient) -> None:
    (claim,) = client.get("/v1/claims", params={"article": "max/2025", "predicate": "TARGETS"}).json()["items"]
    assert client.get(f"/v1/claims/{claim['id']}").json() == claim
    article = client.get("/v1/articles/max/2025").json()
    assert article["citation"]["retold"] is True
    assert len(article["claims"]) == 2
    listed = client.get("/v1/articles", params={"published_from": "2025-11-01"}).json()["items"]
    assert [one["citation"]["article_id"] for one in listed] == ["max/2025", "ship"]


def test_health_readiness_and_counts(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}
    assert client.get("/v1/overview").json()["articles"] == 3


def test_every_engine_gives_the_same_answers(client: TestClient, store: Store) -> None:
    paths = (
        "/v1/funding?year=2026",
        "/v1/funding?sector=조선&funder=해양수산부",
        "/v1/lineage?of=산업 AI 확산 10대 과제",
        "/v1/targets?of=로봇",
        "/v1/neighbors?of=맥스",
        "/v1/claims?year=2026&limit=2",
        "/v1/articles/max/2025",
        "/v1/search?q=ai",
        "/v1/entities/산업부",
        "/v1/lineage?of=산업 AI 확산 10대 과제&format=mermaid",
        "/v1/neighbors?of=맥스&as_of=2025-12-31",
        "/v1/paths?start=산업통상부&end=반도체",
        "/v1/paths?start=해양수산부&end=조선&as_of=2025-12-01&avoid_hubs=true",
        "/v1/entities/산업통상부/timeline",
        "/v1/contradictions",
        "/v1/changes?since=2025-10-01",
        "/v1/overview?published_from=2025-10-01",
    )
    with TestClient(create_app(fill(store, *GRAPH))) as other:
        for path in paths:
            assert without_engine(other.get(path).text) == without_engine(client.get(path).text), path


def without_engine(text: str) -> str:
    return re.sub(r'"(engine|version|revision|recorded_from)":[^,}]*', "", text)


def test_paths_are_told_in_words_and_drawn(client: TestClient) -> None:
    asked = {"start": "산업통상부", "end": "반도체"}
    answer = client.get("/v1/paths", params=asked).json()
    assert answer["paths"][0]["korean"].endswith("M.AX 얼라이언스가 반도체를 겨냥한다.")
    assert answer["paths"][0]["hops"][1]["edges"][0]["claims"][0]["quote"] == "M.AX는 <반도체>를 겨냥한다."
    chart = client.get("/v1/paths", params=asked, headers={"Accept": "text/vnd.mermaid"}).text
    assert chart.startswith("flowchart LR")
    assert "is aimed at" not in chart  # the ontology's own reading stands on the arrows
    assert "targets · told 2025-12-24<br/>#8220;M.AX는 #60;반도체#62;를 겨냥한다.#8221;" in chart


def test_the_timeline_of_an_entity_has_an_address_of_its_own(client: TestClient) -> None:
    events = client.get("/v1/entities/ministry/motir/timeline").json()["events"]
    assert ("2025-10-01", "산업통상자원부가 산업통상부로 이름을 바꿨다.") in [(e["day"], e["korean"]) for e in events]
    assert client.get("/v1/entities/산업통상부/timeline").json()["events"] == events


def test_changes_name_the_revision_to_ask_on_from(client: TestClient) -> None:
    answer = client.get("/v1/changes", params={"since_revision": 0}).json()
    assert [article["kind"] for article in answer["articles"]] == ["added"] * 3
    again = client.get("/v1/changes", params={"since_revision": answer["revision"]}).json()
    assert (again["articles"], again["complete"]) == ([], True)
    for wrong in ({}, {"since": "2025-01-01", "since_revision": 1}):
        assert client.get("/v1/changes", params=wrong).status_code == 400


def test_money_is_added_up_by_two_things(client: TestClient) -> None:
    answer = client.get("/v1/funding", params={"group_by": "funder,year"}).json()
    groups = answer["groups"]
    assert groups["by"] == ["funder", "year"]
    found = [(one["section"], one["first"]["value"], one["second"]["value"]) for one in groups["items"]]
    assert found == [
        ("named", "산업통상부", "2026"),
        ("periods", "해양수산부", "2025–2026"),
        ("periods", "산업통상부", "2025–2026"),
    ]
    assert (groups["in_several"], answer["named"]["rows"]) == (1, [])
    assert client.get("/v1/funding", params={"group_by": "quote"}).status_code == 400


def test_a_grouped_answer_is_a_table_of_its_groups(client: TestClient) -> None:
    table = client.get("/v1/funding", params={"group_by": "year"}, headers={"Accept": "text/csv"}).text
    head, first, *_ = table.splitlines()
    assert head.removeprefix("\ufeff").split(",")[:4] == ["section", "first_by", "first", "second_by"]
    assert first.split(",")[:3] == ["named", "year", "2026"]


def test_a_step_of_a_lineage_shows_as_many_quotes_as_are_asked_for(client: TestClient) -> None:
    whole = client.get("/v1/lineage", params={"of": "산업통상부", "quotes": 500}).json()
    short = client.get("/v1/lineage", params={"of": "산업통상부", "quotes": 1}).json()
    counts = [step["claim_count"] for step in whole["before"]]
    assert counts == [len(step["claims"]) for step in whole["before"]]
    assert [(step["claim_count"], len(step["claims"])) for step in short["before"]] == [(count, 1) for count in counts]
    assert client.get("/v1/lineage", params={"of": "산업통상부", "quotes": 0}).status_code == 422
    assert client.get("/v1/contradictions", params={"quotes": 0}).status_code == 422
