"""Every question prints its answer as a table, JSON, JSON Lines, CSV or CSL-JSON."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cli.conftest import Run
from tests.cli.test_questions import QUESTIONS


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
def test_every_question_is_a_table_for_spreadsheets_and_lines_for_programs(ask: Run, question: tuple[str, ...]) -> None:
    table, lines = ask(*question, "--format", "csv"), ask(*question, "--format", "jsonl")
    assert (table.exit_code, lines.exit_code) == (0, 0)
    rows = list(csv.reader(io.StringIO(table.stdout.removeprefix("\ufeff"))))
    assert table.stdout.startswith("\ufeff")
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len([json.loads(line) for line in lines.stdout.splitlines()]) == len(rows) - 1


def test_the_head_is_korean_where_asked(ask: Run) -> None:
    head = ask("funding", "--year", "2026", "--format", "csv", "--lang", "ko").stdout.splitlines()[0]
    assert head.startswith("\ufeff구분,지원 주체,지원 대상,")


def test_a_list_that_goes_on_says_so_and_all_prints_the_rest(ask: Run) -> None:
    short = ask("claims", "--limit", "2", "--format", "csv")
    assert len(short.stdout.splitlines()) == 3
    assert short.stderr.startswith("warning: this is not all of it: --all prints every row")
    cursor = short.stderr.split()[-1]
    rest = ask("claims", "--limit", "500", "--cursor", cursor, "--format", "jsonl", "--all")
    whole = ask("claims", "--limit", "500", "--format", "jsonl", "--all")
    assert len(whole.stdout.splitlines()) == len(rest.stdout.splitlines()) + 2
    assert whole.stderr == ""


def test_a_lineage_comes_in_pages_and_a_drawing_of_one_page_says_so(ask: Run) -> None:
    line = ("lineage", "산업 AI 확산 10대 과제")
    rows = ask(*line, "--format", "jsonl").stdout.splitlines()
    assert ask(*line, "--limit", "2", "--format", "jsonl", "--all").stdout.splitlines() == rows
    drawn = ask(*line, "--limit", "2", "--format", "mermaid")
    assert drawn.stderr == "warning: this is not all of it: raise --limit to draw more\n"
    assert drawn.stdout.count("|") == 2 * 2
    assert ask(*line, "--format", "mermaid").stderr == ""


def test_groups_of_one_section_go_on_within_it(ask: Run) -> None:
    line = ("funding", "--group-by", "recipient", "--section", "named", "--format", "jsonl", "--all")
    rows = ask(*line).stdout.splitlines()
    assert {json.loads(row)["section"] for row in rows} == {"named"}
    assert ask(*line, "--limit", "2").stdout.splitlines() == rows
    assert len(rows) > 2


def test_sources_are_printed_for_citation_managers(ask: Run) -> None:
    items = json.loads(ask("claims", "--subject", "산업통상부", "--format", "csl", "--all").stdout)
    assert len({item["id"] for item in items}) == len(items) > 1
    assert {item["type"] for item in items} == {"webpage"}
    assert all(item["note"].startswith("다른 글을 다시 쓴 글; 바탕: https://") for item in items)


def test_a_search_gives_the_articles_whose_headlines_it_found(ask: Run) -> None:
    found = json.loads(ask("search", "산업통상부", "--json").stdout)["articles"]
    items = json.loads(ask("search", "산업통상부", "--format", "csl", "--all").stdout)
    assert [item["id"] for item in items] == [article["citation"]["article_id"] for article in found] != []


def test_an_answer_without_sources_says_so(ask: Run) -> None:
    result = ask("entity", "산업통상부", "--format", "csl")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert result.stderr.startswith("warning: this answer names no article")


def test_nothing_found_is_an_empty_table_and_a_failure(ask: Run) -> None:
    result = ask("claims", "--from", "2030-01-01", "--format", "csv")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr == "error: no claim found\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--json", "--format", "csv"), "contradict"),
        (("--all",), "--all goes with"),
        (("--all", "--json"), "--all goes with"),
        (("--format", "xml"), "xml"),
    ],
)
def test_forms_that_cannot_be_are_refused(ask: Run, options: tuple[str, ...], said: str) -> None:
    result = ask("claims", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
