"""The training of the small networks."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ingest.extract.network import Laid
from ingest.training.network import BATCH, WHOLE, Places, fit_one, learn, learned, learned_without_each, weight


def rows_of(cues: list[list[int]], number: int) -> Places:
    """Lay out places that share nothing."""
    alone = Laid(cues, [[row] for row in range(len(cues))], list(range(len(cues))))
    return Places.of([alone], number)


def test_the_same_data_and_seed_give_the_same_network() -> None:
    places = rows_of([[cue] for cue in range(6)], 6)
    truth = np.array([[1], [0], [0], [1], [1], [0]], np.int8)
    assert np.array_equal(fit_one(places, truth, seed=3).vectors, fit_one(places, truth, seed=3).vectors)


def test_the_network_learns_what_no_sum_of_weights_can_tell() -> None:
    on = np.random.default_rng(1).integers(0, 2, (60000, 2))
    cues = [[a, 2 + b] for a, b in on.tolist()]
    truth = (on[:, 0] != on[:, 1]).astype(np.int8)
    network = fit_one(rows_of(cues, 4), truth[:, None], seed=0)
    answer = network.answer(network.sums(cues))[:, 0]
    assert ((answer > 0) == truth).mean() > 0.95


def test_what_nobody_knows_teaches_nothing() -> None:
    network = fit_one(rows_of([[cue] for cue in range(4)], 4), np.array([[1], [-1], [0], [-1]], np.int8), seed=0)
    direct = network.vectors[:, -1]
    assert direct[0] > 0 > direct[2]
    assert direct[1] == direct[3] == 0


def test_documents_are_laid_one_after_the_other() -> None:
    one = Laid([[0, 1], [2]], [[0], [0, 1]], [0, 0])
    other = Laid([[1], [2, 0]], [[1, 0]], [0])
    places = Places.of([one, other], 3)
    sums = places.made_of @ places.parts
    assert sums.toarray().tolist() == [[1, 1, 0], [1, 1, 1], [1, 1, 1]]
    assert places.groups.tolist() == [0, 0, 1]
    assert places.seen().tolist() == [2, 2, 2]
    assert places.with_cues(np.array([2])).parts.toarray().tolist() == [[0], [1], [0], [1]]


def test_each_batch_holds_whole_groups_and_all_batches_every_place_once() -> None:
    random = np.random.default_rng(4)
    groups = random.integers(0, 700, 5000).tolist()
    places = Places.of([Laid([[0]], [[0]] * len(groups), groups)], 1)
    batches = list(places.batches(random))
    assert sorted(np.concatenate(batches).tolist()) == list(range(len(groups)))
    seen = [set(places.groups[batch].tolist()) for batch in batches]
    assert sum(map(len, seen)) == len(set(groups))
    assert all(abs(len(batch) - BATCH) < 20 for batch in batches[:-1])


def test_a_batch_needs_its_own_parts_alone() -> None:
    places = Places.of([Laid([[0], [1], [2]], [[0, 1], [2], [1]], [0, 1, 2])], 3)
    parts, made_of = places.at(np.array([2, 0]))
    assert parts.shape[0] == 2
    assert (made_of @ parts).toarray().tolist() == [[0, 1, 0], [1, 1, 0]]


def test_cues_that_are_rare_or_tell_nothing_are_left_out_of_the_file(tmp_path: Path) -> None:
    random = np.random.default_rng(2)
    cues = [[0, 3] if on else [1, 3] for on in random.integers(0, 2, 40000).tolist()]
    cues[0].append(2)  # once only
    truth = np.array([[int(0 in row)] for row in cues], np.int8)
    path = tmp_path / "network.npz"
    laid = Laid(cues, [[row] for row in range(len(cues))], list(range(len(cues))))
    assert learn([laid], truth, 4, 5, path) == len(learned(path)[0])
    kept, network = learned(path)
    assert 2 not in kept
    assert {0, 1} <= set(kept)
    told = network.at(Laid([[kept[0]], [kept[1]]], [[0], [1]], [0, 1]))[:, 0]
    assert told[0] > 0 > told[1]
    assert weight(network).min() > 0.01


def test_a_network_of_a_fold_has_not_seen_its_documents() -> None:
    def learn_from(documents: list[list[int]], path: Path) -> None:
        cues = [cue for document in documents for cue in document]
        laid = Laid([[cue] for cue in cues], [[row] for row in range(len(cues))], list(range(len(cues))))
        learn([laid], np.array([[cue % 2] for cue in cues], np.int8), 6, 1, path)

    documents = [[0] * 9000 + [1] * 9000, [2] * 9000 + [3] * 9000, [4] * 9000 + [5] * 9000]
    found = learned_without_each(learn_from, documents, [0, 1, 0])
    assert {fold: set(kept) for fold, (kept, _) in found.items()} == {0: {2, 3}, 1: {0, 1, 4, 5}, WHOLE: set(range(6))}
