from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import StoreUnavailable
from graph.model import Extraction
from graph.reader import Reader
from graph.settings import StoreSettings
from graph.store.opening import open_store
from graph.writer import Writer
from ingest.pipeline import Pipeline
from tests.cli.conftest import SAMPLES, Run
from tests.cli.forked import environment

ARTICLE = "산업통상부가 내년 M.AX 얼라이언스에 7천억원을 투입한다."


def write(path: Path, text: str = ARTICLE, **fields: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    head = "".join(f"{key}: {value}\n" for key, value in fields.items())
    path.write_text(f"---\n{head}---\n{text}" if fields else text)
    return path


def articles() -> set[str]:
    """Return the ids of the articles in the store that the environment names."""
    store = open_store(StoreSettings())
    try:
        return {item.citation.article_id for item in Reader(store).articles(limit=500).items}
    finally:
        store.close()


def flat(text: str) -> str:
    return " ".join(text.split())


def test_articles_go_in_with_a_line_each_and_a_summary(kaigraph: Run, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.md", id="a", date="2025-12-24")
    write(tmp_path / "in" / "b.md", "오늘은 비가 온다.", id="b", date="2025-12-24")
    result = kaigraph("ingest", tmp_path / "in")
    assert result.exit_code == 0
    assert articles() == {"a", "b"}
    lines = result.stderr.splitlines()
    assert lines[0].startswith(f"1/2 added {tmp_path}/in/a.md: ")
    assert lines[1] == f"2/2 added {tmp_path}/in/b.md: 0 entities, 0 claims"
    assert "added changed unchanged failed 2 0 0 0" in flat(result.stdout)
    assert f"1 article with nothing in them that kaigraph knows ({tmp_path}/in/b.md)" in result.stdout


def test_a_second_run_reads_nothing_again(kaigraph: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "in" / "a.md", date="2025-12-24")
    kaigraph("ingest", tmp_path / "in")

    def never(*_: object) -> None:
        raise AssertionError("an unchanged article was read")

    monkeypatch.setattr(Pipeline, "read", never)
    result = kaigraph("ingest", tmp_path / "in")
    assert result.exit_code == 0
    assert "added changed unchanged failed 0 0 1 0" in flat(result.stdout)


def test_a_changed_article_replaces_itself(kaigraph: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "in" / "a.md", id="a", date="2025-12-24")
    kaigraph("ingest", path)
    write(path, ARTICLE.replace("7천억", "8천억"), id="a", date="2025-12-24")
    result = kaigraph("ingest", path)
    assert "added changed unchanged failed 0 1 0 0" in flat(result.stdout)
    assert articles() == {"a"}


def test_bad_files_are_named_with_reason_and_hint_and_the_rest_goes_in(kaigraph: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder / "good.md", id="good", date="2025-12-24")
    write(folder / "1-empty.txt", "")
    (folder / "2-binary.txt").write_bytes(b"\x00\x01" * 50)
    (folder / "3-encoding.txt").write_bytes(b"\xff\xfb\x80 " * 20)
    write(folder / "4-front.md", "---\ntitle: never closed\n\n본문이다.")
    with (folder / "5-large.txt").open("wb") as stream:
        stream.truncate(20_000_000)
    write(folder / "6-lines.jsonl", 'no json\n{"id": "line", "date": "2025-12-24", "text": "산업통상부가 밝혔다."}\n')
    result = kaigraph("ingest", folder, tmp_path / "nosuch.md")
    assert result.exit_code == 1
    assert articles() == {"good", "line"}
    assert "added changed unchanged failed 2 0 0 7" in flat(result.stdout)
    reasons = [
        f"failed: {tmp_path}/nosuch.md is not there",
        f"failed: {folder}/1-empty.txt is empty",
        f"failed: {folder}/2-binary.txt is binary, not text",
        f"failed: {folder}/3-encoding.txt is neither UTF-8 nor CP949",
        f"failed: {folder}/4-front.md its front matter is opened by '---' and never closed",
        f"failed: {folder}/5-large.txt is larger than 5 MB",
        f"failed: {folder}/6-lines.jsonl:1 is no JSON",
    ]
    assert [reason for reason in reasons if reason not in result.stdout] == []
    assert result.stdout.count("hint: ") == 7
    assert "Traceback" not in result.output


def test_the_summary_comes_as_json_too(kaigraph: Run, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.md", id="a")
    write(tmp_path / "in" / "b.txt", "")
    result = kaigraph("ingest", tmp_path / "in", "--json", "--quiet")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "added": 1,
        "changed": 0,
        "unchanged": 0,
        "removed": 0,
        "failed": 1,
        "failures": [
            {"source": f"{tmp_path}/in/b.txt", "reason": "is empty", "hint": "Give a file with the article's text."}
        ],
        "notes": {"no_date": [f"{tmp_path}/in/a.md"]},
        "left_out": [],
    }
    assert result.stderr == ""


def test_an_undated_article_is_said_to_be_so_and_the_option_dates_it(kaigraph: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    assert "1 article with no date" in kaigraph("ingest", path).stdout
    result = kaigraph("ingest", path, "--date", "2025-12-24")
    assert "no date" not in result.stdout
    assert "added changed unchanged failed 0 1 0 0" in flat(result.stdout)


def test_standard_input_is_read(kaigraph: Run) -> None:
    result = kaigraph("ingest", "-", stdin=f"---\nid: piped\ndate: 2025-12-24\n---\n{ARTICLE}")
    assert result.exit_code == 0
    assert articles() == {"piped"}


def test_a_run_can_stop_at_the_first_failure(kaigraph: Run, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt", "")
    write(tmp_path / "in" / "b.md", id="b", date="2025-12-24")
    assert kaigraph("ingest", "--stop-at-failure", tmp_path / "in").exit_code == 1
    assert articles() == set()


def test_the_samples_go_in_without_their_readme(ask: Run) -> None:
    assert len(articles()) == 18
    result = ask("ingest", SAMPLES)
    assert "added changed unchanged failed 0 0 18 0" in flat(result.stdout)
    assert f"left out: {SAMPLES}/README.md" in result.stdout


def test_a_store_that_breaks_in_the_middle_ends_the_run_after_its_summary(
    kaigraph: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "in" / "a.md", id="a", date="2025-12-24")
    write(tmp_path / "in" / "b.md", "산업통상부가 밝혔다.", id="b", date="2025-12-24")
    write_together = Writer.write_together

    def breaks(self: Writer, batch: list[Extraction], reader: str | None) -> object:
        if any(extraction.article.id == "b" for extraction in batch):
            raise StoreUnavailable("bolt://…: does not answer", hint="Start it.")
        return write_together(self, batch, reader)

    monkeypatch.setattr(Writer, "write_together", breaks)
    result = kaigraph("ingest", tmp_path / "in")
    assert result.exit_code == 1
    assert "added changed unchanged failed 1 0 0 0" in flat(result.stdout)
    assert result.stderr.splitlines()[-2:] == ["error: bolt://…: does not answer", "hint: Start it."]
    assert articles() == {"a"}


def test_an_unreachable_neo4j_is_named(kaigraph: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.setenv("NEO4J_PASSWORD", "secret")
    result = kaigraph("ingest", write(tmp_path / "a.md"))
    assert result.exit_code == 1
    assert result.stdout == ""
    error, hint = result.stderr.splitlines()
    assert error.startswith("error: ")
    assert "127.0.0.1:1" in error
    assert hint.startswith("hint: ")
    assert "secret" not in result.output


def test_a_store_that_another_process_holds_is_named(kaigraph: Run, tmp_path: Path) -> None:
    store = open_store(StoreSettings())
    try:
        result = kaigraph("ingest", write(tmp_path / "a.md"))
    finally:
        store.close()
    assert result.exit_code == 1
    assert "holds the store" in result.stderr
    assert "hint: " in result.stderr


@pytest.mark.neo4j_only
def test_a_wrong_password_is_named(
    kaigraph: Run, tmp_path: Path, settings: StoreSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment(settings).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("NEO4J_PASSWORD", "not-the-password")
    result = kaigraph("ingest", write(tmp_path / "a.md"))
    assert result.exit_code == 1
    error, hint = result.stderr.splitlines()
    assert "refuses the user name or password" in error
    assert "NEO4J_PASSWORD" in hint
    assert "not-the-password" not in result.output


def test_both_stores_give_the_same_answers(
    kaigraph: Run, settings: StoreSettings, sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = [(*words, "--json") for words in (("funding", "--year", "2026"), ("lineage", "산업통상부"))]
    monkeypatch.setenv("KAIGRAPH_DATA", str(sample_store))
    expected = [kaigraph(*question).stdout for question in questions]
    for name, value in environment(settings).items():
        monkeypatch.setenv(name, value)
    result = kaigraph("ingest", SAMPLES)
    assert (result.exit_code, len(articles())) == (0, 18)
    assert [kaigraph(*question).stdout for question in questions] == expected
    assert kaigraph("store", "check").exit_code == 0


def test_no_path_is_wrong_usage(kaigraph: Run) -> None:
    result = kaigraph("ingest")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == "error: Invalid value: a PATH is missing, or --failed"


@pytest.mark.parametrize("date", ["yesterday", "2025-02-30"])
def test_a_wrong_date_is_wrong_usage(kaigraph: Run, date: str) -> None:
    result = kaigraph("ingest", "a.md", "--date", date)
    assert result.exit_code == 2
    assert "is no date; write it as 2025-12-24" in result.stderr


def test_what_failed_is_tried_again_alone_and_past_runs_are_on_record(kaigraph: Run, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.md", id="a", date="2025-12-24")
    bad = write(tmp_path / "in" / "b.txt", "")
    assert kaigraph("ingest", tmp_path / "in").exit_code == 1
    bad.write_text("산업통상부가 밝혔다.")
    result = kaigraph("ingest", "--failed", "--date", "2025-12-24")
    assert result.exit_code == 0
    assert "added changed unchanged failed 1 0 0 0" in flat(result.stdout)
    assert kaigraph("ingest", "--failed").exit_code == 0
    last, second, first = json.loads(kaigraph("runs", "--json").stdout)
    assert (first["added"], first["failed"], second["added"], last["added"]) == (1, 1, 1, 0)
    record = json.loads(kaigraph("runs", first["id"], "--json").stdout)
    assert record["failures"] == [{"source": str(bad), "reason": "is empty"}]
    assert "failed: " + str(bad) in kaigraph("runs", first["id"]).stdout.replace("\n", "")
    assert kaigraph("runs", "nosuch").exit_code == 1


def test_pruning_takes_out_the_articles_of_files_that_went(kaigraph: Run, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.md", id="a", date="2025-12-24")
    gone = write(tmp_path / "in" / "b.md", "산업통상부가 밝혔다.", id="b", date="2025-12-24")
    kaigraph("ingest", tmp_path / "in")
    gone.unlink()
    result = kaigraph("ingest", tmp_path / "in", "--prune")
    assert "added changed unchanged removed failed 0 0 1 1 0" in flat(result.stdout)
    assert articles() == {"a"}


def test_a_page_of_the_own_machine_is_refused_unless_that_is_allowed(kaigraph: Run) -> None:
    result = kaigraph("ingest", "http://127.0.0.1:9/news", "--quiet")
    assert result.exit_code == 1
    assert "own machine or network" in result.stdout
    assert "--allow-private" in flat(result.stdout)
