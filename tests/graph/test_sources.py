"""What a store remembers of files and pages, and of past runs."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.check import check, graph_hash
from graph.errors import NotFound
from graph.runs import Runs
from graph.sources import Known, Noted, Sources
from graph.store import Store
from graph.writer import Writer
from tests.graph.statement_examples import GRAPH

LAUNCH = GRAPH[0]
ID = LAUNCH.article.id


def test_a_source_is_whole_as_long_as_all_that_it_gave_is_there(store: Store) -> None:
    writer, sources = Writer(store), Sources(store)
    writer.write(LAUNCH)
    sources.note([Noted("/in/a.md", "9 1", "rules 1", (ID,)), Noted("/in/b.md", "8 1", "rules 1", (), "is empty")])
    assert sources.known(["/in/a.md", "/in/b.md", "/in/c.md"]) == {
        "/in/a.md": Known("9 1", "rules 1", 1, whole=True, failed=None),
        "/in/b.md": Known("8 1", "rules 1", 0, whole=False, failed="is empty"),
    }
    assert sources.failed() == {"/in/b.md": "is empty"}
    writer.delete(ID)
    assert not sources.known(["/in/a.md"])["/in/a.md"].whole


def test_noting_a_source_again_replaces_what_it_gave(store: Store) -> None:
    Writer(store).write(LAUNCH)
    sources = Sources(store)
    sources.note([Noted("/in/a.md", "9 1", "rules 1", (ID,)), Noted("/in/b.md", "9 1", "rules 1", (ID,))])
    assert list(sources.articles(["/in/a.md"])) == [("/in/a.md", ID, 2)]
    sources.note([Noted("/in/a.md", "9 2", "rules 1")])
    assert list(sources.articles(["/in/a.md", "/in/b.md"])) == [("/in/b.md", ID, 1)]
    assert sources.below("/in/") == ["/in/a.md", "/in/b.md"]
    sources.forget(["/in/a.md"])
    assert sources.below("/in/") == ["/in/b.md"]


def test_sources_and_runs_are_no_part_of_the_graph(store: Store) -> None:
    Writer(store).write(LAUNCH)
    before = graph_hash(store)
    Sources(store).note([Noted("/in/a.md", "9 1", "rules 1", (ID,))])
    Runs(store).end(Runs(store).begin(["/in"], "rules 1"), {"added": 1}, [], stopped=False)
    assert graph_hash(store) == before
    assert check(store).ok


def test_a_run_is_on_record_with_what_failed(store: Store) -> None:
    moments = iter(dt.datetime(2026, 3, 5, 9, 0, second, tzinfo=dt.UTC) for second in (0, 7, 30))
    runs = Runs(store, clock=lambda: next(moments))
    first = runs.begin(["in", "https://example.com/1"], "rules 1")
    runs.end(first, {"added": 2, "failed": 1}, [("in/b.md", "is empty")], stopped=True)
    second = runs.begin(["in"], "rules 2")
    assert [(one.id, one.seconds, one.stopped) for one in runs.last()] == [(second, None, False), (first, 7.0, True)]
    record = runs.run(first)
    assert (record.added, record.failed, record.paths) == (2, 1, ["in", "https://example.com/1"])
    assert [(one.source, one.reason) for one in record.failures] == [("in/b.md", "is empty")]
    with pytest.raises(NotFound, match="no run 'nosuch'"):
        runs.run("nosuch")
