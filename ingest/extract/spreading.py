"""Spreading: a name found in one place is found in every other place of the article where it stands as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from ingest.extract.coreference import Thing
from ingest.extract.heads import reference_labels
from ingest.extract.mentions import Mention, covered
from ingest.extract.units import Sequence, Unit

LEAST_LENGTH = 2
"""Code points of a name that is looked for elsewhere."""


def spread(text: str, found: Iterable[Thing], sequences: Iterable[Sequence]) -> None:
    """Add to each thing the places where one of its names stands and nothing else was found; longer names first."""
    units = [u for s in sequences for u in s.units]
    starts, ends = {u.start: i for i, u in enumerate(units)}, {u.end: i for i, u in enumerate(units)}
    found = list(found)
    taken = covered((m for t in found for m in t.mentions), len(text))
    told = [(text[m.start : m.end], t, m.whole is not None) for t in found for m in t.mentions if m.how != "reference"]
    names = {name: thing for name, thing, part in told if not part}
    parts = {name: thing for name, thing, part in told if part and name not in names}
    for name in sorted([*names, *parts], key=lambda n: (-len(n), n)):
        thing = names.get(name) or parts[name]
        if len(name) < LEAST_LENGTH or (thing.label == "Program" and name in reference_labels()):
            continue  # 사업 by itself is of another programme at every place
        for start in _places(name, text):
            end = start + len(name)
            first, last = starts.get(start), ends.get(end)
            if first is None or last is None or not _whole(units, first, last):
                continue
            if name in parts and not _is_beside(text, start, end):
                continue
            if 1 not in taken[start:end]:
                taken[start:end] = b"\1" * len(name)
                how: Literal["name", "alias"] = "name" if name == thing.name else "alias"
                thing.mentions.append(Mention(start, end, thing.label, thing.score, how, rule="spread"))
    for thing in found:
        thing.mentions.sort(key=lambda m: m.start)


def _is_beside(text: str, start: int, end: int) -> bool:
    """Tell whether a part of a name stands beside whose it is: "신진우 교수(기술혁신)", "△ 기술혁신 (신진우 교수)"."""
    line = text.rfind("\n", 0, start) + 1
    inside = text[start - 1 : start] == "(" and text.startswith(")", end)
    return inside or (not any(map(str.isalnum, text[line:start])) and text[end : end + 2].lstrip().startswith("("))


def _places(name: str, text: str) -> Iterator[int]:
    """Yield where a name stands, one place behind the other."""
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


def _whole(units: list[Unit], first: int, last: int) -> bool:
    """Tell whether no noun is joined to the units on either side without a space."""
    before = units[first - 1] if first else None
    after = units[last + 1] if last + 1 < len(units) else None
    joined_before = not units[first].spaced and before is not None and before.tag.startswith(("N", "SL", "SN", "XPN"))
    joined_after = after is not None and not after.spaced and after.tag.startswith(("N", "SL", "SN", "XSN"))
    return not joined_before and not joined_after
