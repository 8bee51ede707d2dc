"""A dump gives an equal graph in every store; a broken or changed one is refused before anything is written."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from graph.check import check, claims_hash, graph_hash
from graph.errors import InputError, StoreError
from graph.export.documents import documents
from graph.export.dump import ARTICLES, write_dump
from graph.export.selection import Selection
from graph.export.target import members_target
from graph.importing import Dump, import_dump, open_dump
from graph.merges import record
from graph.moving import copy, holding, restore
from graph.scope import Scope
from graph.settings import StoreSettings
from graph.store import Store
from graph.store.opening import open_store
from graph.writer import Writer
from tests.graph.asking import fill
from tests.graph.examples import MAX, report
from tests.graph.statement_examples import GRAPH


@pytest.fixture
def filled(store: Store) -> Store:
    """The example graph, once for each engine, with an id that went."""
    fill(store, *GRAPH)
    record(store, "alliance/옛것", MAX.id)
    return store


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    """A second store, embedded and empty."""
    with closing(open_store(StoreSettings(neo4j_uri=None, data=tmp_path / "other"))) as opened:
        yield opened


def dump(store: Store, path: Path, selection: Selection | None = None, **how: Any) -> Path:
    with members_target(path) as members:
        assert list(write_dump(store, members, selection or Selection(), **how))[-1:] != [0]
    return path


def take_in(store: Store, path: Path) -> dict[str, int]:
    with open_dump(path) as opened:
        list(opened.verify())
        return dict(list(import_dump(store, opened))[-1])


@pytest.mark.parametrize("name", ["dump.zip", "dump"])
def test_an_import_gives_an_equal_graph(filled: Store, other: Store, tmp_path: Path, name: str) -> None:
    path = dump(filled, tmp_path / name)
    assert take_in(other, path) == {"added": 4, "changed": 0, "unchanged": 0}
    assert graph_hash(other) == graph_hash(filled)
    assert check(other).ok
    assert take_in(other, path) == {"added": 0, "changed": 0, "unchanged": 4}
    assert other.read("check/revision") == [{"revision": 2}]


def test_the_way_back_gives_an_equal_graph_too(other: Store, store: Store, tmp_path: Path) -> None:
    fill(other, *GRAPH)
    take_in(store, dump(other, tmp_path / "dump.zip"))
    assert graph_hash(store) == graph_hash(other)
    assert claims_hash(store) == claims_hash(other)


def test_an_article_comes_out_as_it_was_read(filled: Store) -> None:
    written = {extraction.article.id: extraction.model_dump() for extraction in GRAPH}
    for document in documents(filled):
        expected = written.pop(document.extraction.article.id)
        found = document.extraction.model_dump()
        for key in ("entities", "claims"):
            found[key].sort(key=lambda one: one["id"])
            expected[key].sort(key=lambda one: one["id"])
        assert found == expected
    assert written == {}


def test_what_was_read_is_current_after_it_came_by_a_dump(store: Store, other: Store, tmp_path: Path) -> None:
    writer = Writer(store)
    writer.write(GRAPH[0], reader="rules 1")
    writer.write(GRAPH[1])
    take_in(other, dump(store, tmp_path / "dump.zip"))
    assert Writer(other).read_by(GRAPH[0].article) == "rules 1"
    assert Writer(other).read_by(GRAPH[1].article) is None


def test_texts_travel_only_where_they_are_asked_for(store: Store, other: Store, tmp_path: Path) -> None:
    Writer(store, keep_text=True).write(GRAPH[0], reader="rules 1")
    take_in(other, dump(store, tmp_path / "without.zip"))
    assert [row["body"] for row in other.read("check/articles")] == [None]
    assert Writer(other).read_by(GRAPH[0].article) is None
    take_in(other, dump(store, tmp_path / "with.zip", with_text=True))
    assert [row["body"] for row in other.read("check/articles")] == [GRAPH[0].article.text]
    assert graph_hash(other) == graph_hash(store)
    assert Writer(other, keep_text=True).read_by(GRAPH[0].article) == "rules 1"


def test_the_catalogue_says_what_is_in_the_dump(filled: Store, tmp_path: Path) -> None:
    with open_dump(dump(filled, tmp_path / "dump")) as opened:
        catalog = opened.catalog
    assert (catalog.whole, catalog.with_text, catalog.revision) == (True, False, 2)
    assert (catalog.counts.articles, catalog.counts.redirects, sum(catalog.counts.claims.values())) == (4, 1, 21)
    assert catalog.counts.entities == holding(filled).entities
    assert catalog.claims_sha256 == claims_hash(filled)
    assert catalog.licenses == {"CC BY 4.0": 1, "unknown": 3}
    packed = (tmp_path / "dump" / ARTICLES).read_bytes()
    assert (catalog.files[0].bytes, catalog.files[0].sha256) == (len(packed), hashlib.sha256(packed).hexdigest())


def test_the_same_graph_makes_the_same_files(filled: Store, other: Store, tmp_path: Path) -> None:
    one = dump(filled, tmp_path / "one")
    take_in(other, one)
    two = dump(other, tmp_path / "two")
    assert (one / ARTICLES).read_bytes() == (two / ARTICLES).read_bytes()


PARTS = [
    (Selection(Scope(published_to="2025-12-24")), ["a/max", "d/tasks"], 14),  # type: ignore[arg-type]
    (Selection(Scope(publisher="kaigraph samples")), ["a/max"], 7),
    (Selection(predicates=("FUNDS",)), ["a/max", "b/max-again", "c/ship", "d/tasks"], 6),
    (Selection(labels=("Ministry", "Alliance")), ["a/max", "b/max-again", "c/ship", "d/tasks"], 6),
    (Selection(Scope(min_confidence=0.5, modality="fact")), ["a/max", "b/max-again", "c/ship", "d/tasks"], 19),
]


@pytest.mark.parametrize(("selection", "articles", "claims"), PARTS)
def test_a_part_of_the_graph_holds_what_was_asked_for(
    filled: Store, other: Store, tmp_path: Path, selection: Selection, articles: list[str], claims: int
) -> None:
    path = dump(filled, tmp_path / "part.zip", selection)
    take_in(other, path)
    assert [row["id"] for row in other.read("check/articles")] == articles
    assert len(other.read("check/claims")) == claims
    assert {row["label"] for row in other.read("check/entities")} <= set(selection.labels or (LABELS_ALL))
    assert check(other).ok
    with open_dump(path) as opened, pytest.raises(InputError, match="a part of a graph"):
        list(restore(other, opened))


LABELS_ALL = {"Alliance", "Committee", "Division", "Event", "Ministry", "Person", "Program", "Sector"}


def test_an_unknown_label_is_refused() -> None:
    with pytest.raises(InputError, match="no label"):
        Selection(labels=("Minister",))
    with pytest.raises(InputError, match="no predicate"):
        Selection(predicates=("PAYS",))


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def rewrite(path: Path, change: Any) -> None:
    """Change the lines of a dump, and make its catalogue fit the bytes."""
    lines = [json.loads(line) for line in gzip.decompress((path / ARTICLES).read_bytes()).splitlines()]
    packed = gzip.compress("".join(json.dumps(line) + "\n" for line in change(lines)).encode())
    (path / ARTICLES).write_bytes(packed)
    catalog = json.loads((path / "catalog.json").read_text("utf-8"))
    catalog["files"][0] |= {"bytes": len(packed), "sha256": hashlib.sha256(packed).hexdigest()}
    (path / "catalog.json").write_text(json.dumps(catalog), "utf-8")


def requote(lines: list[Any]) -> list[Any]:
    lines[0]["claims"][0]["modality"] = "plan"
    return lines


def cheapen(lines: list[Any]) -> list[Any]:
    lines[0]["claims"][0]["qualifiers"] = {"amount_krw": "7000억"}
    return lines


BROKEN = {
    "a changed byte": lambda path: flip(path / ARTICLES),
    "a cut file": lambda path: (path / ARTICLES).write_bytes((path / ARTICLES).read_bytes()[:-20]),
    "a missing file": lambda path: (path / ARTICLES).unlink(),
    "no catalogue": lambda path: (path / "catalog.json").unlink(),
    "no JSON": lambda path: (path / "catalog.json").write_text("{"),
    "a changed count": lambda path: edit(path, lambda catalog: catalog["counts"].update(articles=5)),
    "a newer form": lambda path: edit(path, lambda catalog: catalog.update(form_version=2)),
    "a strange file": lambda path: edit(path, lambda catalog: catalog["files"][0].update(name="../x")),
    "another claim": lambda path: rewrite(path, requote),
    "a wrong amount": lambda path: rewrite(path, cheapen),
    "a lost line": lambda path: rewrite(path, lambda lines: lines[1:]),
    "lines in another order": lambda path: rewrite(path, lambda lines: lines[::-1]),
}


def edit(path: Path, change: Any) -> None:
    catalog = json.loads((path / "catalog.json").read_text("utf-8"))
    change(catalog)
    (path / "catalog.json").write_text(json.dumps(catalog), "utf-8")


@pytest.fixture(scope="module")
def whole_dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dumps")
    with closing(open_store(StoreSettings(neo4j_uri=None, data=folder / "store"))) as opened:
        return dump(fill(opened, *GRAPH), folder / "dump")


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_dump_is_refused_before_anything_is_written(whole_dump: Path, tmp_path: Path, how: str) -> None:
    path = tmp_path / "broken"
    shutil.copytree(whole_dump, path)
    BROKEN[how](path)  # type: ignore[no-untyped-call]
    with pytest.raises(InputError) as told, open_dump(path) as opened:
        list(opened.verify())
    assert str(path) in told.value.message
    assert told.value.hint


def test_what_is_no_dump_is_told(tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("no archive")
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    for name in ("nothing.zip", "text.zip", "empty.zip"):
        with pytest.raises(InputError, match=name), open_dump(tmp_path / name):
            pass


def encrypt(path: Path) -> None:
    """Say of every file of an archive that it is encrypted (bit 0 of its flags, APPNOTE 4.4.4)."""
    data = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            data[at + flags] |= 1
    path.write_bytes(data)


def spoil(path: Path) -> None:
    """Change what the catalogue was packed to."""
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        member = archive.getinfo("catalog.json")
    start = member.header_offset + 30 + len(member.filename)
    data[start : start + member.compress_size] = b"\xff" * member.compress_size
    path.write_bytes(data)


@pytest.mark.parametrize("change", [encrypt, spoil])
def test_an_archive_that_cannot_be_unpacked_is_told(whole_dump: Path, tmp_path: Path, change: Any) -> None:
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in whole_dump.iterdir():
            archive.write(file, file.name)
    with open_dump(path) as opened:
        assert list(opened.verify())[-1:] == [4]
    change(path)
    with pytest.raises(InputError, match=r"dump\.zip: catalog\.json .* cannot be read") as told, open_dump(path):
        pass
    assert told.value.hint


def break_off(store: Store, path: Path) -> None:
    with members_target(path) as members:
        next(write_dump(store, members))
        raise KeyboardInterrupt


def test_a_dump_that_was_broken_off_leaves_nothing_under_its_name(store: Store, tmp_path: Path) -> None:
    fill(store, *GRAPH)
    for name in ("dump", "dump.zip"):
        with pytest.raises(KeyboardInterrupt):
            break_off(store, tmp_path / name)
    assert [path.name for path in tmp_path.iterdir() if "dump" in path.name] == []


def test_an_import_that_was_broken_off_goes_on(whole_dump: Path, store: Store, monkeypatch: Any) -> None:
    monkeypatch.setattr("graph.importing.TOGETHER", 1)
    with open_dump(whole_dump) as opened:
        steps = import_dump(store, opened)
        next(steps), next(steps)
        steps.close()  # type: ignore[attr-defined]
    assert len(store.read("check/articles")) == 2
    assert take_in(store, whole_dump) == {"added": 2, "changed": 0, "unchanged": 2}
    assert check(store).ok


def test_restoring_refuses_to_delete_unless_told(filled: Store, tmp_path: Path) -> None:
    path = dump(filled, tmp_path / "backup.zip", with_text=True)
    before = graph_hash(filled)
    Writer(filled).write(report("z/new", None, extra=(MAX,)))
    record(filled, "alliance/더옛것", MAX.id)
    with open_dump(path) as opened:
        with pytest.raises(InputError, match="articles that would go: z/new"):
            list(restore(filled, opened))
        list(restore(filled, opened, replace=True))
    assert graph_hash(filled) == before


def test_a_copy_is_equal_and_a_copy_of_the_copy_too(filled: Store, other: Store) -> None:
    assert dict(list(copy(filled, other))[-1]) == {"added": 4, "changed": 0, "unchanged": 0}
    assert graph_hash(other) == graph_hash(filled)
    assert holding(other) == holding(filled)
    assert dict(list(copy(other, filled))[-1]) == {"added": 0, "changed": 0, "unchanged": 4}


def test_a_store_that_lacks_a_claim_gives_no_dump(filled: Store, tmp_path: Path) -> None:
    filled.write(lambda transaction: transaction.run("write/claims_delete", {"article": "a/max"}))
    with pytest.raises(StoreError, match="article a/max: cannot be read whole"):
        dump(filled, tmp_path / "dump")
    assert not (tmp_path / "dump").exists()


def test_an_article_that_is_written_meanwhile_is_read_again(filled: Store, tmp_path: Path) -> None:
    class Busy:
        """Replaces an article between the reading of its own row and of what it states."""

        def __init__(self) -> None:
            self.busy = True

        def read(self, statement: str, parameters: Any = None, *, slot: str | None = None) -> Any:
            if statement == "export/mentions" and self.busy:
                self.busy = False
                Writer(filled).write(report("a/max", "2026-01-01", extra=(MAX,)))
            return filled.read(statement, parameters, slot=slot)

    found = {one.extraction.article.id: one.extraction for one in documents(Busy())}  # type: ignore[arg-type]
    assert (len(found), len(found["a/max"].claims), str(found["a/max"].article.published_on)) == (4, 0, "2026-01-01")


def test_a_dump_of_a_store_is_read_by_its_lines(whole_dump: Path) -> None:
    with open_dump(whole_dump) as opened:
        assert isinstance(opened, Dump)
        assert list(opened.ids()) == [document.extraction.article.id for document in opened.documents()]
