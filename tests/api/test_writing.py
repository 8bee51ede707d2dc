"""Articles in and out over HTTP: who may, what becomes of them, and that questions are answered meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.accepting import Accepting
from api.tokens import hash_of, new_token
from graph.check import graph_hash
from graph.errors import StoreUnavailable
from graph.model import Article, Extraction
from graph.store import Store
from tests.api.conftest import TOKEN
from tests.api.test_limits import WRITER, problem
from tests.graph.examples import MAX, MOTIR, pays, report

TEXT = "산업통상부는 2026년 M.AX 얼라이언스에 7천억원을 지원한다고 24일 밝혔다."
NEW = {"id": "new", "text": TEXT, "published_on": "2025-12-24"}


def quick(_: Accepting, article: Article) -> Extraction:
    """Read an article as a fixture does, without the models."""
    read = report(article.id, None, pays(MOTIR, MAX, TEXT, 7 * 10**11, year=2026))
    return Extraction(
        article=article, entities=[e.model_copy(update={"mentions": []}) for e in read.entities], claims=[]
    )


@pytest.fixture
def writer(serving: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(Accepting, "_read", quick)
    return serving()


def test_an_article_is_added_once_and_changed_where_its_metadata_are(writer: TestClient) -> None:
    added = writer.post("/v1/articles", json=NEW, headers=WRITER)
    assert (added.status_code, added.headers["location"]) == (201, "/v1/articles/new")
    assert added.json() == {"id": "new", "what": "added", "entities": 2, "claims": 0, "notes": []}
    again = writer.post("/v1/articles", json=NEW, headers=WRITER)
    assert (again.status_code, again.json()["what"], again.json()["entities"]) == (200, "unchanged", None)
    renamed = writer.post("/v1/articles", json=NEW | {"publisher": "예시일보"}, headers=WRITER)
    assert (renamed.status_code, renamed.json()["what"]) == (200, "changed")
    assert writer.get(added.headers["location"]).json()["citation"]["publisher"] == "예시일보"


def test_another_text_under_an_id_needs_leave_to_replace_it(writer: TestClient) -> None:
    writer.post("/v1/articles", json=NEW, headers=WRITER)
    other = NEW | {"text": TEXT + " 예산은 늘었다."}
    problem(writer.post("/v1/articles", json=other, headers=WRITER), 409, "article-exists")
    replaced = writer.post("/v1/articles?replace=true", json=other, headers=WRITER)
    assert (replaced.status_code, replaced.json()["what"]) == (200, "changed")


def test_an_article_goes_with_what_stood_on_it(writer: TestClient, store: Store) -> None:
    before = graph_hash(store)
    writer.post("/v1/articles", json=NEW, headers=WRITER)
    assert graph_hash(store) != before
    gone = writer.delete("/v1/articles/new", headers=WRITER)
    assert (gone.status_code, gone.content) == (204, b"")
    assert graph_hash(store) == before
    problem(writer.delete("/v1/articles/new", headers=WRITER), 404, "not-found")


@pytest.mark.parametrize("given", [None, "Bearer", "Bearer ", "Bearer wrong", "Basic " + TOKEN, TOKEN, "Bearer ü"])
def test_without_the_token_nothing_is_written_and_nothing_looked_at(
    writer: TestClient, store: Store, given: str | None
) -> None:
    before = graph_hash(store)
    headers = {} if given is None else {"authorization": given.encode("latin-1")}
    for response in (
        writer.post("/v1/articles", content=b"{", headers=headers),
        writer.delete("/v1/articles/ship", headers=headers),
    ):
        problem(response, 401, "unauthorized")
        assert response.headers["www-authenticate"].startswith("Bearer")
    assert graph_hash(store) == before


def test_without_a_token_in_the_settings_writing_is_off(serving: Callable[..., TestClient]) -> None:
    client = serving(write_tokens=None)
    problem(client.post("/v1/articles", json=NEW, headers=WRITER), 403, "writing-off")
    problem(client.delete("/v1/articles/ship", headers=WRITER), 403, "writing-off")


def test_each_of_several_tokens_may_write(serving: Callable[..., TestClient]) -> None:
    (one, first), (two, second) = new_token(), new_token()
    client = serving(write_tokens=f"{first}, {second}")
    for token in (one, two):
        gone = client.delete("/v1/articles/nothing", headers={"authorization": f"bearer {token}"})
        assert gone.status_code == 404
    assert (len(one), hash_of(one)) == (43, first)


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"text": ""}, "invalid-parameters"),
        ({"text": " \n "}, "unreadable-article"),
        ({"text": "\x00\x01"}, "unreadable-article"),
        ({"text": "가" * 200_001}, "invalid-parameters"),
        ({"published_on": "24.12.2025"}, "invalid-parameters"),
        ({"published_on": 20251224}, "invalid-parameters"),
        ({"id": "a b"}, "unreadable-article"),
        ({"id": "a'}) DETACH DELETE n //"}, "unreadable-article"),
        ({"author": "김정관"}, "invalid-parameters"),
        ({"title": ["a"]}, "invalid-parameters"),
        ({"language": "Korean"}, "invalid-parameters"),
        ({"title": "\x00"}, "unreadable-article"),
    ],
)
def test_an_article_that_cannot_be_used_is_a_422_without_effect(
    writer: TestClient, store: Store, changed: dict[str, Any], kind: str
) -> None:
    before = graph_hash(store)
    problem(writer.post("/v1/articles", json=NEW | changed, headers=WRITER), 422, kind)
    assert graph_hash(store) == before


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"text": "\xff"}', b'{"text": "\\ud800"}', b"[" * 9999])
def test_a_body_that_is_no_article_is_a_422(writer: TestClient, body: bytes) -> None:
    response = writer.post("/v1/articles", content=body, headers=WRITER | {"content-type": "application/json"})
    assert response.status_code in (400, 422)
    assert response.headers["content-type"] == "application/problem+json"


def test_a_body_that_is_no_json_is_named_as_the_body(writer: TestClient) -> None:
    headers = WRITER | {"Content-Type": "application/json"}
    answer = writer.post("/v1/articles", content=b'{"text": "a"', headers=headers)
    assert [error["parameter"] for error in answer.json()["errors"]] == ["body"]


def test_when_the_store_is_away_the_article_is_not_lost_in_silence(
    writer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise StoreUnavailable("bolt://nowhere does not answer")

    monkeypatch.setattr("graph.writer.Writer.read_by", away)
    problem(writer.post("/v1/articles", json=NEW, headers=WRITER), 503, "store-unavailable")


def test_the_ninth_article_at_once_has_to_come_again(
    serving: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Later:
        def result(self) -> Extraction:
            assert released.wait(30)
            return quick(accepting, article)

    released = threading.Event()
    article = Article(id="new", text=TEXT, text_sha256="0" * 64)
    client = serving()
    accepting: Accepting = client.app.state.accepting  # type: ignore[attr-defined]
    pool = type("Pool", (), {"schedule": lambda *_, **__: Later(), "stop": id, "join": lambda _: None})()
    monkeypatch.setattr(accepting, "_started", lambda: pool)
    waiting = [threading.Thread(target=accepting._read, args=(article,)) for _ in range(8)]
    for thread in waiting:
        thread.start()
    while accepting._places._value:
        time.sleep(0.01)
    refused = client.post("/v1/articles", json=NEW, headers=WRITER)
    released.set()
    for thread in waiting:
        thread.join()
    problem(refused, 503, "busy")
    assert refused.headers["retry-after"] == "10"


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["embedded"])
def test_the_reading_itself_leaves_questions_be_and_ends_in_time(serving: Callable[..., TestClient]) -> None:
    client = serving(reading_limit=0.2)
    before = client.get("/v1/overview").json()
    body = problem(client.post("/v1/articles", json=NEW, headers=WRITER), 504, "reading-took-too-long")
    assert body["detail"] == "it was not read within 0.2 seconds"
    assert client.get("/v1/overview").json() == before

    client = serving()
    answers: list[Any] = []
    posting = threading.Thread(target=lambda: answers.append(client.post("/v1/articles", json=NEW, headers=WRITER)))
    posting.start()
    asked = 0
    while posting.is_alive():
        assert client.get("/v1/funding?year=2026").status_code == 200
        asked += 1
    (answer,) = answers
    assert (answer.status_code, answer.json()["what"]) == (201, "added")
    assert asked > 20
    funding = client.get("/v1/funding?year=2026&funder=산업통상부&min_confidence=0").json()
    assert "new" in {c["citation"]["article_id"] for row in funding["named"]["rows"] for c in row["claims"]}
