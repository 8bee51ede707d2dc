"""Scopes: the body that a division or an event with a generic name belongs to ("표준 분과", "출범식").

Without its body such a name says nothing outside of its article: the 표준 분과 of two alliances are two.
"""

from __future__ import annotations

from collections.abc import Iterable

from ingest.extract import heads
from ingest.extract.coreference import Thing

_GENERIC_DIVISIONS = ("분과", "분과위원회", "소위원회", "기술위원회", "작업반", "전담반", "워킹그룹")
_BODIES = {
    "Division": ("Alliance", "Committee"),
    "Event": ("Alliance", "Committee", "Program", "Fund", "Organization", "Ministry"),
}


def scope_of(thing: Thing, found: Iterable[Thing]) -> str | None:
    """Return the name of the body that a generically named thing belongs to: the one named last before it."""
    if thing.known is not None or not _generic(thing):
        return None
    at = thing.first
    before = [
        (max(m.start for m in body.mentions if m.start < at), body.name)
        for body in found
        if body.label in _BODIES[thing.label] and body.first < at
    ]
    return max(before)[1] if before else None


def _generic(thing: Thing) -> bool:
    if thing.label == "Division":
        return thing.name.endswith(_GENERIC_DIVISIONS) or thing.name in heads.reference_labels()
    return thing.label == "Event" and thing.name in heads.reference_labels()
