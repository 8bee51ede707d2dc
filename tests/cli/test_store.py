from __future__ import annotations

import json
from contextlib import closing
from typing import Any

import pytest

from graph.settings import StoreSettings
from graph.store.opening import open_store
from tests.cli.conftest import Run

ARTICLE = "---\nid: a\ndate: 2025-10-01\n---\n산업통상자원부는 2025년 10월 1일 산업통상부로 이름이 바뀌었다."


@pytest.fixture
def filled(kaigraph: Run) -> Run:
    """Run a command on a store with one article that gives an edge."""
    assert kaigraph("ingest", "-", stdin=ARTICLE).exit_code == 0
    return kaigraph


def report(kaigraph: Run) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(kaigraph("store", "check", "--json").stdout)
    return answer


def lose_an_edge() -> None:
    with closing(open_store(StoreSettings())) as store:
        edges = store.read("check/edges")
        fields = ("subject", "object", "key")
        gone = [{f: edge[f] for f in fields} | {"predicate": edge["predicate"]} for edge in edges[:1]]
        store.write(lambda transaction: transaction.run("write/edges_delete", {"edges": gone}))


def test_check_says_which_store_and_what_it_holds(filled: Run) -> None:
    found = report(filled)
    assert (found["engine"], found["articles"], found["ok"]) == ("embedded", 1, True)
    assert found["edges"]["SUCCEEDS"] == 1
    table = filled("store", "check")
    assert table.exit_code == 0
    assert "kglite" in table.stdout
    assert "what the claims say" in table.stdout


def test_a_lost_edge_is_found_and_a_rebuild_brings_it_back(filled: Run) -> None:
    before = report(filled)["edges"]
    lose_an_edge()
    found = filled("store", "check")
    assert found.exit_code == 1
    assert "missing" in found.stdout
    assert found.stderr.splitlines() == [
        "error: the store is not whole",
        "hint: `kaigraph store rebuild` makes the edges anew.",
    ]
    assert "1 edge corrected" in filled("store", "rebuild").stdout
    assert json.loads(filled("store", "rebuild", "--json").stdout) == {"corrected": 0, "regrouped": 0}
    assert report(filled)["edges"] == before


def test_there_is_nothing_to_check_before_the_first_article(kaigraph: Run) -> None:
    result = kaigraph("store", "check")
    assert result.exit_code == 1
    assert "holds no graph" in result.stderr
