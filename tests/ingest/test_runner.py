import json
import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.errors import KaigraphError, StoreUnavailable
from graph.model import Article, Entity, Extraction, Mention
from graph.sources import Known, Noted
from graph.writer import Written
from ingest.outcomes import Outcome, Summary
from ingest.readers import Fetched, find
from ingest.reading import Here, Pending
from ingest.runner import Options, Run

READER = "test/1"


class Memory:
    """A store that keeps articles in memory, and counts how often it was written to."""

    def __init__(self) -> None:
        self.held: dict[str, tuple[Article, str | None]] = {}
        self.writes = 0
        self.sources = SourcesInMemory(self)

    def read_by(self, article: Article) -> str | None:
        held, reader = self.held.get(article.id, (None, None))
        return reader if held == article else None

    def write_together(self, batch: list[Extraction], reader: str | None) -> list[Written]:
        return [self.write(extraction, reader=reader) for extraction in batch]

    def write(self, extraction: Extraction, *, reader: str | None) -> Written:
        self.writes += 1
        article = extraction.article
        before = self.held.get(article.id)
        self.held[article.id] = (article, reader)
        return "added" if before is None else "unchanged" if before == (article, reader) else "changed"

    def delete(self, article_id: str) -> bool:
        return self.held.pop(article_id, None) is not None


class SourcesInMemory:
    """What a store remembers of files and pages, in memory."""

    def __init__(self, store: Memory) -> None:
        self._store = store
        self.noted: dict[str, Noted] = {}

    def known(self, ids: Iterable[str]) -> dict[str, Known]:
        return {
            one.id: Known(
                one.stamp,
                one.reader,
                len(one.articles),
                one.failed is None and all(article in self._store.held for article in one.articles),
                one.failed,
            )
            for one in map(self.noted.get, ids)
            if one is not None
        }

    def note(self, sources: Iterable[Noted]) -> None:
        self.noted |= {one.id: one for one in sources}

    def below(self, prefix: str) -> list[str]:
        return [one for one in self.noted if one.startswith(prefix)]

    def articles(self, ids: Iterable[str]) -> Iterator[tuple[str, str, int]]:
        for one in ids:
            for article in self.noted[one].articles if one in self.noted else ():
                yield one, article, sum(article in other.articles for other in self.noted.values())

    def forget(self, ids: Iterable[str]) -> None:
        for one in ids:
            del self.noted[one]


def read_article(article: Article) -> Extraction:
    """Read every "산업부" of a text; a text that says so is one that the reader cannot take."""
    text = article.text or ""
    if "고장" in text:
        raise ZeroDivisionError("division by zero")
    start = text.find("산업부")
    mentions = [Mention(text="산업부", start=start, end=start + 3)] if start >= 0 else []
    entities = [Entity(id="ministry/a", type="Ministry", name="산업부", mentions=m) for m in [mentions] if m]
    return Extraction(article=article, entities=entities, claims=[])


def write(folder: Path, name: str, text: str, **fields: str) -> Path:
    path = folder / name
    head = "".join(f"{key}: {value}\n" for key, value in fields.items())
    path.write_text(f"---\n{head}---\n{text}" if fields else text)
    return path


def run(store: Memory, *paths: Path, reader: str = READER, remember: bool = False, **options: bool) -> list[Outcome]:
    sources = store.sources if remember else None
    return list(
        Run(Here(read_article), store, reader=reader, sources=sources, options=Options(**options)).over(find(paths))
    )


def whats(outcomes: list[Outcome]) -> list[str]:
    return [outcome.what for outcome in outcomes]


def test_a_second_run_passes_over_what_is_there_without_reading_it(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "산업부가 투입한다.", published_on="2025-01-01")
    write(tmp_path, "b.md", "산업부가 밝혔다.", published_on="2025-01-01")
    store = Memory()
    assert whats(run(store, tmp_path)) == ["added", "added"]
    assert whats(run(store, tmp_path)) == ["unchanged", "unchanged"]
    assert store.writes == 2


def test_a_changed_text_or_date_is_read_again(tmp_path: Path) -> None:
    store = Memory()
    run(store, write(tmp_path, "a.md", "산업부가 투입한다.", id="a"))
    assert whats(run(store, write(tmp_path, "a.md", "산업부가 더 투입한다.", id="a"))) == ["changed"]
    assert whats(run(store, write(tmp_path, "a.md", "산업부가 더 투입한다.", id="a", date="2025-01-01"))) == ["changed"]


