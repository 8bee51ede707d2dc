"""The events of a lineage as one dated chain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from graph.answers import ChainLink, LineageAnswer, LineageContext, LineageStep
from graph.store import Store

Dated = Literal["stated", "table", "article"]
Section = Literal["before", "after", "wholes", "parts", "context", "around"]
SECTIONS: tuple[Section, ...] = ("before", "after", "wholes", "parts", "context", "around")


def day_of(dated: LineageStep | LineageContext) -> str | None:
    """Return the date that claims state, else the day of the first article that states them."""
    return dated.date or (dated.first_stated.isoformat() if dated.first_stated else None)


def chain_of(store: Store, answer: LineageAnswer) -> list[ChainLink]:
    """Return everything in an answer in the order of its days, what has no day last."""
    every = list(_every(answer))
    later = {one.later.id for _, one in every if isinstance(one, LineageStep) and _can_begin(one)}
    began = _beginnings(store, later)
    links = [_link(section, one, began) for section, one in every]
    return sorted(links, key=lambda link: (link.day or "~", SECTIONS.index(link.section)))


def _every(answer: LineageAnswer) -> Iterator[tuple[Section, LineageStep | LineageContext]]:
    for section in SECTIONS:
        for one in getattr(answer, section):
            yield section, one


def _can_begin(step: LineageStep) -> bool:
    """Tell whether the later thing begins with the step, so that its own first day is the step's."""
    return step.relation == "SUCCEEDS" and step.date is None


def _beginnings(store: Store, ids: set[str]) -> dict[str, str]:
    rows = store.read("write/entity_state", {"ids": sorted(ids)}) if ids else []
    return {row["id"]: row["valid_from"] for row in rows if row["valid_from"]}


def _link(section: Section, one: LineageStep | LineageContext, began: dict[str, str]) -> ChainLink:
    step = isinstance(one, LineageStep)
    subject, obj = (one.later, one.earlier) if isinstance(one, LineageStep) else (one.actor, one.thing)
    day, dated = _dated(one, began.get(subject.id) if step else None)
    return ChainLink(
        day=day,
        dated=dated,
        section=section,
        subject=subject,
        relation=one.relation,
        object=obj,
        claims=[claim.id for claim in one.claims],
    )


def _dated(one: LineageStep | LineageContext, began: str | None) -> tuple[str | None, Dated | None]:
    if one.date is not None:
        return one.date, "stated"
    if isinstance(one, LineageStep) and _can_begin(one) and began is not None:
        return began, "table"
    return (one.first_stated.isoformat(), "article") if one.first_stated else (None, None)
