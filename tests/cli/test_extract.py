from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.model import Article, Extraction
from ingest.pipeline import Pipeline
from tests.cli.conftest import SAMPLES, Run

ARTICLE = "산업통상부가 내년 M.AX 얼라이언스에 7천억원을 투입한다."
SEED = SAMPLES.parents[1] / "shared" / "seeds" / "S01.txt"


def test_a_line_an_article_with_verbatim_quotes(kaigraph: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\nid: a\ndate: 2025-12-24\n---\n\n{ARTICLE}\n")
    result = kaigraph("extract", path, path.parent / "nosuch.md")
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    read = json.loads(line)
    assert read["article"]["id"] == "a"
    assert read["article"]["published_on"] == "2025-12-24"
    assert "text" not in read["article"]
    assert all(ARTICLE[c["start"] : c["end"]] == c["quote"] for c in read["claims"])
    assert "산업통상부" in {entity["name"] for entity in read["entities"]}
    assert f"error: {tmp_path}/nosuch.md is not there" in result.stderr


def test_no_store_is_needed_and_none_is_made(kaigraph: Run, tmp_path: Path) -> None:
    assert kaigraph("extract", "-", stdin=ARTICLE).exit_code == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["extract", "ingest"])
@pytest.mark.parametrize("size", ["inf", "nan", "1e308", "-1", "0", "much"])
def test_a_size_that_is_no_limit_is_wrong_usage(kaigraph: Run, command: str, size: str) -> None:
    result = kaigraph(command, "-", "--max-mb", size, stdin=ARTICLE)
    assert result.exit_code == 2
    assert f"{size!r} is not a number of megabytes from 0.001 to 1,000,000" in " ".join(result.stderr.split())


def test_the_greatest_size_is_a_limit(kaigraph: Run) -> None:
    assert kaigraph("extract", "-", "--max-mb", "1000000", stdin=ARTICLE).exit_code == 0


def test_the_table_is_for_people(kaigraph: Run) -> None:
    result = kaigraph("extract", "-", "--format", "table", "--date", "2025-12-24", stdin=ARTICLE)
    assert "2025-12-24" in result.stdout
    assert "Ministry" in result.stdout
    assert f"“{ARTICLE}”" in result.stdout


def test_an_undated_article_and_one_without_entities_are_named(kaigraph: Run) -> None:
    result = kaigraph("extract", "-", stdin="오늘은 비가 온다.")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["entities"] == []
    assert "warning: <standard input>: no date" in result.stderr
    assert "warning: <standard input>: names nothing that kaigraph knows" in result.stderr


def test_a_years_word_is_resolved_with_the_date_only(kaigraph: Run) -> None:
    def years(*options: str) -> set[object]:
        read = json.loads(kaigraph("extract", "-", *options, stdin=ARTICLE).stdout)
        return {c["qualifiers"].get("fiscal_year") for c in read["claims"] if c["predicate"] == "FUNDS"}

    assert years("--date", "2025-12-24") == {2026}
    assert years() == {None}


def test_one_article_that_cannot_be_read_does_not_keep_the_others(
    kaigraph: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [{"id": "a", "text": "고장"}, {"id": "b", "text": ARTICLE}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    read = Pipeline.read

    def breaks(self: Pipeline, article: Article) -> Extraction:
        return read(self, article) if article.id == "b" else 1 // 0  # type: ignore[return-value]

    monkeypatch.setattr(Pipeline, "read", breaks)
    result = kaigraph("extract", tmp_path / "in.jsonl", "--json")
    assert result.exit_code == 1
    assert [json.loads(line)["article"]["id"] for line in result.stdout.splitlines()] == ["b"]
    assert "in.jsonl:1 cannot be read: ZeroDivisionError" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_same_text_gives_the_same_bytes(kaigraph: Run) -> None:
    sample = SAMPLES / "2025-12-24-max-general-meeting.md"
    assert kaigraph("extract", sample).stdout_bytes == kaigraph("extract", sample).stdout_bytes


@pytest.mark.skipif(not SEED.exists(), reason="the seeds are not beside this checkout")
def test_the_seed_states_who_funds_the_alliance(kaigraph: Run) -> None:
    result = kaigraph("extract", SEED, "--date", "2025-12-24", "--format", "jsonl")
    read = json.loads(result.stdout)
    names = {entity["id"]: entity["name"] for entity in read["entities"]}
    funds = [
        (names[c["subject"]], names[c["object"]], c["qualifiers"].get("amount_krw"), c["qualifiers"].get("fiscal_year"))
        for c in read["claims"]
        if c["predicate"] == "FUNDS"
    ]
    assert ("산업통상부", "M.AX 얼라이언스", 700_000_000_000, 2026) in funds