@pytest.mark.parametrize("remember", [False, True])
def test_a_newer_reader_reads_again_where_that_is_wished(remember: bool, tmp_path: Path) -> None:
    store = Memory()
    path = write(tmp_path, "a.md", "산업부가 투입한다.", date="2025-01-01")
    run(store, path, remember=remember)
    (passed,) = run(store, path, reader="test/2", remember=remember)
    assert (passed.what, passed.notes) == ("unchanged", ("older reader",))
    assert whats(run(store, path, reader="test/2", refresh=True, remember=remember)) == ["changed"]
    assert whats(run(store, path, reader="test/2", refresh=True, remember=remember)) == ["unchanged"]
    assert store.writes == 2
    assert whats(run(store, path, reader="test/2", again=True, remember=remember)) == ["unchanged"]
    assert store.writes == 3


def test_a_file_that_did_not_change_is_not_opened(tmp_path: Path) -> None:
    store = Memory()
    lines = "".join(json.dumps({"id": name, "text": f"산업부의 글 {name}이다."}) + "\n" for name in "abc")
    (tmp_path / "a.jsonl").write_text(lines)
    run(store, tmp_path, remember=True)
    before = (tmp_path / "a.jsonl").stat()
    (tmp_path / "a.jsonl").write_bytes(b"x" * before.st_size)
    os.utime(tmp_path / "a.jsonl", ns=(before.st_atime_ns, before.st_mtime_ns))
    (passed,) = run(store, tmp_path, remember=True)
    assert (passed.what, passed.articles) == ("unchanged", 3)


def test_a_file_of_which_a_part_failed_or_an_article_went_is_read_again(tmp_path: Path) -> None:
    store = Memory()
    (tmp_path / "a.jsonl").write_text('no json\n{"id": "a", "text": "산업부의 글이다."}\n')
    (tmp_path / "b.jsonl").write_text('{"id": "b", "text": "산업부의 둘째 글이다."}\n')
    assert whats(run(store, tmp_path, remember=True)) == ["failed", "added", "added"]
    assert [one.failed for one in store.sources.noted.values()] == ["1: is no JSON: Expecting value at column 1", None]
    store.delete("b")
    assert whats(run(store, tmp_path, remember=True)) == ["failed", "unchanged", "added"]


def test_another_day_given_for_files_reads_them_again(tmp_path: Path) -> None:
    store = Memory()
    write(tmp_path, "a.md", "산업부가 내년에 투입한다.")
    run(store, tmp_path, remember=True)
    reading = Run(
        Here(read_article), store, reader=READER, sources=store.sources, options=Options(day=date(2025, 12, 24))
    )
    assert whats(list(reading.over(find([tmp_path])))) == ["changed"]


class Unchanging:
    """A web of pages that never change."""

    def fetch(self, url: str, *, stamp: str | None = None) -> Fetched | None:
        return None if stamp else Fetched(url, "산업부가 밝혔다.".encode(), '{"etag": "1"}')


def test_another_day_given_for_a_page_reads_it_again_though_it_did_not_change() -> None:
    store = Memory()

    def fetch(day: date) -> tuple[list[str], set[date | None]]:
        options = Options(day=day)
        run = Run(Here(read_article), store, reader=READER, sources=store.sources, web=Unchanging(), options=options)
        outcomes = list(run.over(find(["https://a.kr/1"])))
        return whats(outcomes), {article.published_on for article, _ in store.held.values()}

    old, new = date(2025, 1, 1), date(2026, 1, 1)
    assert fetch(old) == (["added"], {old})
    assert fetch(old) == (["unchanged"], {old})
    assert fetch(new) == (["changed"], {new})
    assert fetch(new) == (["unchanged"], {new})


def test_pruning_removes_what_went_and_nothing_else(tmp_path: Path) -> None:
    store = Memory()
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder, "a.md", "산업부의 글이다.", id="a")
    both = json.dumps({"id": "b", "text": "산업부의 둘째 글이다."}) + "\n"
    (folder / "b.jsonl").write_text(both + json.dumps({"id": "c", "text": "산업부의 셋째 글이다."}) + "\n")
    (folder / "copy.jsonl").write_text(both)
    elsewhere = write(tmp_path, "d.md", "산업부의 다른 글이다.", id="d")
    run(store, folder, elsewhere, remember=True)
    (folder / "a.md").unlink()
    (folder / "copy.jsonl").unlink()
    elsewhere.unlink()
    assert whats(run(store, folder, remember=True)) == ["unchanged"]
    assert set(store.held) == set("abcd")
    (folder / "b.jsonl").write_text(both)
    outcomes = run(store, folder, remember=True, prune=True)
    assert [(one.what, one.article_id) for one in outcomes] == [("unchanged", "b"), ("removed", "c"), ("removed", "a")]
    assert set(store.held) == {"b", "d"}
    assert list(store.sources.noted) == [str(folder / "b.jsonl"), str(elsewhere)]


