"""Reading on a Ray cluster of two nodes: the same result, and a node that is killed costs nothing but time."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.main import app
from graph.check import graph_hash
from graph.errors import InputError
from graph.settings import StoreSettings
from graph.store.opening import open_store
from ingest.cluster import Cluster
from ingest.pipeline import READER_VERSION, Pipeline
from ingest.version import reader_version
from tests.cli.conftest import ROOT, SAMPLES
from tests.ingest.test_workers import articles

pytestmark = pytest.mark.xdist_group("ray")

NODE = {"num_cpus": 1, "node_ip_address": "127.0.0.1", "object_store_memory": 80 * 2**20}
ENVIRONMENT = {
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # whatever its name says, it keeps Ray on 127.0.0.1
    "RAY_USAGE_STATS_ENABLED": "0",
    "PYTHONPATH": str(ROOT),  # each node's kaigraph is this one
}


@pytest.fixture(scope="module")
def two_nodes() -> Iterator[Any]:
    """Start a cluster of a head and one more node, each with one processor."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        from ray.cluster_utils import Cluster as Started

        started = Started(initialize_head=True, head_node_args={**NODE, "include_dashboard": False})
        started.add_node(**NODE)
        yield started
        started.shutdown()


@pytest.mark.slow
def test_a_node_with_another_reader_is_refused(two_nodes: Any) -> None:
    with pytest.raises(InputError, match=r"its node 127\.0\.0\.1 has another reader: kaigraph .*, not kaigraph 0\.0"):
        Cluster(two_nodes.address, "kaigraph 0.0+00000000")


@pytest.mark.slow
def test_ingest_on_a_cluster_writes_what_one_process_writes_and_prints_nothing_else(
    two_nodes: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    paths = [str(path) for path in sorted(SAMPLES.glob("*.md"))[:3]]
    hashes = []
    for name, words in (("here", ["--workers", "1"]), ("there", ["--ray", two_nodes.address])):
        monkeypatch.setenv("KAIGRAPH_DATA", str(tmp_path / name))
        result = CliRunner().invoke(app, ["ingest", "--json", "--quiet", *paths, *words])
        assert result.exit_code == 0, result.stderr
        assert json.loads(result.stdout)["added"] == len(paths)
        with closing(open_store(StoreSettings())) as store:
            hashes.append(graph_hash(store))
    assert hashes[0] == hashes[1]


@pytest.mark.slow
def test_a_cluster_reads_byte_for_byte_what_one_process_reads_also_when_a_node_is_killed(
    two_nodes: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    some = articles()[:6]
    here = Pipeline()
    expected = [here.read(article).model_dump_json() for article in some]
    with closing(Cluster(two_nodes.address, READER_VERSION)) as cluster:
        assert cluster.ahead == 8
        waiting = [cluster.submit(article) for article in some]
        first = waiting[0]().model_dump_json()
        two_nodes.remove_node(two_nodes.worker_nodes.copy().pop(), allow_graceful=False)
        assert [first, *(pending().model_dump_json() for pending in waiting[1:])] == expected
    assert capfd.readouterr().out == ""


def test_an_address_where_nothing_answers_is_told_at_once() -> None:
    with socket.socket() as taken:  # bound and not listening: nobody else can take the port meanwhile
        taken.bind(("127.0.0.1", 0))
        address = f"ray://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(InputError, match=r"no Ray cluster answers at 127\.0\.0\.1:\d+: connection refused") as told:
            Cluster(address, reader_version())
    assert "ray start --head" in (told.value.hint or "")


@pytest.mark.parametrize("address", ["", "auto", "10.0.0.5", "10.0.0.5:many", "http://10.0.0.5:6379"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="is no address of a Ray cluster"):
        Cluster(address, reader_version())


def test_without_ray_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(InputError, match="Ray, which is not installed") as told:
        Cluster("127.0.0.1:6379", reader_version())
    assert told.value.hint == "pip install 'kaigraph[ray]'"


def test_a_number_of_workers_and_a_cluster_are_not_asked_for_together() -> None:
    result = CliRunner().invoke(app, ["ingest", "x.md", "--ray", "127.0.0.1:6379", "--workers", "2"])
    assert result.exit_code == 2
    assert "goes without --workers" in result.stderr
