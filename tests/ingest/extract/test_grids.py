from __future__ import annotations

import numpy as np

from ingest.extract.grids import PART_OF, grids, without_own
from ingest.extract.pairs import PREDICATES


def test_a_rival_is_the_likeliest_other_of_its_row_or_column() -> None:
    chance = np.array([[[0.9, 0.2, 0.9], [0.1, 0.5, 0.3]]], np.float32)
    assert np.allclose(without_own(chance, 2), [[[0.9, 0.9, 0.9], [0.5, 0.3, 0.5]]])
    assert np.allclose(without_own(chance, 1), [[[0.1, 0.5, 0.3], [0.9, 0.2, 0.9]]])


def test_who_leads_the_whole_is_told_of_the_part() -> None:
    leads = PREDICATES.index("LEADS")
    chance = np.zeros((len(PREDICATES), 3, 3), np.float32)
    chance[leads, 0, 1], chance[PART_OF, 2, 1] = 0.8, 0.5
    found = grids(chance, np.array([0, 5, 5]), np.zeros((3, 3), np.float32))
    assert np.isclose(found["by part"][leads, 0, 2], 0.4)


def test_a_member_of_a_list_knows_what_the_others_reach() -> None:
    leads = PREDICATES.index("LEADS")
    chance = np.zeros((len(PREDICATES), 4, 4), np.float32)
    chance[leads, 0, 1], chance[leads, 0, 2] = 0.9, 0.3
    mates = np.zeros((4, 4), np.float32)
    mates[1:, 1:] = 1 - np.eye(3)
    found = grids(chance, np.array([0, 5, 5, 5]), mates)
    assert np.allclose(found["mates object"][leads, 0, 1:], [0.15, 0.45, 0.6])
    assert np.allclose(found["most mates object"][leads, 0, 1:], [0.3, 0.9, 0.9])
