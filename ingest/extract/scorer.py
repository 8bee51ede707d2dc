"""The trained scorer of relations: how sure it is that a pair stands in a relation.

Two looks, both learned from annotated documents by `ingest/training/relations.py` and applied here with NumPy alone:
the first weighs the cues of each place (a small network), the second the evidence of the whole article (small decision
trees on `evidence.NAMES`). Thresholds were chosen in cross-validation.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import chain
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.errors import InputError
from ingest.extract.cues import Shared, alone, spelled, together
from ingest.extract.evidence import NAMES, table
from ingest.extract.fits import FIRED
from ingest.extract.frames import FRAMES
from ingest.extract.grids import Floats
from ingest.extract.instances import Instance
from ingest.extract.network import Network, packed, unpacked
from ingest.extract.pairs import PREDICATES, Reading
from ingest.extract.phrases import Mention
from ingest.extract.trees import TREE_ARRAYS, Trees, forest

MODEL = "relations.npz"
PLAN = "plan"
OUTPUTS = (*PREDICATES, PLAN)
"""What the first look answers of a place: which relations it states, and whether it states a plan."""
FORMAT = 4
MOST_REMEMBERED = 1 << 16
"""Patterns of cues whose numbers are remembered."""


@dataclass
class Scorer:
    """What was learned. See the module for how it is applied.

    `mixing` has a row for each of `PREDICATES`: the share of the second look, slope and offset that make log-odds of
    the mix of both looks, and the log-odds from which on a pair is shown. `reach` says how remote a pair is looked at.
    """

    cues: dict[str, int]
    network: Network
    trees: list[Trees]
    mixing: NDArray[np.float64]
    about: dict[str, Any] = field(default_factory=dict)
    reach: dict[str, int] = field(default_factory=dict)

    @cached_property
    def _sides(self) -> dict[str, tuple[int | None, ...]]:
        """Map a cue of one mention alone to its numbers on each of `SIDES`."""
        found: dict[str, list[int | None]] = {}
        for cue, number in self.cues.items():
            side, dot, rest = cue.partition(".")
            if dot and side in SIDES:
                found.setdefault(rest, [None] * len(SIDES))[SIDES.index(side)] = number
        return {cue: tuple(numbers) for cue, numbers in found.items()}

    def first(self, reading: Reading, places: Sequence[Instance]) -> tuple[Floats, NDArray[np.bool_]]:
        """Score every place by its own cues.

        Returns:
            Log-odds, one row a place, one column for each of `OUTPUTS`; and, for each of `PREDICATES`, whether a frame
            fits the place.
        """
        with self._lock:
            rows = Rows(self.cues.get, self._sides, self._shared)
            parts = [rows.place(reading, place) for place in places]
            sums = self._shared.sums(parts, self.network.sums(rows.rows))
        return self.network.answer(sums), np.array(rows.fired)

    def second(
        self,
        reading: Reading,
        pairs: Sequence[tuple[int, int]],
        places: Sequence[Instance],
        scores: Floats,
        fired: NDArray[np.bool_],
    ) -> Floats:
        """Score every pair by the whole article.

        Returns:
            Calibrated log-odds, one row a pair, −∞ where the ontology or the first look leaves no hope.
        """
        found = np.full((len(pairs), len(PREDICATES)), -np.inf, dtype=np.float32)
        described = table(reading, pairs, places, scores[:, : len(PREDICATES)], fired)
        if not described:
            return found
        which = np.concatenate([np.full(len(rows), q) for q, (rows, _) in described.items()])
        columns = np.concatenate([rows for _, rows in described.values()])
        second = self._forest.walk(columns, self._forest.roots[which]) + self._bases[which]
        share, slope, offset, _ = self.mixing[which].T
        odds = slope * weigh(second, columns, share) + offset
        found[np.concatenate([rows for rows, _ in described.values()]), which] = odds
        return found

    @cached_property
    def _forest(self) -> Trees:
        return forest(self.trees)

    @cached_property
    def _bases(self) -> NDArray[np.float64]:
        return np.array([trees.base for trees in self.trees])

    @cached_property
    def _shared(self) -> Kept:
        return Kept(self.network, lambda shared: known(self.cues.get, spelled(shared)))

    @cached_property
    def _lock(self) -> Lock:
        return Lock()


SAYS = {FIRED + name: PREDICATES.index(predicate) for name, predicate in FRAMES.predicates.items()}
"""What each frame, chain and link says, as an index in `PREDICATES`."""


def weigh(second: NDArray[np.float64], columns: Floats, share: float | NDArray[np.float64]) -> NDArray[np.float64]:
    """Mix the verdicts of both looks: `share` of the second, the rest of the best place by the first."""
    return share * second + (1 - share) * columns[:, 0]


Number = Callable[[str], int | None]
SIDES = ("A", "B", "xA", "xB")
"""What a cue of one mention alone is told apart by: subject or object, both in one sentence or not (x)."""


class Kept(dict[Shared, int]):
    """The sums of what places share, remembered over documents: each pattern's place among them.

    Args:
        network: whose vectors are summed.
        numbers: gives the numbers of a pattern's cues.
    """

    def __init__(self, network: Network, numbers: Callable[[Shared], list[int]]) -> None:
        self._network, self._numbers = network, numbers
        self._new: list[list[int]] = []
        self._sums = np.zeros((0, network.vectors.shape[1]), dtype=np.float32)

    def __missing__(self, shared: Shared) -> int:
        place = self[shared] = len(self)
        self._new.append(self._numbers(shared))
        return place

    def sums(self, parts: Sequence[Sequence[int]], own: Floats) -> Floats:
        """Add up parts: places of patterns, and of rows of `own` by numbers from −1 downwards."""
        if self._new:
            self._sums = np.concatenate([self._sums, self._network.sums(self._new)])
            self._new.clear()
        lengths = np.fromiter(map(len, parts), dtype=np.int64, count=len(parts))
        flat = np.fromiter(chain.from_iterable(parts), dtype=np.int64, count=int(lengths.sum()))
        rows = np.empty((len(flat), own.shape[1]), dtype=np.float32)
        ours = flat < 0
        rows[ours], rows[~ours] = own[-1 - flat[ours]], self._sums[flat[~ours]]
        if len(self) > MOST_REMEMBERED:
            self.clear()
            self._sums = self._sums[:0]
        return np.add.reduceat(rows, np.cumsum(lengths) - lengths, axis=0)


class Rows:
    """Turns places into numbers: those of patterns that are kept, and below 0 those of rows of this document.

    Args:
        number: gives the number of a cue, `None` for an unknown one.
        sides: the numbers of the cues of one mention alone, for each of `SIDES`.
        shared: the places of the patterns that places share.

    Attributes:
        rows: the numbers of cues that come together; the n-th row has the number −n.
        fired: for each place and each of `PREDICATES`, whether a frame fits.
    """

    def __init__(self, number: Number, sides: Mapping[str, tuple[int | None, ...]], shared: Kept) -> None:
        self.number = number
        self.sides = sides
        self.shared = shared.__getitem__
        self.rows: list[list[int]] = []
        self.fired: list[list[bool]] = []
        self._alone: dict[int, list[tuple[int | None, ...]]] = {}
        self._rows: dict[tuple[int, int], int] = {}

    def place(self, reading: Reading, place: Instance) -> list[int]:
        """Return the numbers of what makes up a place: subject, object, what they share and their own."""
        apart = place.distance != 0
        cues, shared = together(reading, place)
        parts = [
            self._one(reading, place.subject, 2 if apart else 0),
            self._one(reading, place.object, 3 if apart else 1),
            *map(self.shared, shared),
        ]
        if cues:
            parts.append(self._add(known(self.number, cues)))
        self.fired.append([False] * len(PREDICATES) if apart else fits(cues))
        return parts

    def _one(self, reading: Reading, mention: Mention, side: int) -> int:
        """Return the row of a mention alone on one of `SIDES`."""
        key = (id(mention), side)
        found = self._rows.get(key)
        if found is None:
            if key[0] not in self._alone:
                self._alone[key[0]] = self._sided(alone(reading, mention))
            found = self._rows[key] = self._on(self._alone[key[0]], side)
        return found

    def _sided(self, cues: list[str]) -> list[tuple[int | None, ...]]:
        return [numbers for numbers in map(self.sides.get, dict.fromkeys(cues)) if numbers is not None]

    def _on(self, cues: list[tuple[int | None, ...]], side: int) -> int:
        return self._add([i for numbers in cues if (i := numbers[side]) is not None])

    def _add(self, numbers: list[int]) -> int:
        self.rows.append(numbers)
        return -len(self.rows)


def fits(cues: list[str]) -> list[bool]:
    """Tell for each of `PREDICATES` whether a frame, chain or link fits a place with these cues."""
    found = [False] * len(PREDICATES)
    for cue in SAYS.keys() & cues:
        found[SAYS[cue]] = True
    return found


def known(number: Number, cues: list[str]) -> list[int]:
    """Return the numbers of cues, each once, unknown ones left out."""
    return [i for i in map(number, dict.fromkeys(cues)) if i is not None]


def save(scorer: Scorer) -> bytes:
    """Pack a scorer into the bytes of its file. The same scorer gives the same bytes."""
    arrays: dict[str, Any] = {
        "about": _text(json.dumps(scorer.about, ensure_ascii=False, sort_keys=True)),
        "cues": _text("\n".join(scorer.cues)),
        "reach": _text(json.dumps(scorer.reach, sort_keys=True)),
        **packed(scorer.network),
        "mixing": scorer.mixing,
        "bases": np.array([t.base for t in scorer.trees], dtype=np.float64),
        "format": np.array([FORMAT]),
    }
    for q, trees in enumerate(scorer.trees):
        arrays |= {f"{name}{q}": getattr(trees, name) for name in TREE_ARRAYS}
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


def unpack(content: bytes) -> Scorer:
    """Read a scorer from the bytes of its file.

    Raises:
        InputError: the file is of another format or was trained for other columns or predicates.
    """
    with np.load(io.BytesIO(content)) as data:
        about = json.loads(bytes(data["about"]).decode())
        expected = {"predicates": list(PREDICATES), "columns": list(NAMES)}
        if int(data["format"][0]) != FORMAT or any(about.get(key) != value for key, value in expected.items()):
            raise InputError(f"{MODEL}: was trained for another version of the reader", hint="run `make train`")
        cues = bytes(data["cues"]).decode().split("\n")
        trees = [
            Trees(**{name: data[f"{name}{q}"] for name in TREE_ARRAYS}, base=float(data["bases"][q]))
            for q in range(len(PREDICATES))
        ]
        numbers = {cue: i for i, cue in enumerate(cues)}
        return Scorer(numbers, unpacked(data), trees, data["mixing"], about, json.loads(bytes(data["reach"])))


def _text(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)


@lru_cache(maxsize=1)
def default_scorer() -> Scorer:
    """Return the scorer that the package carries, read once a process."""
    return unpack((files("ingest.extract") / "models" / MODEL).read_bytes())
