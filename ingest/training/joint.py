"""Training of the joint look at money: see `ingest.extract.money.joint`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import structlog
from numpy.typing import NDArray

from ingest.extract.grids import Floats
from ingest.extract.money.evidence import FORMS, Proposal
from ingest.extract.money.joint import Joint, Layer, Role, columns
from ingest.extract.money.page import Page
from ingest.extract.network import Laid
from ingest.training.network import WHOLE, learn, learned_without_each

log = structlog.get_logger(__name__)

LEAST_SEEN = 5
"""Parts that must have a cue for it to be learned."""


@dataclass(slots=True)
class Lesson:
    """The proposals of one document as the joint look sees them.

    Attributes:
        laid: with the numbers of a `Vocabulary`.
        forms: the place of each one's form in `FORMS`.
        truth: for each, 1 where the gold claims it, 0 where it does not, −1 where nobody knows.
    """

    laid: Laid
    forms: NDArray[np.int64]
    truth: NDArray[np.int8]


class Vocabulary:
    """Numbers every cue that it meets.

    Attributes:
        numbers: of the cues, each named with its part.
    """

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._layer = Layer(self._number)

    def _number(self, role: Role, cue: str) -> int:
        return self.numbers.setdefault(f"{role}:{cue}", len(self.numbers))

    def lesson(self, page: Page, found: Sequence[Proposal], truth: Sequence[tuple[bool, bool]]) -> Lesson:
        """Prepare the proposals of a document; `truth` says of each whether it is so, and whether that counts."""
        told = [int(so) if counts else -1 for so, counts in truth]
        forms = np.array([FORMS.index(one.form) for one in found], dtype=np.int64)
        return Lesson(self._layer.lay(page, found), forms, np.array(told, dtype=np.int8))


@dataclass(slots=True)
class Looks:
    """The joint look at every document by a network that has not seen its fold, and the networks themselves.

    Attributes:
        columns: of each document, a row a proposal.
        without: the joint look of each fold, which has seen the others.
        whole: the one that has seen all.
    """

    columns: list[Floats]
    without: list[Joint]
    whole: Joint


def joint_looks(lessons: Sequence[Lesson], folds: Sequence[int], vocabulary: Vocabulary) -> Looks:
    """Fit the joint look without each fold, and on all documents."""
    names = list(vocabulary.numbers)
    found = learned_without_each(partial(_fit, len(names)), lessons, folds)
    fitted = {
        fold: Joint({names[cue]: row for cue, row in kept.items()}, network) for fold, (kept, network) in found.items()
    }
    looks = [_columns(one, fitted[fold], names) for one, fold in zip(lessons, folds, strict=True)]
    return Looks(looks, [fitted[fold] for fold in sorted(set(folds))], fitted[WHOLE])


def _fit(cues: int, lessons: Sequence[Lesson], path: Path) -> None:
    """Fit the network on documents, and write it to `path`."""
    truth = np.concatenate([_labels(one) for one in lessons])
    kept = learn([one.laid for one in lessons], truth, cues, LEAST_SEEN, path)
    log.info("money.joint_look", documents=len(lessons), cues=kept)


def _labels(one: Lesson) -> NDArray[np.int8]:
    """Return the answers that a network should give: of a proposal, that of its form alone."""
    wanted = np.full((len(one.forms), len(FORMS)), -1, dtype=np.int8)
    wanted[np.arange(len(one.forms)), one.forms] = one.truth
    return wanted


def _columns(one: Lesson, joint: Joint, names: Sequence[str]) -> Floats:
    """Return the columns of a document's proposals by a joint look."""
    known = [[n for cue in part if (n := joint.cues.get(names[cue])) is not None] for part in one.laid.parts]
    return columns(one.laid.groups, joint.odds(Laid(known, one.laid.rows, one.laid.groups), one.forms.tolist()))