def test_a_file_whose_name_is_in_another_encoding_is_remembered_and_not_taken_for_gone(tmp_path: Path) -> None:
    store = Memory()
    try:
        (tmp_path / os.fsdecode("기사.txt".encode("cp949"))).write_text("산업부의 글이다.")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert whats(run(store, tmp_path, remember=True)) == ["added"]
    (key,) = store.sources.noted
    key.encode()  # a store takes it
    assert whats(run(store, tmp_path, remember=True, prune=True)) == ["unchanged"]


def put(folder: Path, name: str, *ids: str) -> None:
    """Write a file of articles, each known by its id."""
    (folder / name).write_text(
        "".join(json.dumps({"id": one, "text": f"산업부의 글 {one}이다."}) + "\n" for one in ids)
    )


@pytest.mark.parametrize(("old", "new"), [("c.jsonl", "b.jsonl"), ("b.jsonl", "c.jsonl")])
def test_pruning_keeps_an_article_that_moved_to_another_file(old: str, new: str, tmp_path: Path) -> None:
    store = Memory()
    put(tmp_path, old, "moved", "stays")
    run(store, tmp_path, remember=True)
    put(tmp_path, "a.jsonl", *[f"new-{number}" for number in range(40)])  # behind which several are written at a time
    put(tmp_path, new, "moved", "other")
    put(tmp_path, old, "stays")
    outcomes = run(store, tmp_path, remember=True, prune=True)
    assert "removed" not in whats(outcomes)
    assert {"moved", "stays", "other"} <= set(store.held)
    assert set(whats(run(store, tmp_path, remember=True, prune=True))) == {"unchanged"}


def test_pruning_removes_what_two_files_lost_and_keeps_what_one_that_is_broken_may_hold(tmp_path: Path) -> None:
    store = Memory()
    put(tmp_path, "a.jsonl", "lost", "kept", "a")
    put(tmp_path, "b.jsonl", "lost", "b")
    put(tmp_path, "c.jsonl", "kept", "c")
    run(store, tmp_path, remember=True)
    put(tmp_path, "a.jsonl", "a")
    put(tmp_path, "b.jsonl", "b")
    (tmp_path / "c.jsonl").write_text("no json\n")
    outcomes = run(store, tmp_path, remember=True, prune=True)
    assert [one.article_id for one in outcomes if one.what == "removed"] == ["lost"]
    assert set(store.held) == {"kept", "a", "b", "c"}


def test_a_run_that_is_stopped_removes_nothing_and_the_next_one_does(tmp_path: Path) -> None:
    store = Memory()
    put(tmp_path, "a.jsonl", "a", "lost")
    put(tmp_path, "b.jsonl", "b")
    run(store, tmp_path, remember=True)
    put(tmp_path, "a.jsonl", "a")
    options = Options(prune=True)
    stopped = Run(Here(read_article), store, reader=READER, sources=store.sources, options=options)
    for _ in stopped.over(find([tmp_path])):
        stopped.stop()
    assert set(store.held) == {"a", "b", "lost"}
    run(store, tmp_path, remember=True, prune=True)
    assert set(store.held) == {"a", "b"}


def test_each_failure_is_named_with_its_reason_and_the_rest_goes_in(tmp_path: Path) -> None:
    write(tmp_path, "1.md", "산업부가 투입한다.")
    (tmp_path / "2.txt").write_bytes(b"")
    (tmp_path / "3.txt").write_bytes(b"\x00\x01\x02")
    write(tmp_path, "4.md", "---\ntitle: 닫히지 않는다\n본문")
    write(tmp_path, "5.md", "고장 나는 글이다.")
    (tmp_path / "6.jsonl").write_text("no json\n" + json.dumps({"text": "산업부의 다른 글이다."}) + "\n")
    (tmp_path / "7.txt").write_bytes(b"a" * 6_000_000)
    write(tmp_path, "8.md", "산업부의 마지막 글이다.")
    store = Memory()
    outcomes = run(store, tmp_path / "nosuch.md", tmp_path)
    failures = {Path(o.name).name: o.error.message for o in outcomes if o.error}
    assert failures == {
        "nosuch.md": "is not there",
        "2.txt": "is empty",
        "3.txt": "is binary, not text",
        "4.md": "its front matter is opened by '---' and never closed",
        "5.md": "cannot be read: ZeroDivisionError: division by zero",
        "6.jsonl:1": "is no JSON: Expecting value at column 1",
        "7.txt": "is larger than 5 MB, so it is no single article",
    }
    assert [Path(o.name).name for o in outcomes if o.what == "added"] == ["1.md", "6.jsonl:2", "8.md"]
    assert all(o.error.hint for o in outcomes if o.error)
    assert len(store.held) == 3


