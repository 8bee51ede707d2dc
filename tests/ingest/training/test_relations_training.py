from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import ingest.korean.sentences  # noqa: F401  its import registers the component
from ingest.extract.evidence import NAMES
from ingest.extract.network import Network
from ingest.extract.pairs import PREDICATES
from ingest.extract.scorer import OUTPUTS, Scorer
from ingest.gold import load
from ingest.korean.tokenizer import blank
from ingest.training.relation_examples import Cues, example, labels
from ingest.training.relations import Candidates, FirstLook, verdict

TRAIN = Path(__file__).parents[3] / "corpus" / "train"


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


def test_reading_sums_what_the_training_sums() -> None:
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    cues = Cues()
    one = example(nlp, load(TRAIN)[0], cues)
    names, columns = list(cues.numbers), len(OUTPUTS)
    random = np.random.default_rng(0)
    network = Network(
        random.normal(size=(len(names), 2 + columns)).astype(np.float32), np.zeros(2, np.float32),
        np.ones((2, columns), np.float32), np.zeros(columns, np.float32),
    )  # fmt: skip
    look = FirstLook({number: number for number in range(len(names))}, network)
    scorer = Scorer({name: number for number, name in enumerate(names)}, network, [], np.zeros((0, 4)))
    read, fired = scorer.first(one.reading, one.places)
    assert np.allclose(read, look.at(one), atol=1e-3)
    assert np.array_equal(fired, one.fired)


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
