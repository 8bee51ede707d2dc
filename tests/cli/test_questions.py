from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from rich.cells import cell_len

from graph.ids import text_hash
from graph.model import Article, Entity, Extraction, Mention
from graph.settings import StoreSettings
from graph.store.opening import open_store
from graph.writer import Writer
from tests.cli.conftest import Run

QUESTIONS = [
    ("search", "산업부"),
    ("entity", "산업통상부"),
    ("funding", "--year", "2026"),
    ("lineage", "산업통상부"),
    ("neighbors", "M.AX 얼라이언스"),
    ("claims", "--predicate", "FUNDS"),
    ("targets", "조선"),
    ("paths", "M.AX 얼라이언스", "조선"),
    ("timeline", "산업통상부"),
    ("contradictions",),
    ("changes", "--since", "2025-12-01"),
    ("changes", "--since-revision", "0"),
    ("overview",),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
def test_every_question_answers_people_and_programs(ask: Run, question: tuple[str, ...]) -> None:
    table, parsed = ask(*question), ask(*question, "--json")
    assert (table.exit_code, parsed.exit_code) == (0, 0)
    assert json.loads(parsed.stdout)
    assert len(table.stdout.splitlines()) > 1
    assert table.stderr == parsed.stderr == ""


def test_funding_shows_people_amounts_and_programs_whole_won(ask: Run) -> None:
    table, answer = ask("funding", "--year", "2026"), json.loads(ask("funding", "--year", "2026", "--json").stdout)
    rows = answer["named"]["rows"]
    amounts = {row["amount_krw"] for row in rows if row["recipient"]["name"] == "AI 팩토리 선도 프로젝트"}
    assert 220_000_000_000 in amounts
    assert "2,200억원" in table.stdout
    titles = ["Named for 2026", "For several years that include 2026", "Sizes that include 2026, with no payer named"]
    assert [table.stdout.count(title) for title in titles] == [1, 1, 1]
    assert all(row["claims"] and row["claims"][0]["quote"] for row in rows)


def test_every_row_of_funding_says_that_its_source_retells_another(ask: Run) -> None:
    table = ask("funding", "--year", "2026", "--quotes", "1")
    rows = json.loads(ask("funding", "--year", "2026", "--json").stdout)
    count = sum(len(rows[name]["rows"]) for name in ("named", "periods", "sizes"))
    assert "".join(table.stdout.split()).count("다른글을다시쓴글;바탕:http") == count


def test_lineage_is_a_tree_a_flowchart_or_json(ask: Run) -> None:
    tree, chart = (
        ask("lineage", "산업 AI 확산 10대 과제"),
        ask("lineage", "산업 AI 확산 10대 과제", "--format", "mermaid"),
    )
    assert "├── Where it came from (1)\n│   └── " in tree.stdout
    assert chart.stdout.startswith('flowchart LR\n  n0["산업 AI 확산 10대 과제<br/>')
    by_format = ask("lineage", "산업 AI 확산 10대 과제", "--format", "json")
    assert by_format.stdout == ask("lineage", "산업 AI 확산 10대 과제", "--json").stdout
    assert ask("lineage", "산업 AI 확산 10대 과제", "--as-of", "2024-01-01").exit_code == 1


@pytest.mark.parametrize("name", ["ministry/motir", "산업통상부", "산업 통상부"])
def test_an_entity_is_found_by_id_and_by_name(ask: Run, name: str) -> None:
    assert json.loads(ask("entity", name, "--json").stdout)["id"] == "ministry/motir"


def test_several_words_need_no_quotes(ask: Run) -> None:
    assert json.loads(ask("entity", "M.AX", "얼라이언스", "--json").stdout)["name"] == "M.AX 얼라이언스"


def test_an_unknown_name_is_told_with_near_ones(ask: Run) -> None:
    result = ask("entity", "산업통상자원")
    assert result.exit_code == 1
    assert result.stdout == ""
    error, hint = result.stderr.splitlines()
    assert error.startswith("error: ")
    assert "산업통상자원" in error
    assert "산업통상자원부" in hint


def test_an_ambiguous_name_is_answered_with_its_candidates(kaigraph: Run) -> None:
    text = "로봇"
    two = [
        Entity(id=f"{label.lower()}/robot", type=label, name=text, mentions=[Mention(text=text, start=0, end=2)])
        for label in ("Sector", "Technology")
    ]
    article = Article(id="a", text=text, text_sha256=text_hash(text))
    with closing(open_store(StoreSettings())) as store:
        Writer(store).write(Extraction(article=article, entities=two, claims=[]))
    result = kaigraph("entity", "로봇")
    assert result.exit_code == 1
    error, hint, *candidates = result.stderr.splitlines()
    assert error == "error: 2 entities have the name '로봇'"
    assert hint == "hint: Give the id of the one that is meant."
    assert sorted(line.split() for line in candidates) == [["sector/robot", "로봇"], ["technology/robot", "로봇"]]
    assert kaigraph("entity", "sector/robot").exit_code == 0


def test_an_empty_answer_is_a_failure_that_programs_can_read(ask: Run) -> None:
    result = ask("funding", "--year", "1999", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["named"]["count"] == 0
    assert result.stderr == "error: no funding found\n"
    assert ask("search", "zzzzqqqq").stderr == "error: no entity is called anything like 'zzzzqqqq'\n"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (("search", "산업부", "--as-of", "2025-01-01"), "no entity is called anything like '산업부'"),
        (("overview", "--as-of", "2025-01-01"), "no article is"),
        (("lineage", "조선", "--publisher", "없는신문"), "no article says where 조선 came from or what came of it"),
        (("contradictions", "--as-of", "2025-01-01"), "the articles contradict each other nowhere"),
    ],
    ids=lambda case: case[0] if isinstance(case, tuple) else "",
)
def test_nothing_found_in_a_part_is_not_told_of_the_whole(ask: Run, question: tuple[str, ...], said: str) -> None:
    assert ask(*question).stderr == f"error: {said} in the part of the graph that was asked\n"


