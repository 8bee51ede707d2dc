from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

import ingest.korean.sentences  # noqa: F401  its import registers the component
from ingest.extract.evidence import NAMES
from ingest.extract.pairs import PREDICATES
from ingest.gold import load
from ingest.korean.tokenizer import blank
from ingest.training.network import fit_one
from ingest.training.relation_examples import Cues, example, labels
from ingest.training.relations import Candidates, verdict

TRAIN = Path(__file__).parents[3] / "corpus" / "train"


def test_the_same_data_and_seed_give_the_same_network() -> None:
    rows = csr_matrix(np.eye(6, dtype=np.float32))
    truth = np.array([[1], [0], [0], [1], [1], [0]], np.int8)
    assert np.array_equal(fit_one(rows, truth, seed=3).vectors, fit_one(rows, truth, seed=3).vectors)


def test_the_network_learns_what_no_sum_of_weights_can_tell() -> None:
    rng = np.random.default_rng(1)
    on = rng.integers(0, 2, (60000, 2))
    rows = csr_matrix(np.concatenate([on, 1 - on], axis=1).astype(np.float32))
    truth = (on[:, 0] != on[:, 1]).astype(np.int8)
    network = fit_one(rows, truth[:, None], seed=0)
    answer = network.answer(rows @ network.vectors)[:, 0]
    assert ((answer > 0) == truth).mean() > 0.95


def test_what_nobody_knows_teaches_nothing() -> None:
    rows = csr_matrix(np.eye(4, dtype=np.float32))
    network = fit_one(rows, np.array([[1], [-1], [0], [-1]], np.int8), seed=0)
    direct = network.vectors[:, -1]
    assert direct[0] > 0 > direct[2]
    assert direct[1] == direct[3] == 0


def test_the_places_in_the_golds_quote_are_the_true_ones() -> None:
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    gold = load(TRAIN)[0]
    one = example(nlp, gold, Cues())
    found = labels(one)
    leads = PREDICATES.index("LEADS")
    nodes = one.reading.nodes
    true = {(a, b) for a, b, q in one.truth if q == leads and not one.truth[a, b, q].optional}
    for index, place in enumerate(one.places):
        pair = one.pairs[place.pair]
        if found[index, leads] == 1:
            assert pair in true
        elif found[index, leads] == 0:
            assert pair not in true, (nodes[pair[0]].name, nodes[pair[1]].name)
    assert (found[:, leads] == 1).sum() >= len(true)


def test_the_threshold_follows_from_calibrated_chances() -> None:
    rng = np.random.default_rng(0)
    odds = rng.normal(-1, 2, 4000)
    true = rng.random(4000) < 1 / (1 + np.exp(-odds))
    columns = np.zeros((4000, len(NAMES)), np.float32)
    found = Candidates(columns, true, np.ones(4000, bool), np.zeros(4000, np.int64))
    got = verdict(odds / 2, found, int(true.sum()), share=1.0)
    assert got.slope == pytest.approx(2, abs=0.2)
    assert got.offset == pytest.approx(0, abs=0.2)
    shown = odds >= got.threshold
    assert got.precision == pytest.approx(true[shown].mean(), abs=0.02)
    assert got.f1 > 0.6
