"""Both stores: transactions are whole or not at all, errors say what to do, threads do no harm."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.errors import StatementError, StoreDenied, StoreError, StoreLocked, StoreUnavailable
from graph.projection import compare
from graph.scope import Scope
from graph.settings import StoreSettings
from graph.statements import names
from graph.store import Store, Transaction
from graph.store.embedded import INTERRUPTED, EmbeddedStore, to_its_end
from graph.store.opening import open_store
from graph.writer import Writer
from tests.graph.examples import MAX, MOTIR, pays, report


def name_one(transaction: Transaction, key: str = "program/a") -> None:
    row = {"id": key, "properties": {"name": "가", "label": "Program"}}
    transaction.run("write/entities", {"entities": [row]})


def known(store: Store) -> list[str]:
    return [row["id"] for row in store.read("check/entities")]


def test_what_is_written_is_read(store: Store) -> None:
    store.write(name_one)
    assert known(store) == ["program/a"]


def test_write_returns_what_the_work_returns(store: Store) -> None:
    assert store.write(lambda transaction: transaction.run("write/begin")) == [{"revision": 1}]


def test_a_transaction_sees_what_it_wrote_and_others_do_not(store: Store) -> None:
    def work(transaction: Transaction) -> tuple[int, int]:
        name_one(transaction)
        return len(transaction.run("check/entities")), len(store.read("check/entities"))

    assert store.write(work) == (1, 0)


def test_an_error_undoes_everything(store: Store) -> None:
    store.write(name_one)

    def work(transaction: Transaction) -> None:
        name_one(transaction, "program/b")
        transaction.run("write/entities_delete", {"ids": ["program/a"]})
        raise KeyError("stop")

    with pytest.raises(KeyError, match="stop"):
        store.write(work)
    assert known(store) == ["program/a"]
    store.write(lambda transaction: name_one(transaction, "program/c"))
    assert known(store) == ["program/a", "program/c"]


def test_a_statement_that_fails_undoes_everything(store: Store) -> None:
    def work(transaction: Transaction) -> None:
        name_one(transaction)
        transaction.run("write/entities", {"entities": [{"id": None, "properties": {}}]})

    with pytest.raises(StoreError):
        store.write(work)
    assert known(store) == []


def test_questions_cannot_write(store: Store) -> None:
    with pytest.raises(StoreError, match="write/begin"):
        store.read("write/begin")
    assert store.read("check/revision") == []


def test_unknown_statements_slots_and_missing_parameters_are_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="no statement 'read/nothing'"):
        store.read("read/nothing")
    with pytest.raises(StatementError, match="lacks the parameter id"):
        store.read("read/entity")
    with pytest.raises(StatementError, match="takes no 'Claim'"):
        store.write(lambda transaction: transaction.run("write/entity_labels", {"ids": []}, slot="Claim"))


def test_input_cannot_become_a_part_of_a_statement(store: Store) -> None:
    hostile = "x'}) DETACH DELETE e //"
    store.write(name_one)
    assert store.read("read/entity", {"id": hostile}) == []
    store.write(lambda transaction: name_one(transaction, f"program/{hostile}"))
    assert known(store) == ["program/a", f"program/{hostile}"]


def test_text_goes_in_and_out_unchanged(store: Store) -> None:
    text = '‘M.AX’ \\ "얼라이언스" 中 😀 ᄒᆞᆫ글 \t끝'

    def work(transaction: Transaction) -> None:
        transaction.run("write/entities", {"entities": [{"id": "program/a", "properties": {"name": text}}]})

    store.write(work)
    assert store.read("read/entity", {"id": "program/a"})[0]["name"] == text


def test_the_schema_can_be_applied_again(store: Store) -> None:
    store.write(name_one)
    store.apply_schema()
    present = {row["name"] for row in store.read("check/indexes")}
    assert {name.removeprefix("schema/") for name in names("schema")} <= present
    assert known(store) == ["program/a"]


def test_the_same_id_is_the_same_node_also_for_writers_at_once(store: Store) -> None:
    keys = [f"program/{number % 5}" for number in range(40)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda key: store.write(lambda transaction: name_one(transaction, key)), keys))
    assert known(store) == sorted(set(keys))


def test_writers_at_once_leave_edges_that_equal_the_claims(store: Store) -> None:
    articles = [
        report(f"n{n}", f"2025-01-{n + 1:02d}", pays(MOTIR, MAX, f"{n}번째 글은 {n}억원이라 한다.", n + 1, year=2026))
        for n in range(12)
    ]
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(Writer(store).write, articles))
    assert done == ["added"] * 12
    (edge,) = store.read("check/edges")
    assert (edge["articles"], edge["claims"], len(edge["amounts"])) == (12, 12, 12)
    assert compare(store) == []
    assert store.read("check/revision") == [{"revision": 12}]


def test_readers_do_not_wait_for_a_writer(store: Store) -> None:
    reading = threading.Event()

    def work(transaction: Transaction) -> bool:
        name_one(transaction)
        return reading.wait(20)

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(store.write, work)
        assert known(store) == []
        reading.set()
        assert writing.result() is True


def test_closing_twice_is_fine(settings: StoreSettings) -> None:
    store = open_store(settings)
    store.close()
    store.close()


def test_a_store_open_for_reading_reads_and_does_not_write(store: Store, settings: StoreSettings) -> None:
    store.write(name_one)
    store.close()
    with closing(open_store(settings, read_only=True)) as reading:
        assert known(reading) == ["program/a"]
        assert reading.info().read_only is True
        with pytest.raises(StoreError, match="for reading only"):
            reading.write(name_one)
        with pytest.raises(StoreError, match="for reading only"):
            reading.apply_schema()


def test_what_was_written_is_there_after_closing(settings: StoreSettings) -> None:
    with closing(open_store(settings)) as store:
        store.write(name_one)
    with closing(open_store(settings)) as store:
        assert known(store) == ["program/a"]


# --- the embedded engine


def embedded(folder: Path) -> StoreSettings:
    return StoreSettings(neo4j_uri=None, data=folder)


def test_the_embedded_store_says_what_it_is(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "a" / "b") as store:
        info = store.info()
    assert (info.engine, info.location, info.read_only) == ("embedded", str(tmp_path / "a" / "b"), False)
    assert info.version.startswith("kglite 0.")


def test_a_held_store_is_named_with_its_holder(tmp_path: Path) -> None:
    holder = "import sys; from graph.store.embedded import EmbeddedStore; from pathlib import Path\n"
    holder += "store = EmbeddedStore(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(StoreLocked, match=rf"process {process.pid} holds the store") as caught:
            open_store(embedded(tmp_path))
        assert "KAIGRAPH_DATA" in str(caught.value.hint)
        process.communicate()
    open_store(embedded(tmp_path)).close()


def test_a_second_opening_in_the_same_process_is_refused(tmp_path: Path) -> None:
    with closing(open_store(embedded(tmp_path))), pytest.raises(StoreLocked, match="this process holds"):
        open_store(embedded(tmp_path))


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_reader_beside_a_writer_shows_the_last_checkpoint_and_says_of_when(tmp_path: Path) -> None:
    with closing(open_store(embedded(tmp_path))) as store:
        store.write(name_one)
    with closing(open_store(embedded(tmp_path))) as store:
        store.write(lambda transaction: name_one(transaction, "program/b"))
        with closing(open_store(embedded(tmp_path), read_only=True)) as beside:
            assert known(beside) == ["program/a"]
            as_of = beside.info().as_of
            assert as_of is not None
            assert timedelta(0) <= datetime.now(UTC) - as_of < timedelta(minutes=5)
    with closing(open_store(embedded(tmp_path), read_only=True)) as beside:
        assert known(beside) == ["program/a", "program/b"]


def test_a_store_opened_to_write_after_a_kill_shows_readers_all_that_was_written(tmp_path: Path) -> None:
    killed = "import os, sys; from pathlib import Path; from graph.store.opening import open_store\n"
    killed += "from tests.graph.test_store import embedded, name_one\n"
    killed += "open_store(embedded(Path(sys.argv[1]))).write(name_one); os._exit(0)"
    subprocess.run([sys.executable, "-c", killed, str(tmp_path)], check=True)
    with closing(open_store(embedded(tmp_path))), closing(open_store(embedded(tmp_path), read_only=True)) as beside:
        assert known(beside) == ["program/a"]
    with closing(open_store(embedded(tmp_path), read_only=True)) as after:
        assert known(after) == ["program/a"]


def test_opening_to_write_makes_no_checkpoint_where_the_log_holds_nothing(tmp_path: Path) -> None:
    with closing(open_store(embedded(tmp_path))) as store:
        store.write(name_one)
    written = (tmp_path / "graph.kgl").stat().st_mtime_ns
    open_store(embedded(tmp_path)).close()
    assert (tmp_path / "graph.kgl").stat().st_mtime_ns == written


def test_a_reader_can_open_a_store_that_a_writer_has_just_made(tmp_path: Path) -> None:
    with closing(open_store(embedded(tmp_path))), closing(open_store(embedded(tmp_path), read_only=True)) as beside:
        assert known(beside) == []


def test_reading_where_there_is_no_graph_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="holds no graph") as caught:
        open_store(embedded(tmp_path / "none"), read_only=True)
    assert "kaigraph ingest" in str(caught.value.hint)
    assert not (tmp_path / "none").exists()


def test_a_file_that_is_no_graph_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "graph.kgl").write_bytes(b"something else")
    for read_only in (False, True):
        with pytest.raises(StoreUnavailable, match="cannot be opened"):
            open_store(embedded(tmp_path), read_only=read_only)
    assert (tmp_path / "graph.kgl").read_bytes() == b"something else"


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        open_store(embedded(tmp_path / "file"))


def test_writing_to_a_closed_store_says_so(tmp_path: Path) -> None:
    store = open_store(embedded(tmp_path))
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.write(name_one)


def test_the_engine_is_silent_about_names_that_it_does_not_know_yet(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with closing(open_store(embedded(tmp_path))) as store:
        store.read("read/entity", {"id": "nothing"})
        store.read("read/money", {**Scope().parameters(), "year": 2026})
    assert capfd.readouterr().err == ""


# --- Neo4j


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:1", "neo4j://127.0.0.1:1", "bolt://no-such-host.invalid:7687"])
def test_a_neo4j_that_does_not_answer_is_named(uri: str) -> None:
    with pytest.raises(StoreUnavailable, match="does not answer") as caught:
        open_store(StoreSettings(neo4j_uri=uri, neo4j_password="whatever"))  # type: ignore[arg-type]
    assert uri in caught.value.message
    assert "NEO4J_URI" in str(caught.value.hint)


@pytest.mark.parametrize("uri", ["http://127.0.0.1:7474", "127.0.0.1:7687", "bolt://", "nonsense"])
def test_an_address_that_is_none_of_a_neo4j_is_named(uri: str) -> None:
    with pytest.raises(StoreUnavailable, match="is no address of a Neo4j") as caught:
        open_store(StoreSettings(neo4j_uri=uri))
    assert "bolt://127.0.0.1:7687" in str(caught.value.hint)


@pytest.mark.neo4j_only
def test_a_wrong_password_is_refused_with_what_to_do(settings: StoreSettings) -> None:
    for wrong in ({"neo4j_password": "not-the-password"}, {"neo4j_username": "nobody"}, {"neo4j_password": None}):
        with pytest.raises(StoreDenied) as caught:
            open_store(StoreSettings(**settings.model_dump() | wrong))
        assert "NEO4J_PASSWORD" in str(caught.value.hint) or "NEO4J_USERNAME" in str(caught.value.hint)


@pytest.mark.neo4j_only
def test_an_unknown_database_is_named(settings: StoreSettings) -> None:
    with pytest.raises(StoreUnavailable, match="has no such database") as caught:
        open_store(settings.model_copy(update={"neo4j_database": "nothing"}))
    assert "NEO4J_DATABASE" in str(caught.value.hint)


@pytest.mark.neo4j_only
def test_a_cluster_is_reached_by_its_address_and_asked_for_what_was_written(settings: StoreSettings) -> None:
    assert settings.neo4j_uri is not None
    routed = settings.model_copy(update={"neo4j_uri": settings.neo4j_uri.replace("bolt", "neo4j")})
    with closing(open_store(routed)) as store:
        before = store._bookmarks.get_bookmarks()  # type: ignore[attr-defined]
        Writer(store).write(report("a", "2025-12-24", pays(MOTIR, MAX, "낸다.", 5)))
        assert store._bookmarks.get_bookmarks() - before  # type: ignore[attr-defined]
        assert [row["id"] for row in store.read("write/manifest")] == ["a"]


@pytest.mark.neo4j_only
def test_the_neo4j_store_says_what_it_is(store: Store, settings: StoreSettings) -> None:
    info = store.info()
    assert (info.engine, info.location) == ("neo4j", settings.neo4j_uri)
    assert info.version.startswith("Neo4j/5.")


def test_ctrl_c_inside_a_statement_goes_to_the_programs_own_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    tries = iter([KeyboardInterrupt(INTERRUPTED), KeyboardInterrupt(INTERRUPTED)])

    def ask() -> str:
        for broken_off in tries:
            raise broken_off
        return "answer"

    monkeypatch.setattr(signal, "getsignal", lambda _signal: lambda number, _frame: told.append(number))
    assert (to_its_end(ask), told) == ("answer", [signal.SIGINT, signal.SIGINT])
    monkeypatch.setattr(signal, "getsignal", lambda _signal: signal.default_int_handler)
    tries = iter([KeyboardInterrupt(INTERRUPTED)])
    with pytest.raises(KeyboardInterrupt):
        to_its_end(ask)
