"""The demo's three answers hold against what a careful reader answers: the tables of samples/README.md."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.reader import Reader
from graph.settings import StoreSettings
from graph.store.opening import open_store
from graph.writer import Writer
from ingest.pipeline import READER_VERSION, Pipeline
from ingest.readers import find
from ingest.reading import Here
from ingest.runner import Run
from tests.demo.answers import Answers
from tests.demo.scoring import Report, compare

SAMPLES = Path(__file__).parents[2] / "samples"
ANSWERS = Answers.load()

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    """Read the samples as `kaigraph ingest samples` does, ask the three questions and compare the answers."""
    store = open_store(StoreSettings(neo4j_uri=None, data=tmp_path_factory.mktemp("demo")))
    outcomes = list(Run(Here(Pipeline().read), Writer(store), reader=READER_VERSION).over(find([SAMPLES])))
    assert [one.what for one in outcomes] == ["added"] * len(ANSWERS.articles)
    ask = Reader(store)
    yield compare(ANSWERS, ask.funding(year=2026), ask.lineage("산업 AI 확산 10대 과제"), ask.targets("조선"))
    store.close()


def test_the_demo_s_answers_are_printed_beside_the_tables(report: Report, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{report}\n")
    assert all(part.found + len(part.missed) == part.rows for part in report.parts)


def test_the_demo_finds_a_quarter_of_the_rows(report: Report) -> None:
    assert report.found_share >= 0.25, str(report)


def test_at_most_one_row_of_money_in_twenty_has_a_wrong_payer_or_amount(report: Report) -> None:
    assert report.money.shown > 0
    assert report.wrong_share <= 0.05, "\n".join(report.money.wrong)


def test_no_step_of_the_lineage_is_guessed_or_backwards(report: Report) -> None:
    assert report.lineage.wrong == []
