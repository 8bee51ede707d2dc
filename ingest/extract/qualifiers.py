"""Qualifiers of relations: in which office, in which role, when, and how one thing came after another."""

from __future__ import annotations

from datetime import date

from graph.model import QualifierValue
from ingest.extract.days import date_of
from ingest.extract.instances import Instance
from ingest.extract.pairs import Reading
from ingest.extract.posts import title_of
from ingest.extract.roles import role_of
from ingest.extract.wording import WORDING

DATED = frozenset({"ANNOUNCES", "APPROVES", "SUCCEEDS"})


def qualifiers(reading: Reading, predicate: str, place: Instance, on: date | None) -> dict[str, QualifierValue]:
    """Read the qualifiers of a relation from the place that says it.

    Args:
        reading: the document.
        predicate: the relation.
        place: where it is said.
        on: the article's date, which relative dates are resolved against.
    """
    found: dict[str, QualifierValue] = {}
    if predicate == "HOLDS_POSITION":
        title = title_of(reading, place)
        if title:
            found["title"] = title
    elif predicate in WORDING.roles:
        role = role_of(reading, predicate, place)
        if role:
            found["role"] = role
    elif predicate == "SUCCEEDS":
        found["kind"] = succession(reading, place)
    if predicate in DATED and found.get("kind") != "follows":
        day = date_of(reading, predicate, place, on)
        if day:
            found["date"] = day
    return found


def succession(reading: Reading, place: Instance) -> str:
    """Tell whether one thing was renamed or reorganised into another, or follows it."""
    rows = {place.subject.sentence, place.object.sentence}
    words = {w for i in rows for p in reading.clauses[i].phrases for w in (p.stem, *(w.form for w in p.words))}
    for kind in ("reorganised", "renamed"):
        if words & WORDING.succession[kind]:
            return kind
    return "follows"
