from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import InputError
from ingest.gold import data_hash, load


def annotated(folder: Path, *ids: str, text: str = "정부가 발표했다.") -> Path:
    for name in ("docs", "gold"):
        (folder / name).mkdir(parents=True)
    for one in ids:
        (folder / "docs" / f"{one}.md").write_text(f"---\nid: {one}\ntitle: 발표\n---\n\n{text}\n", "utf-8")
        about = {"id": one, "title": "발표", "published_on": "2026-01-02", "entities": [], "claims": []}
        (folder / "gold" / f"{one}.json").write_text(json.dumps(about), "utf-8")
    return folder


def test_folders_follow_one_another_each_in_the_order_of_its_ids(tmp_path: Path) -> None:
    folders = annotated(tmp_path / "b", "B02", "B01"), annotated(tmp_path / "a", "A01")
    assert [one.id for one in load(*folders)] == ["B01", "B02", "A01"]


def test_an_id_that_two_folders_give_is_refused(tmp_path: Path) -> None:
    folders = annotated(tmp_path / "a", "A01"), annotated(tmp_path / "b", "A01")
    with pytest.raises(InputError, match="A01"):
        load(*folders)


def test_an_annotation_without_its_text_is_refused(tmp_path: Path) -> None:
    folder = annotated(tmp_path / "a", "A01")
    (folder / "docs" / "A01.md").unlink()
    with pytest.raises(InputError, match=r"A01\.md is not there"):
        load(folder)


def test_the_hash_tells_other_texts_apart_and_does_not_ask_where_they_lie(tmp_path: Path) -> None:
    here, there = annotated(tmp_path / "a", "A01"), annotated(tmp_path / "b", "A01")
    other = annotated(tmp_path / "c", "A01", text="정부가 확정했다.")
    assert data_hash(load(here)) == data_hash(load(there)) != data_hash(load(other))