def test_what_did_not_change_is_told_since_when(ask: Run) -> None:
    assert (
        "nothing changed since 2099-01-01; the graph is at revision " in ask("changes", "--since", "2099-01-01").stderr
    )
    assert "nothing changed since revision 9999; " in ask("changes", "--since-revision", "9999").stderr


def test_a_long_list_goes_on_with_its_cursor(ask: Run) -> None:
    seen: list[str] = []
    cursor: tuple[str, ...] = ()
    for _ in range(3):
        page = json.loads(ask("claims", "--limit", "2", *cursor, "--json").stdout)
        seen += [claim["id"] for claim in page["items"]]
        cursor = ("--cursor", page["next_cursor"])
    assert len(set(seen)) == 6
    assert "more: raise --limit, or take next_cursor of --json" in ask("claims", "--limit", "2").stdout


@pytest.mark.parametrize(
    "wrong",
    [
        ("search", "a", "--label", "Minister"),
        ("claims", "--predicate", "PAYS"),
        ("funding", "--year", "26"),
        ("funding", "--status", "spent"),
        ("neighbors", "a", "--direction", "up"),
        ("claims", "--min-confidence", "2"),
        ("paths", "산업부", "조선", "--max-hops", "7"),
        ("changes",),
        ("funding", "--format", "mermaid"),
        ("funding", "--group-by", "payer"),
        ("funding", "--with-parts"),
        ("funding", "--lang", "ko"),
        ("extract", "nowhere.md", "--json", "--format", "table"),
        ("nosuch",),
        ("entity",),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_line_and_a_hint(ask: Run, wrong: tuple[str, ...]) -> None:
    result = ask(*wrong)
    assert result.exit_code == 2
    assert result.stdout == ""
    error, hint = result.stderr.splitlines()
    assert error.startswith("error: ")
    assert "--help" in hint


def test_a_store_that_is_not_there_is_not_made_by_asking(kaigraph: Run, tmp_path: Path) -> None:
    result = kaigraph("search", "산업부")
    assert result.exit_code == 1
    assert "holds no graph" in result.stderr
    assert "kaigraph ingest" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "command",
    [
        ("store", "rebuild"),
        ("merge", "ministry/motie", "ministry/motir"),
        ("unmerge", "ministry/motie"),
        ("ingest", "--failed"),
    ],
    ids=" ".join,
)
def test_a_store_that_is_not_there_is_not_made_by_changing_it(
    kaigraph: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    result = kaigraph(*command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[0] == f"error: {tmp_path / 'store'}: holds no graph"
    assert list(tmp_path.iterdir()) == []


def test_questions_are_answered_while_another_holds_the_store(ask: Run) -> None:
    store = open_store(StoreSettings())
    try:
        result = ask("entity", "산업통상부", "--json")
    finally:
        store.close()
    assert result.exit_code == 0
    assert result.stderr == ""


def test_an_answer_that_is_older_than_the_store_says_so(kaigraph: Run) -> None:
    kaigraph("ingest", "-", stdin="---\nid: a\ndate: 2025-01-01\n---\n산업통상자원부가 밝혔다.")
    store = open_store(StoreSettings())
    try:
        store.write(lambda transaction: transaction.run("write/begin"))
        result = kaigraph("entity", "산업통상자원부")
    finally:
        store.close()
    assert result.exit_code == 0
    assert "산업통상자원부" in result.stdout
    assert result.stderr.startswith("warning: another process is writing to ")


def test_the_versions_are_named(kaigraph: Run) -> None:
    versions = json.loads(kaigraph("version", "--json").stdout)
    assert {"kaigraph", "reader", "kglite", "neo4j", "python"} <= versions.keys()
    assert versions["reader"] in kaigraph("version").stdout


def test_money_is_added_up_in_a_table_that_fits_the_terminal(ask: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    table = ask("funding", "--group-by", "funder,year")
    assert table.exit_code == 0
    head = next(line for line in table.stdout.splitlines() if "adds up to" in line)
    assert head.split() == ["funder", "year", "adds", "up", "to", "not", "added", "sums"]
    assert max(cell_len(line) for line in table.stdout.splitlines()) <= 80
    assert ask("funding", "--group-by", "quote").exit_code == 2


def test_the_tables_can_be_read_on_a_narrow_terminal(ask: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert any(line.startswith("산업통") for line in ask("search", "산업통상부").stdout.splitlines())
    assert " 18 " in ask("runs").stdout
