from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run

TEXT = "산업통상부가 내년 M.AX 얼라이언스에 7천억원을 투입한다."
GOLD = {
    "id": "a",
    "title": "제목",
    "published_on": "2025-12-24",
    "entities": [
        {"type": "Ministry", "name": "산업통상부", "surfaces": ["산업통상부"]},
        {"type": "Alliance", "name": "M.AX 얼라이언스", "surfaces": ["M.AX 얼라이언스"]},
        {"type": "Person", "name": "김정관", "surfaces": ["김정관"]},
    ],
    "claims": [],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold-standard"
    for name in ("docs", "gold"):
        (folder / name).mkdir(parents=True)
    (folder / "docs" / "a.md").write_text(f"---\nid: a\npublished_on: 2025-12-24\n---\n{TEXT}")
    (folder / "gold" / "a.json").write_text(json.dumps(GOLD))
    return folder


def test_scores_by_label_and_over_all(kaigraph: Run, gold: Path) -> None:
    result = kaigraph("evaluate", gold, "--json")
    assert result.exit_code == 0
    scores = json.loads(result.stdout)
    assert scores["by_label"]["Ministry"]["f1"] == 1.0
    assert scores["by_label"]["Person"]["recall"] == 0.0
    assert (scores["entities"]["gold"], scores["entities"]["hit"]) == (3, 2)
    assert scores["documents"] == scores["read"] == 1
    assert "faults" not in scores


def test_faults_stand_with_their_sentence(kaigraph: Run, gold: Path) -> None:
    table = kaigraph("evaluate", gold, "--errors").stdout
    assert "missed Person 김정관" in table
    assert "1 of 1 documents read" in table
    faults = json.loads(kaigraph("evaluate", gold, "--errors", "--json").stdout)["faults"]
    assert ("missed", "Person", "김정관") in {(fault["fault"], fault["of"], fault["what"]) for fault in faults}


def test_qualifiers_are_shown_where_they_are_asked_for(kaigraph: Run, gold: Path) -> None:
    annotated = json.loads((gold / "gold" / "a.json").read_text())
    ends = {"subject": "산업통상부", "object": "M.AX 얼라이언스"}
    annotated["claims"] = [{"predicate": "FUNDS", **ends, "amount_krw": 7 * 10**11, "modality": "plan", "quote": TEXT}]
    (gold / "gold" / "a.json").write_text(json.dumps(annotated))
    assert "qualifiers" not in json.loads(kaigraph("evaluate", gold, "--json").stdout)
    told = json.loads(kaigraph("evaluate", gold, "--qualifiers", "--json").stdout)["qualifiers"]["FUNDS"]
    assert (told["amount_krw"]["gold"], told["amount_krw"]["hit"]) == (1, 1)
    assert "amount_krw" in kaigraph("evaluate", gold, "--qualifiers").stdout


def test_claims_that_are_less_sure_than_asked_for_are_not_measured(kaigraph: Run, gold: Path, tmp_path: Path) -> None:
    printed = tmp_path / "read.jsonl"
    printed.write_text(kaigraph("extract", gold / "docs", "--format", "jsonl").stdout)
    (claim,) = json.loads(printed.read_text())["claims"]

    def read(least: float) -> int:
        options = ("--predictions", printed, "--min-confidence", least, "--json")
        found: int = json.loads(kaigraph("evaluate", gold, *options).stdout)["claims"]["predicted"]
        return found

    assert (read(claim["confidence"]), read(claim["confidence"] + 0.01)) == (1, 0)


def test_printed_extractions_give_the_same_scores(kaigraph: Run, gold: Path, tmp_path: Path) -> None:
    printed = tmp_path / "read.jsonl"
    printed.write_text(kaigraph("extract", gold / "docs", "--format", "jsonl").stdout)
    assert kaigraph("evaluate", gold, "--predictions", printed).stdout == kaigraph("evaluate", gold).stdout


def test_a_separator_of_lines_within_a_title_does_not_cut_what_was_printed(
    kaigraph: Run, gold: Path, tmp_path: Path
) -> None:
    articles, printed = tmp_path / "articles.jsonl", tmp_path / "read.jsonl"
    fields = {"id": "a", "title": "M.AX\u2028얼라이언스", "date": "2025-12-24", "text": TEXT}
    articles.write_text(json.dumps(fields))
    printed.write_text(kaigraph("extract", articles, "--format", "jsonl").stdout)
    assert "\u2028" in printed.read_text()
    result = kaigraph("evaluate", gold, "--predictions", printed)
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_reader_that_is_given_the_names_finds_them_all(kaigraph: Run, gold: Path) -> None:
    given = json.loads(kaigraph("evaluate", gold, "--reader", "gold-names", "--json").stdout)
    assert given["by_label"]["Alliance"]["f1"] == 1.0
    assert given["entities"]["precision"] == 1.0
    assert kaigraph("evaluate", gold, "--reader", "rules", "--predictions", gold / "docs" / "a.md").exit_code == 2


def test_what_cannot_be_measured_is_named(kaigraph: Run, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "no.jsonl").write_text('{"article": 1}\n')
    for words in ((tmp_path,), (gold, "--predictions", tmp_path / "no.jsonl"), (gold, "--predictions", tmp_path / "x")):
        result = kaigraph("evaluate", *words)
        assert result.exit_code == 1
        assert [line.split(":")[0] for line in result.stderr.splitlines()] == ["error", "hint"]


def test_the_corpus_can_be_measured(kaigraph: Run) -> None:
    result = kaigraph("evaluate", ROOT / "corpus" / "dev", "--predictions", "/dev/null", "--json")
    assert (json.loads(result.stdout)["documents"], json.loads(result.stdout)["read"]) == (25, 0)
