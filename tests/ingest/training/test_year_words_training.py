"""What is learned of words and years."""

from __future__ import annotations

import numpy as np

from ingest.extract.money.year_words import SIDES, Said
from ingest.training.year_words import LEAST_SEEN, Asked, fit_words

NONE, YEAR = Said((SIDES.index("none"),), []), Said((SIDES.index("said"), SIDES.index("before")), ["t:2026년"])


def test_a_word_that_decides_weighs_for_the_side_that_it_decides_for() -> None:
    asked: list[Asked] = [([word], [NONE, YEAR]) for word in ("s:총사업비", "s:예산") * 20]
    right = np.array([one for _ in range(20) for one in (True, False, False, True)])
    words = fit_words(asked, right)
    none, year = words.weigh(["s:총사업비"], [NONE, YEAR])
    assert none > year
    none, year = words.weigh(["s:예산"], [NONE, YEAR])
    assert none < year


def test_what_is_seen_too_rarely_is_not_learned() -> None:
    asked: list[Asked] = [(["s:예산", *(["s:드문"] if n < LEAST_SEEN - 1 else [])], [NONE, YEAR]) for n in range(9)]
    words = fit_words(asked, np.array([False, True] * 9))
    assert "s:예산" in words.rows
    assert "s:드문" not in words.rows
