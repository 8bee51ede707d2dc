"""The training of the scorer of money, on a few documents."""

from __future__ import annotations

from pathlib import Path

import pytest

import ingest.korean.sentences  # noqa: F401  its import registers the component
from ingest.extract.money.evidence import FORMS, proposals
from ingest.extract.money.joint import COLUMNS
from ingest.extract.money.looks import look
from ingest.extract.money.scorer import pack
from ingest.gold import load
from ingest.korean.tokenizer import blank
from ingest.training.money import Trained, train
from ingest.training.money_first import first_rows, fit_first
from ingest.training.money_reach import THRESHOLDS, Tally
from ingest.training.money_truth import Example, example

TRAIN = Path(__file__).parents[3] / "corpus" / "train"
DOCUMENTS = 24


@pytest.fixture(scope="module")
def documents() -> list[Example]:
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    return [example(nlp, gold, [], annotated=True) for gold in load(TRAIN)[:DOCUMENTS]]


@pytest.fixture(scope="module")
def trained(documents: list[Example]) -> Trained:
    return train(documents, documents, folds=2)


def test_documents_that_were_left_out_are_read_better_than_by_chance(trained: Trained) -> None:
    asked = {form: count.asked for form, count in trained.reached.items()}
    assert min(asked.values()) > 10
    assert all(count.report()["f1"] > 0.2 for count in trained.reached.values())
    assert all(count.exact <= count.right <= min(count.shown, count.asked) for count in trained.reached.values())
    assert set(trained.scorer.least.values()) <= set(THRESHOLDS)


def test_the_surer_the_fewer_payments(trained: Trained) -> None:
    claimed = [shown for shown, _ in trained.sure.values()]
    assert claimed == sorted(claimed, reverse=True)
    assert all(right <= shown for shown, right in trained.sure.values())


def test_every_fold_has_a_scorer_of_its_own_with_the_thresholds_of_all(trained: Trained) -> None:
    first, second = trained.without
    assert pack(first) != pack(second)
    assert first.least == second.least == trained.scorer.least
    assert set(trained.scorer.trees) == set(FORMS)


def test_the_same_documents_give_the_same_bytes(documents: list[Example], trained: Trained) -> None:
    assert pack(train(documents, documents, folds=2).scorer) == pack(trained.scorer)


def test_the_scorer_takes_the_columns_that_the_trees_learned_from(documents: list[Example], trained: Trained) -> None:
    widths = trained.scorer.about["widths"]
    page = documents[0].page
    proposed = list(proposals(page, look(page, trained.scorer)))
    assert len(trained.scorer.chances(page, proposed)) == len(proposed) > 0
    assert all(len(one.columns) + COLUMNS == widths[one.form] for one in proposed)


def test_a_cue_of_one_row_is_not_learned(documents: list[Example]) -> None:
    cues, weights, bias = fit_first([first_rows(one) for one in documents])
    assert len(cues) == len(weights)
    assert bias.shape == (weights.shape[1],)
    rows = [cue for one in documents for found, _, _ in first_rows(one).values() for row in found for cue in set(row)]
    assert all(rows.count(cue) >= 3 for cue in sorted(cues)[:20])


def test_counts_are_reported_as_precision_recall_and_f1() -> None:
    assert Tally(shown=4, right=3, exact=2, asked=6).report() == {
        "precision": 0.75, "recall": 0.5, "f1": 0.6, "f1_with_amount": 0.4
    }  # fmt: skip
    assert Tally().report()["f1"] == 0
