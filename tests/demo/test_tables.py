"""answers.yaml is the tables of samples/README.md, and what it adds stands in the articles."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import frontmatter
import pytest

from tests.demo.answers import Answers

SAMPLES = Path(__file__).parents[2] / "samples"
ANSWERS = Answers.load()
AMOUNT = re.compile(r"\d{1,3}(?:,\d{3}){2,}")


def test_the_articles_of_the_tables_are_the_samples() -> None:
    ids = [frontmatter.load(str(path))["id"] for path in sorted(SAMPLES.glob("2*.md"))]
    assert sorted(ANSWERS.articles.values()) == sorted(ids)


@pytest.mark.parametrize("table", ["1a", "1b", "1c"])
def test_the_amounts_are_those_of_the_tables_in_the_samples_readme(table: str) -> None:
    text = (SAMPLES / "README.md").read_text("utf-8")
    section = text.split(f"**{table}.")[1].split("**1")[0].split("Not an answer")[0]
    head, _, *rows = [line.split("|") for line in section.splitlines() if line.startswith("|")]
    column = head.index(" amount in won ")
    told = Counter(int(amount.replace(",", "")) for cells in rows for amount in AMOUNT.findall(cells[column]))
    assert Counter(one.amount for one in ANSWERS.money if one.table == table) == told


def test_what_the_tables_leave_out_stands_in_the_articles() -> None:
    texts = {number: next(SAMPLES.glob(f"*-{name}.md")).read_text("utf-8") for number, name in ANSWERS.articles.items()}
    assert [one.quote for one in ANSWERS.beyond if one.quote not in texts[one.articles[0]]] == []
