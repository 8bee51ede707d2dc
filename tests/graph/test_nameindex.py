"""The index of names beside an embedded store follows it, whoever reads, writes, kills or replaces what."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.finding import Finder, IndexedFinder, Narrowing, finder
from graph.nameindex import FILE, NameIndex
from graph.reader import Reader
from graph.settings import StoreSettings
from graph.store import Store
from graph.store.opening import open_store
from graph.writer import Writer
from tests.graph.asking import fill
from tests.graph.examples import FACTORY, MAX, MOTIE, MOTIR, report, thing

PROCESSES = multiprocessing.get_context("forkserver")
ALL = report("all", "2025-12-24", extra=(FACTORY, MAX, MOTIE, MOTIR))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def opened(folder: Path) -> Iterator[Callable[..., Store]]:
    """Open the store of the folder; all are closed in the end."""
    stores: list[Store] = []

    def open_it(*, read_only: bool = False, at: Path = folder) -> Store:
        stores.append(open_store(StoreSettings(neo4j_uri=None, data=at), read_only=read_only))
        return stores[-1]

    yield open_it
    for store in stores:
        store.close()


def found(store: Store, text: str = "얼라이언") -> list[str]:
    assert isinstance(finder(store, Narrowing()), IndexedFinder)
    return [hit.entity.id for hit in Reader(store).search(text).items]


def names_in(folder: Path) -> int:
    with closing(sqlite3.connect(folder / FILE)) as database:
        number: int = database.execute("SELECT count(*) FROM names").fetchone()[0]
        return number


def test_the_index_takes_in_what_is_new_and_gives_nothing_that_went(opened: Callable[..., Store], folder: Path) -> None:
    store = fill(opened(), report("a", "2025-12-24", extra=(MOTIR,)))
    assert (found(store), names_in(folder)) == ([], 2)
    fill(store, report("b", "2025-12-24", extra=(MAX,)))
    assert (found(store), names_in(folder)) == ([MAX.id], 5)
    Writer(store).delete("b")
    assert (found(store), names_in(folder)) == ([], 5)
    fill(store, report("b", "2025-12-24", extra=(MAX,)))
    assert (found(store), names_in(folder)) == ([MAX.id], 5)


def test_it_is_kept_for_the_next_who_opens_the_store(opened: Callable[..., Store], folder: Path) -> None:
    with closing(fill(opened(), ALL)) as store:
        assert found(store) == [MAX.id]
    with closing(sqlite3.connect(folder / FILE)) as database:
        before = database.execute("SELECT * FROM of_store").fetchall()
    assert found(opened(read_only=True)) == [MAX.id]
    with closing(sqlite3.connect(folder / FILE)) as database:
        assert database.execute("SELECT * FROM of_store").fetchall() == before


@pytest.mark.parametrize("before", [True, False], ids=["that was there before", "that was made since"])
def test_who_reads_an_older_revision_is_answered_beside_a_newer_index(
    opened: Callable[..., Store], before: bool
) -> None:
    with closing(fill(opened(), report("a", "2025-12-24", extra=(MAX,)))) as store:
        assert not before or found(store) == [MAX.id]
    old, writing = opened(read_only=True), opened()
    Writer(writing).delete("a")
    fill(writing, report("b", "2025-12-24", extra=(MOTIR,)))
    assert (found(writing), found(writing, "산업통")) == ([], [MOTIR.id])
    assert isinstance(finder(old, Narrowing()), IndexedFinder) == before
    assert [hit.entity.id for hit in Reader(old).search("얼라이언").items] == [MAX.id]
    assert Reader(old).search("산업통").items == []


def test_the_index_of_another_store_is_made_anew(opened: Callable[..., Store], folder: Path, tmp_path: Path) -> None:
    with closing(fill(opened(), ALL)) as store:
        found(store)
    with closing(fill(opened(at=tmp_path / "other"), report("x", "2025-12-24", extra=(thing("Fund", "새 기금"),)))):
        pass
    shutil.copy(tmp_path / "other" / "graph.kgl", folder / "graph.kgl")
    store = opened()
    assert (found(store), found(store, "새기")) == ([], ["fund/새기금"])


def test_a_store_that_was_put_back_to_an_older_copy_gets_an_index_of_its_own(
    opened: Callable[..., Store], folder: Path
) -> None:
    with closing(fill(opened(), report("a", "2025-12-24", extra=(MOTIR,)))):
        pass
    shutil.copytree(folder, folder.with_name("copy"))
    with closing(fill(opened(), report("b", "2025-12-24", extra=(MAX,)))) as store:
        assert found(store) == [MAX.id]
    index = folder / FILE
    shutil.copy(index, folder.with_name("copy") / FILE)
    store = opened(at=folder.with_name("copy"))
    assert found(store) == []
    fill(store, report("c", "2025-12-24", extra=(FACTORY,)))
    assert found(store, "팩토리") == [FACTORY.id]


@pytest.mark.parametrize("content", [b"", b"no database at all, but a text of some length" * 50])
def test_a_broken_index_is_made_anew(opened: Callable[..., Store], folder: Path, content: bytes) -> None:
    fill(opened(), ALL).close()
    (folder / FILE).write_bytes(content)
    assert found(opened(read_only=True)) == [MAX.id]


def test_an_index_that_breaks_under_way_is_done_without(opened: Callable[..., Store], folder: Path) -> None:
    store = fill(opened(), ALL)
    assert found(store) == [MAX.id]
    with closing(sqlite3.connect(folder / FILE)) as database:
        database.execute("DROP TABLE pairs")
        database.execute("DROP TABLE names")
    assert found(store) == [MAX.id]
    assert found(store, "ㅅㅇㅂ") == [MOTIR.id, MOTIE.id]


def test_where_no_index_can_be_every_name_is_looked_at(opened: Callable[..., Store], folder: Path) -> None:
    store = fill(opened(), ALL)
    (folder / FILE).mkdir()
    assert type(finder(store, Narrowing())) is Finder
    assert [hit.entity.id for hit in Reader(store).search("얼라이언").items] == [MAX.id]


def index_and_die(folder: Path) -> None:
    """Be killed after the names were put in and before that was committed."""
    with closing(open_store(StoreSettings(neo4j_uri=None, data=folder), read_only=True)) as store:

        class Dying(NameIndex):
            def _add(self, names: list[str]) -> int:
                super()._add(names)
                os.kill(os.getpid(), signal.SIGKILL)
                return 0

        Dying(folder).bring_up(store, read_only=True)


def test_a_process_that_is_killed_while_it_indexes_leaves_no_half_index(
    opened: Callable[..., Store], folder: Path
) -> None:
    fill(opened(), ALL).close()
    process = PROCESSES.Process(target=index_and_die, args=(folder,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert found(opened(read_only=True)) == [MAX.id]
    assert names_in(folder) == 8


def test_many_threads_search_while_one_writes(opened: Callable[..., Store]) -> None:
    store = fill(opened(), ALL)
    wrong: list[object] = []

    def ask() -> None:
        for _ in range(30):
            try:
                if found(store) != [MAX.id] or MOTIR.id not in found(store, "산업통"):
                    wrong.append("an entity is missing")
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(20):
        fill(store, report(f"new/{number}", "2025-12-24", extra=(thing("Fund", f"새 기금 {number}"),)))
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(found(store, "새 기금")) == 20
