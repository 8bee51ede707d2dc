from __future__ import annotations

import io

import numpy as np
import pytest

from graph.errors import InputError
from ingest.extract.instances import instances
from ingest.extract.network import Network
from ingest.extract.pairs import PREDICATES, read
from ingest.extract.scorer import OUTPUTS, default_scorer, save, unpack
from tests.ingest.extract.marked_text import pipeline, read_marked


@pytest.fixture(scope="module")
def scores():
    doc = read_marked(pipeline(), "«산업부|Ministry»는 «로봇 사업|Program»을 «로봇 전략|Program»의 일환으로 추진한다.")
    reading = read(doc)
    pairs, places = instances(reading)
    scorer = default_scorer()
    looks, fired = scorer.first(reading, places)
    names = [(reading.nodes[a].name, reading.nodes[b].name) for a, b in pairs]
    return names, places, looks, fired, scorer.second(reading, pairs, places, looks, fired)


def test_every_place_gets_an_answer_for_every_output(scores) -> None:
    _, places, looks, fired, _ = scores
    assert looks.shape == (len(places), len(OUTPUTS))
    assert fired.shape == (len(places), len(PREDICATES))


def test_a_frame_fires_where_clause_and_roles_fit(scores) -> None:
    names, places, _, fired, _ = scores
    found = {(*names[p.pair], PREDICATES[q]) for p, row in zip(places, fired, strict=True) for q in np.flatnonzero(row)}
    assert ("산업부", "로봇 사업", "LEADS") in found
    assert ("로봇 사업", "로봇 전략", "PART_OF") in found
    assert ("로봇 전략", "로봇 사업", "PART_OF") not in found


def test_what_the_ontology_forbids_has_no_chance(scores) -> None:
    names, _, _, _, second = scores
    row = names.index(("산업부", "로봇 사업"))
    assert second[row, PREDICATES.index("TARGETS")] == -np.inf
    assert np.isfinite(second[row, PREDICATES.index("LEADS")])


def test_the_network_adds_hidden_and_direct_answers() -> None:
    network = Network(
        vectors=np.array([[1, 0.5], [-3, 1]], np.float32),
        bias=np.array([0], np.float32),
        above=np.array([[2]], np.float32),
        above_bias=np.array([0.25], np.float32),
    )
    assert network.answer(network.sums([[0], [0, 1], []])).ravel().tolist() == [2.75, 1.75, 0.25]


def test_a_saved_scorer_reads_back_the_same_and_saves_to_the_same_bytes() -> None:
    scorer = default_scorer()
    again = unpack(save(scorer))
    assert again.cues == scorer.cues
    assert np.allclose(again.network.vectors, scorer.network.vectors, atol=1e-6)
    assert np.array_equal(again.mixing, scorer.mixing)
    assert save(again) == save(unpack(save(again)))


def test_a_model_for_other_columns_is_refused() -> None:
    with np.load(io.BytesIO(save(default_scorer()))) as data:
        arrays = dict(data)
    arrays["format"] = np.array([0])
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    with pytest.raises(InputError, match="another version"):
        unpack(buffer.getvalue())