class Broken:
    """A web that fails as nobody foresaw, save for one page."""

    def fetch(self, url: str, *, stamp: str | None = None) -> Fetched | None:
        if url.endswith("/good"):
            return Fetched(url, "산업부가 밝혔다.".encode(), "1")
        raise TypeError("no number")


def test_a_fault_in_fetching_a_page_does_not_keep_the_others_from_being_read() -> None:
    found = find(["https://a.kr/bad", "https://a.kr/good"])
    outcomes = list(Run(Here(read_article), Memory(), reader=READER, web=Broken()).over(found))
    assert whats(outcomes) == ["failed", "added"]
    assert outcomes[0].error is not None
    assert outcomes[0].error.message == "cannot be read: TypeError: no number"


def test_two_texts_under_one_id_do_not_replace_each_other(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "산업부의 글이다.", id="same")
    write(tmp_path, "b.md", "산업부의 다른 글이다.", id="same")
    write(tmp_path, "c.md", "산업부의 글이다.", id="same")
    store = Memory()
    outcomes = run(store, tmp_path)
    assert whats(outcomes) == ["added", "failed", "unchanged"]
    assert f"has the id 'same' of another text, {tmp_path / 'a.md'}" in str(outcomes[1].error)
    assert store.held["same"][0].text == "산업부의 글이다."


def test_an_article_without_a_date_or_an_entity_goes_in_and_is_named(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "오늘은 비가 온다.", date="2025-01-01")
    write(tmp_path, "b.md", "산업부가 내년에 투입한다.")
    summary = Summary()
    for outcome in run(Memory(), tmp_path):
        summary.add(outcome)
    assert summary.counts == {"added": 2, "changed": 0, "unchanged": 0, "removed": 0, "failed": 0}
    assert summary.notes == {"no entity": [str(tmp_path / "a.md")], "no date": [str(tmp_path / "b.md")]}
    assert summary.articles == 2


def test_whoever_stops_asking_stops_the_run_after_a_whole_article(tmp_path: Path) -> None:
    for name in "abc":
        write(tmp_path, f"{name}.md", f"산업부의 글 {name}이다.")
    store = Memory()
    outcomes = Run(Here(read_article), store, reader=READER).over(find([tmp_path]))
    next(outcomes)
    assert store.writes == 1
    assert whats(run(store, tmp_path)) == ["unchanged", "added", "added"]


class ManyAtOnce(Here):
    """Reads four articles ahead, and is through with all of them at once."""

    ahead = 4

    def __init__(self, read_article: Callable[[Article], Extraction]) -> None:
        super().__init__(read_article)
        self.handed_in = 0

    def submit(self, article: Article) -> Pending:
        self.handed_in += 1
        return super().submit(article)

    def is_ready(self, _pending: Pending) -> bool:
        return self.handed_in >= self.ahead


@pytest.mark.parametrize("reading", [Here, ManyAtOnce])
def test_a_run_that_is_stopped_tells_of_all_that_it_wrote(reading: type[Here], tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("".join(json.dumps({"text": f"산업부의 글 {n}이다."}) + "\n" for n in range(9)))
    write(tmp_path, "z.md", "산업부의 다른 글이다.")
    store = Memory()
    stopped = Run(reading(read_article), store, reader=READER, options=Options(prune=True))
    outcomes = []
    for outcome in stopped.over(find([tmp_path])):
        outcomes.append(outcome)
        stopped.stop()
    assert 1 <= len(outcomes) == len(store.held) < 10
    assert whats(run(store, tmp_path)) == ["unchanged"] * len(outcomes) + ["added"] * (10 - len(outcomes))


class Gone(Memory):
    def write(self, extraction: Extraction, *, reader: str | None) -> Written:
        raise StoreUnavailable("bolt://…: does not answer")


class Refusing(Memory):
    def write(self, extraction: Extraction, *, reader: str | None) -> Written:
        raise KaigraphError("this one not")


def test_a_store_that_is_gone_ends_the_run_and_a_refused_article_does_not(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "산업부의 글이다.")
    with pytest.raises(StoreUnavailable):
        run(Gone(), tmp_path)
    assert [str(o.error) for o in run(Refusing(), tmp_path)] == ["this one not"]
