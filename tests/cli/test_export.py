"""`kaigraph export` writes files that other programs read, whole or not at all."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import get_args

import networkx as nx
import pandas as pd
import pytest

from graph.export.formats import FORMATS, FormatName
from tests.cli.conftest import Run


@pytest.mark.parametrize("name", get_args(FormatName))
def test_every_format_is_written(ask: Run, tmp_path: Path, name: FormatName) -> None:
    out = tmp_path / f"graph.{FORMATS[name].ending}"
    result = ask("export", "--format", name, "--out", out)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "".join(result.stdout.split()).startswith(f"{out}:")
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_a_part_of_the_samples_is_the_money_of_2025(ask: Run, tmp_path: Path) -> None:
    out = tmp_path / "funds.graphml"
    options = ("--predicate", "funds", "--from", "2025-12-01", "--to", "2025-12-31", "--min-confidence", "0.5")
    said = json.loads(ask("export", "--format", "graphml", "--out", out, *options, "--json").stdout)
    graph = nx.read_graphml(out)
    assert said["count"] == len(graph) + graph.number_of_edges()
    edges = [data for *_, data in graph.edges(data=True)]
    assert edges
    assert {edge["label"] for edge in edges} == {"FUNDS"}
    assert all(edge["quote"] and "다른 글을 다시 쓴 글" in edge["cited"] for edge in edges)
    assert all("2025-12-01" <= edge["first_stated"] <= edge["last_stated"] <= "2025-12-31" for edge in edges)


def test_tables_are_a_folder_or_an_archive(ask: Run, tmp_path: Path) -> None:
    ask("export", "--format", "csv", "--out", tmp_path / "tables")
    ask("export", "--format", "csv", "--out", tmp_path / "tables.zip")
    claims = pd.read_csv(tmp_path / "tables" / "claims.csv", encoding="utf-8-sig")
    assert {"quote", "source", "amount_krw"} <= set(claims.columns)
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        assert archive.read("claims.csv") == (tmp_path / "tables" / "claims.csv").read_bytes()


def test_what_cannot_be_written_is_told(ask: Run, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_text("x")
    for options, said in (
        (("--format", "csv", "--out", tmp_path / "full"), "is there already"),
        (("--format", "gexf", "--out", tmp_path / "nowhere" / "x"), "is no folder"),
        (("--format", "gexf", "--out", tmp_path / "full"), "cannot be written"),
        (("--format", "gexf", "--out", tmp_path / "x", "--with-text"), "no texts"),
    ):
        result = ask("export", *options)
        assert (result.exit_code, result.stdout) == (1, "")
        assert said in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full"]


def test_nothing_is_printed_as_an_export(ask: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = ask("export", "--format", "gexf", "--out", "-")
    assert (result.exit_code, result.stdout, list(tmp_path.iterdir())) == (2, "", [])


def test_what_is_no_file_is_not_replaced_by_one(ask: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    result = ask("export", "--format", "gexf", "--out", pipe)
    assert (result.exit_code, pipe.is_fifo()) == (1, True)
    assert result.stderr.startswith(f"error: {pipe}: cannot be written: it is there and no file")


def test_a_link_is_followed(ask: Run, tmp_path: Path) -> None:
    (tmp_path / "graph.gexf").write_text("an older one")
    (tmp_path / "newest.gexf").symlink_to("graph.gexf")
    assert ask("export", "--format", "gexf", "--out", tmp_path / "newest.gexf").exit_code == 0
    assert (tmp_path / "newest.gexf").is_symlink()
    assert (tmp_path / "graph.gexf").read_text(encoding="utf-8").startswith("<?xml")
