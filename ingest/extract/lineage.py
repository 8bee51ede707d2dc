"""Where a text speaks of succession at all.

That one body or programme stands before another in time does not make it its forerunner, whatever a list of dates
suggests. A succession is only read where the words say one (개편, 격상, 후속, 이어받아 …) or the names count on (제5차
after 제4차).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.extract.frames import FRAMES
from ingest.extract.instances import Instance
from ingest.extract.numbering import step_between
from ingest.extract.pairs import Reading


def spoken(reading: Reading, pairs: Sequence[tuple[int, int]], places: Sequence[Instance]) -> NDArray[np.bool_]:
    """Tell of each pair whether a sentence that could join it speaks of succession, or its names count on."""
    speaks = [
        not FRAMES.lineage.isdisjoint([form for p in tied.phrases for form in (p.stem, *[w.form for w in p.words])])
        for tied in reading.clauses
    ]
    found = np.zeros(len(pairs), dtype=bool)
    for place in places:
        if speaks[max(place.subject.sentence, place.object.sentence)]:
            found[place.pair] = True
    for row, (a, b) in enumerate(pairs):
        left, right = reading.nodes[a], reading.nodes[b]
        if left.type == right.type and not found[row]:
            found[row] = step_between(left.name, right.name) == "next"
    return found
