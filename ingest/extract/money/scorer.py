"""The trained scorer of money: its three looks, and the chances from which something is claimed.

All were learned from annotated documents by `ingest/training/money.py` and are applied here with NumPy alone.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from importlib.resources import files
from itertools import chain
from typing import Any

import numpy as np

from graph.errors import InputError
from ingest.extract.grids import Floats
from ingest.extract.money.candidate_cues import Said, spelled
from ingest.extract.money.evidence import FORMS, Form, Proposal, chance
from ingest.extract.money.joint import Joint
from ingest.extract.money.looks import OUTPUTS
from ingest.extract.money.page import Page
from ingest.extract.network import packed, unpacked
from ingest.extract.trees import Trees, restored, stored

MODEL = "money.npz"
FORMAT = 2
MOST_REMEMBERED = 1 << 15
"""Patterns of cues whose weights are remembered, for each of `OUTPUTS`."""


@dataclass(slots=True)
class MoneyScorer:
    """What was learned; what was not yet is empty.

    Attributes:
        cues: the row of `weights` that each cue has.
        weights, bias: of the first look, one column for each of `OUTPUTS`.
        joint: the joint look at what is proposed.
        trees: the second look of each form of claim, at all that the others saw.
        least: the chance below which nothing of a form is claimed.
        calibration: for each form, chances of the trees with the precision observed at them, both rising.
        about: what the model was trained from.
    """

    cues: dict[str, int] = field(default_factory=dict)
    weights: Floats = field(default_factory=lambda: np.zeros((0, len(OUTPUTS)), np.float32))
    bias: Floats = field(default_factory=lambda: np.zeros(len(OUTPUTS), np.float32))
    joint: Joint = field(default_factory=Joint)
    trees: dict[Form, Trees] = field(default_factory=dict)
    least: dict[Form, float] = field(default_factory=dict)
    calibration: dict[Form, list[tuple[float, float]]] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    _weights: dict[str, dict[str, float]] = field(default_factory=dict)
    _said: dict[str, Callable[[Said], float]] = field(default_factory=dict)
    _biases: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._biases = dict(zip(OUTPUTS, self.bias.tolist(), strict=True))
        for output, column in zip(OUTPUTS, self.weights.T.tolist(), strict=True):
            self._weights[output] = {cue: column[row] for cue, row in self.cues.items() if column[row]}
            self._said[output] = lru_cache(MOST_REMEMBERED)(partial(self._spell, output))

    def weigh(self, output: str, cues: Sequence[str]) -> float:
        """Return the log-odds that the cues give to an output. A cue counts once."""
        return self._biases[output] + self._sum(output, cues)

    def more(self, output: str, cues: Sequence[str], said: Sequence[Said]) -> float:
        """Return what further cues add to an output's log-odds: those of a candidate alone, and those it shares.

        Weights are stored as halves, so that their sums in doubles are exact in whatever order they are taken.
        """
        return self._sum(output, cues) + sum(map(self._said[output], said))

    def _sum(self, output: str, cues: Sequence[str]) -> float:
        return sum(filter(None, map(self._weights[output].get, dict.fromkeys(cues))))

    def _spell(self, output: str, said: Said) -> float:
        return self._sum(output, spelled(said))

    def chances(self, page: Page, found: Sequence[Proposal]) -> list[float]:
        """Return the chance of each proposal of an article that it is so."""
        return self.verdicts(found, self.joint.look(page, found))

    def verdicts(self, found: Sequence[Proposal], joint: Floats) -> list[float]:
        """Return the chance of each proposal, given the columns of the joint look.

        Raises:
            InputError: the model was trained for other columns.
        """
        result = [0.0] * len(found)
        for form in FORMS:
            places = [i for i, proposal in enumerate(found) if proposal.form == form]
            if places:
                flat = np.fromiter(chain.from_iterable(found[i].columns for i in places), dtype=np.float32)
                rows = np.hstack([flat.reshape(len(places), -1), joint[places]])
                width = self.about.get("widths", {}).get(form, rows.shape[1])
                if width != rows.shape[1]:
                    raise InputError(f"{MODEL}: was trained for another version of the reader", hint="run `make train`")
                for place, odds in zip(places, self.trees[form].score(rows).tolist(), strict=True):
                    result[place] = chance(odds)
        return result

    def confidence(self, form: Form, chance_of: float) -> float:
        """Return the precision observed at a chance, between the points of the calibration."""
        points = self.calibration.get(form)
        if not points:
            return chance_of
        return float(np.interp(chance_of, [p for p, _ in points], [q for _, q in points]))


def pack(scorer: MoneyScorer) -> bytes:
    """Pack a scorer into the bytes of its file. The same scorer gives the same bytes."""
    about = {**scorer.about, "least": scorer.least, "calibration": scorer.calibration, "outputs": list(OUTPUTS)}
    arrays: dict[str, Any] = {
        "about": np.frombuffer(json.dumps(about, ensure_ascii=False, sort_keys=True).encode(), dtype=np.uint8),
        "cues": np.frombuffer("\n".join(scorer.cues).encode(), dtype=np.uint8),
        "weights": scorer.weights.astype(np.float16),
        "bias": scorer.bias,
        "joint_cues": np.frombuffer("\n".join(scorer.joint.cues).encode(), dtype=np.uint8),
        **packed(scorer.joint.network, "joint_"),
        "bases": np.array([scorer.trees[form].base for form in FORMS], dtype=np.float64),
        "format": np.array([FORMAT]),
    }
    arrays |= stored({form: scorer.trees[form] for form in FORMS})
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


def unpack(content: bytes) -> MoneyScorer:
    """Read a scorer from the bytes of its file.

    Raises:
        InputError: the file is of another format or was trained for other outputs.
    """
    with np.load(io.BytesIO(content)) as data:
        about = json.loads(bytes(data["about"]).decode())
        if int(data["format"][0]) != FORMAT or about.get("outputs") != list(OUTPUTS):
            raise InputError(f"{MODEL}: was trained for another version of the reader", hint="run `make train`")
        cues = bytes(data["cues"]).decode().split("\n")
        trees = {form: restored(data, form, float(base)) for form, base in zip(FORMS, data["bases"], strict=True)}
        calibration = {form: [(p, q) for p, q in about["calibration"].get(form, [])] for form in FORMS}
        seen = bytes(data["joint_cues"]).decode().split("\n")
        joint = Joint({cue: i for i, cue in enumerate(seen)}, unpacked(data, "joint_"))
        return MoneyScorer(
            {cue: i for i, cue in enumerate(cues)}, data["weights"].astype(np.float32), data["bias"], joint, trees,
            about["least"], calibration, about,
        )  # fmt: skip


@lru_cache(maxsize=1)
def default_scorer() -> MoneyScorer:
    """Return the scorer that the package carries, read once a process."""
    return unpack((files("ingest.extract") / "models" / MODEL).read_bytes())
