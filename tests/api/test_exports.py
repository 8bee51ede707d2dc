"""The whole graph over HTTP, as a stream that other programs read."""

from __future__ import annotations

import io
import json
import zipfile
from typing import get_args

import networkx as nx
import pytest
from fastapi.testclient import TestClient

from graph.export.formats import FORMATS, FormatName


@pytest.mark.parametrize("name", get_args(FormatName))
def test_every_format_is_a_download(client: TestClient, name: FormatName) -> None:
    answer = client.get(f"/v1/export/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == FORMATS[name].media_type
    several = FORMATS[name].ending == "zip"
    assert f'filename="kaigraph.{name}{".zip" if several else ""}"' in answer.headers["content-disposition"]
    if several:
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


def test_a_part_is_what_was_asked_for(client: TestClient) -> None:
    asked = {"predicate": ["TARGETS", "FUNDS"], "label": ["Alliance", "Sector"], "published_from": "2025-12-01"}
    graph = nx.read_graphml(io.BytesIO(client.get("/v1/export/graphml", params=asked).content))
    assert [(start, end) for start, end in graph.edges()] == [("alliance:max", "sector:semiconductor")]
    nodes = json.loads(client.get("/v1/export/jsonld", params={"publisher": "kaigraph samples"}).content)["@graph"]
    assert [node["identifier"] for node in nodes if "headline" in node] == ["max/2025"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/export/xlsx", 422),
        ("/v1/export/gexf?label=Minister", 400),
        ("/v1/export/gexf?predicate=PAYS", 400),
        ("/v1/export/gexf?as_of=soon", 422),
        ("/v1/export/gexf?format=csv", 422),
    ],
)
def test_what_cannot_be_exported_is_a_problem(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
