"""Backup, restore, copy and import in the terminal."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from graph.check import graph_hash
from graph.settings import StoreSettings
from graph.store.opening import open_store
from graph.writer import Writer
from tests.cli.conftest import Run
from tests.graph.examples import MAX, report
from tests.graph.statement_examples import GRAPH


@pytest.fixture
def filled(kaigraph: Run) -> Run:
    with closing(open_store(StoreSettings())) as store:
        list(Writer(store).write_many(GRAPH))
    return kaigraph


def hash_of(folder: Path) -> str:
    with closing(open_store(StoreSettings(neo4j_uri=None, data=folder))) as store:
        return graph_hash(store)


def test_a_backup_is_restored_elsewhere(filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = filled("store", "backup", tmp_path / "graph.zip")
    assert (backup.exit_code, backup.stderr) == (0, "")
    assert backup.stdout.startswith("4 articles, 17 entities, 21 claims; claims ")
    before = hash_of(tmp_path / "store")
    monkeypatch.setenv("KAIGRAPH_DATA", str(tmp_path / "new"))
    restored = filled("store", "restore", tmp_path / "graph.zip")
    assert restored.stdout.splitlines()[0] == "4 articles: added 4, changed 0, unchanged 0"
    assert restored.stdout.splitlines()[1] == backup.stdout.splitlines()[0]
    assert hash_of(tmp_path / "new") == before


def test_a_copy_says_what_it_did_to_programs(filled: Run, tmp_path: Path) -> None:
    answer = json.loads(filled("store", "copy", "--to", tmp_path / "new", "--json").stdout)
    assert (answer["added"], answer["articles"], answer["claims"]["FUNDS"]) == (4, 4, 6)
    assert hash_of(tmp_path / "new") == hash_of(tmp_path / "store")
    assert filled("store", "copy", "--to", tmp_path / "store").exit_code == 1


def test_what_would_be_deleted_is_kept_unless_told(filled: Run, tmp_path: Path) -> None:
    filled("store", "backup", tmp_path / "graph.zip")
    with closing(open_store(StoreSettings())) as store:
        Writer(store).write(report("z/new", None, extra=(MAX,)))
    refused = filled("store", "restore", tmp_path / "graph.zip")
    assert refused.exit_code == 1
    assert "z/new" in refused.stderr
    assert "--replace" in refused.stderr
    assert filled("import", tmp_path / "graph.zip").stdout == "4 articles: added 0, changed 0, unchanged 4\n"
    assert filled("store", "restore", tmp_path / "graph.zip", "--replace").exit_code == 0


def test_a_broken_backup_changes_nothing(filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled("store", "backup", tmp_path / "graph.zip")
    data = bytearray((tmp_path / "graph.zip").read_bytes())
    data[200] ^= 1
    (tmp_path / "graph.zip").write_bytes(data)
    monkeypatch.setenv("KAIGRAPH_DATA", str(tmp_path / "new"))
    for command in (("import",), ("store", "restore")):
        result = filled(*command, tmp_path / "graph.zip")
        assert result.exit_code == 1
        assert "is broken or was changed" in result.stderr
    assert not (tmp_path / "new").exists()


def test_a_backup_is_a_zip_archive_in_a_folder_that_is_there(filled: Run, tmp_path: Path) -> None:
    assert "is not named .zip" in filled("store", "backup", tmp_path / "graph").stderr
    assert "is no folder" in filled("store", "backup", tmp_path / "nowhere" / "graph.zip").stderr
