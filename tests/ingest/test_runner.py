import json
from pathlib import Path
from typing import Literal

import pytest

from graph.errors import KaigraphError, StoreUnavailable
from graph.model import Article, Entity, Extraction, Mention
from ingest.readers import find
from ingest.runner import Outcome, Run, Summary

READER = "test/1"


class Memory:
    """A store that keeps articles in memory, and counts how often it was written to."""

    def __init__(self) -> None:
        self.held: dict[str, tuple[Article, str]] = {}
        self.writes = 0

    def is_current(self, article: Article, reader: str) -> bool:
        return self.held.get(article.id) == (article, reader)

    def write(self, extraction: Extraction, *, reader: str) -> Literal["added", "changed", "unchanged"]:
        self.writes += 1
        article = extraction.article
        before = self.held.get(article.id)
        self.held[article.id] = (article, reader)
        return "added" if before is None else "unchanged" if before == (article, reader) else "changed"


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


def run(store: Memory, *paths: Path, again: bool = False, reader: str = READER) -> list[Outcome]:
    return list(Run(read_article, store, reader=reader, again=again).over(find(paths)))


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


def test_a_newer_reader_reads_again_and_so_does_the_wish(tmp_path: Path) -> None:
    store = Memory()
    path = write(tmp_path, "a.md", "산업부가 투입한다.")
    run(store, path)
    assert whats(run(store, path, reader="test/2")) == ["changed"]
    assert whats(run(store, path, reader="test/2", again=True)) == ["unchanged"]
    assert store.writes == 3


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
    assert summary.counts == {"added": 2, "changed": 0, "unchanged": 0, "failed": 0}
    assert summary.notes == {"no entity": [str(tmp_path / "a.md")], "no date": [str(tmp_path / "b.md")]}
    assert summary.articles == 2


def test_whoever_stops_asking_stops_the_run_after_a_whole_article(tmp_path: Path) -> None:
    for name in "abc":
        write(tmp_path, f"{name}.md", f"산업부의 글 {name}이다.")
    store = Memory()
    outcomes = Run(read_article, store, reader=READER).over(find([tmp_path]))
    next(outcomes)
    assert store.writes == 1
    assert whats(run(store, tmp_path)) == ["unchanged", "added", "added"]


class Gone(Memory):
    def write(self, extraction: Extraction, *, reader: str) -> Literal["added", "changed", "unchanged"]:
        raise StoreUnavailable("bolt://…: does not answer")


class Refusing(Memory):
    def write(self, extraction: Extraction, *, reader: str) -> Literal["added", "changed", "unchanged"]:
        raise KaigraphError("this one not")


def test_a_store_that_is_gone_ends_the_run_and_a_refused_article_does_not(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "산업부의 글이다.")
    with pytest.raises(StoreUnavailable):
        run(Gone(), tmp_path)
    assert [str(o.error) for o in run(Refusing(), tmp_path)] == ["this one not"]
