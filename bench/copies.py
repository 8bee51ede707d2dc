"""Measure how copies of one report are told from other reports: precision and recall over thresholds.

    python -m bench.copies

The pairs stand in `copies.yaml` with their labels. A pair counts as found where a store would find it: one key of the
two sketches is the same, and `graph.sketch.are_copies` says so. The pairs that today's thresholds get wrong are named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from bench.labelled import Pair, pairs
from graph import sketch

STEPS = (0.4, 0.5, 0.6, 0.7, 0.8)


class Score(NamedTuple):
    """How many pairs are found rightly and wrongly, and how many copies are missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Of the pairs found, how many are copies."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Of the copies, how many are found."""
        return self.right / max(1, self.right + self.missed)


def score(those: Iterable[Pair], found: Callable[[Pair], bool]) -> Score:
    """Count what a rule finds of some pairs."""
    told = [(pair.copy, found(pair)) for pair in those]
    return Score(told.count((True, True)), told.count((False, True)), told.count((True, False)))


def found_today(pair: Pair) -> bool:
    """Tell whether a store takes the two texts for copies."""
    a, b = sketch.sketch_of(pair.a), sketch.sketch_of(pair.b)
    return sketch.comparable(a, b) and sketch.are_copies(a, b)


def found_at(wording: float, figures: float, *, subject: bool = True) -> Callable[[Pair], bool]:
    """Return the rule with other thresholds, every pair compared."""

    def found(pair: Pair) -> bool:
        a, b = (sketch.opened(sketch.sketch_of(text) or "") for text in (pair.a, pair.b))
        if a is None or b is None or sketch.wording(a, b) < wording or sketch.figures(a, b) < figures:
            return False
        return not subject or sketch.same_subject(a, b)

    return found


def _line(name: str, counted: Score) -> str:
    return f"{name:44} {counted.precision:9.3f} {counted.recall:7.3f} {counted.wrong:6} {counted.missed:7}"


def main() -> None:
    """Print the table, and what is wrong today."""
    all_pairs = pairs()
    copies = sum(pair.copy for pair in all_pairs)
    print(f"{len(all_pairs)} pairs, {copies} of them copies\n")
    print(f"{'rule':44} {'precision':>9} {'recall':>7} {'wrong':>6} {'missed':>7}")
    for least in STEPS:
        print(_line(f"wording {least}, nothing else", score(all_pairs, found_at(least, 0.0, subject=False))))
    for least in STEPS:
        print(_line(f"wording {sketch.WORDING}, figures {least}", score(all_pairs, found_at(sketch.WORDING, least))))
    for least in STEPS:
        print(_line(f"wording {least}, figures {sketch.FIGURES}", score(all_pairs, found_at(least, sketch.FIGURES))))
    print(_line("as a store finds them", score(all_pairs, found_today)))
    for pair in all_pairs:
        if found_today(pair) != pair.copy:
            print(f"wrong: {pair.name} ({'missed' if pair.copy else 'taken for a copy'})")


if __name__ == "__main__":
    main()
