from __future__ import annotations

import json
from contextlib import closing

from graph.merges import record
from graph.settings import StoreSettings
from graph.store.opening import open_store
from tests.cli.conftest import Run

ARTICLE = "---\nid: a\ndate: 2025-10-01\n---\n산업통상자원부는 2025년 10월 1일 산업통상부로 이름이 바뀌었다."


def test_a_former_id_is_followed_and_that_is_said(kaigraph: Run) -> None:
    assert kaigraph("ingest", "-", stdin=ARTICLE).exit_code == 0
    with closing(open_store(StoreSettings())) as store:
        record(store, "ministry/old", "ministry/motir")
    answer = kaigraph("entity", "ministry/old", "--json")
    assert (answer.exit_code, json.loads(answer.stdout)["id"]) == (0, "ministry/motir")
    assert answer.stderr == "ministry/old is now ministry/motir\n"
    assert kaigraph("lineage", "ministry/old").stderr == "ministry/old is now ministry/motir\n"


def test_two_entities_are_made_one_and_that_is_taken_back(kaigraph: Run) -> None:
    assert kaigraph("ingest", "-", stdin=ARTICLE).exit_code == 0
    done = kaigraph("merge", "ministry/motie", "ministry/motir")
    assert (done.exit_code, done.stdout) == (0, "ministry/motie is now ministry/motir; 1 article rewritten\n")
    assert json.loads(kaigraph("merge", "ministry/motie", "ministry/motir", "--json").stdout)["articles"] == 0
    assert json.loads(kaigraph("entity", "산업통상자원부", "--json").stdout)["id"] == "ministry/motir"
    undone = kaigraph("unmerge", "ministry/motie")
    assert (undone.exit_code, undone.stdout) == (0, "ministry/motie stands for itself again; 1 article rewritten\n")
    assert json.loads(kaigraph("entity", "ministry/motie", "--json").stdout)["id"] == "ministry/motie"
    again = kaigraph("unmerge", "ministry/motie")
    assert (again.exit_code, again.stderr.splitlines()[0]) == (1, "error: nothing was recorded of ministry/motie")
