"""What is said of how copies are recognised holds: measured on the labelled pairs."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.copies import found_today, main, score
from bench.labelled import Edit, pairs


def test_there_are_enough_pairs_of_every_kind() -> None:
    kinds = Counter((pair.kind, pair.copy) for pair in pairs())
    assert sum(kinds.values()) >= 60
    assert min(count for (_, copy), count in kinds.items() if copy) >= 3
    assert {"wire copy", "cut short", "reordered", "release to article"} <= {kind for kind, copy in kinds if copy}
    assert {"other round", "other region", "same subject"} <= {kind for kind, copy in kinds if not copy}


def test_no_pair_is_the_same_text_twice() -> None:
    assert all(pair.a != pair.b for pair in pairs())


def test_copies_are_found_and_nothing_else() -> None:
    counted = score(pairs(), found_today)
    assert counted.precision == 1.0
    assert counted.recall >= 0.97


def test_the_table_names_what_is_missed(capsys: pytest.CaptureFixture[str]) -> None:
    main()
    printed = capsys.readouterr().out
    assert f"{len(pairs())} pairs" in printed
    assert "as a store finds them" in printed
    assert "wrong: 16 cut short: U02 (missed)" in printed


def test_an_edit_that_does_not_fit_its_text_is_refused() -> None:
    with pytest.raises(ValueError, match="no '어디' to change"):
        Edit(change={"어디": "여기"}).apply("거기에 없다.")
    with pytest.raises(ValueError, match="an edit does one thing"):
        Edit(top="위", end="아래")
