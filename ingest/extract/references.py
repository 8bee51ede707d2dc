"""References: what stands for a thing that was named before ("김 장관", "이 사업", "얼라이언스는")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict

from ingest.extract import heads
from ingest.extract.coreference import Thing
from ingest.extract.mentions import Mention
from ingest.extract.units import Sequence, Unit

REFERENCE_SCORE = 0.8


class Titles(BaseModel):
    """Titles of office and of those who report (`titles.yaml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    titles: frozenset[str]
    reporters: frozenset[str]


@lru_cache(maxsize=1)
def titles() -> Titles:
    """Load `titles.yaml`.

    Raises:
        pydantic.ValidationError: the file is not of this form.
    """
    return Titles.model_validate(yaml.safe_load((resources.files("ingest.extract") / "titles.yaml").read_text("utf-8")))


@lru_cache(maxsize=1)
def _surname_and_title() -> re.Pattern[str]:
    ordered = "|".join(sorted(titles().titles, key=lambda t: (-len(t), t)))
    return re.compile(rf"(?<![가-힣])(?P<surname>[가-힣])\s(?:[가-힣]{{0,4}}(?:{ordered}))(?![가-힣]{{3}})")


def resolve_persons(text: str, found: list[Thing], sequences: Iterable[Sequence]) -> list[Thing]:
    """Join "김 장관" to the person of that family name named last; what is only ever called so is dropped."""
    persons = [t for t in found if t.label == "Person"]
    short = [t for t in persons if _surname_and_title().fullmatch(text[t.mentions[0].start : t.mentions[0].end])]
    named = [t for t in persons if t not in short]
    taken = {m.start for t in named for m in t.mentions}
    for sequence in sequences:
        if not sequence.units:
            continue
        for match in _surname_and_title().finditer(text, sequence.units[0].start, sequence.units[-1].end):
            called = [t for t in named if t.name.startswith(match["surname"])]
            person = _last_named(called, match.start())
            if person is not None and match.start() not in taken:
                person.mentions.append(Mention(match.start(), match.end(), "Person", REFERENCE_SCORE, "alias"))
    for person in named:
        person.mentions.sort(key=lambda m: m.start)
    return [t for t in found if t not in short]


def resolve_descriptions(found: list[Thing], sequences: Iterable[Sequence]) -> None:
    """Add definite descriptions ("이 사업", "동 펀드") and bare heads ("얼라이언스는") to the thing they stand for."""
    taken = sorted((m.start, m.end) for t in found for m in t.mentions)
    covered = {at for start, end in taken for at in range(start, end)}
    for sequence in sequences:
        for at, unit in enumerate(sequence.units):
            labels = heads.reference_labels().get(unit.form)
            if labels is None or unit.start in covered:
                continue
            start = _reference_start(sequence.units, at)
            if start is None:
                continue
            meant = [t for t in found if _stands_for(unit.form, t, labels, start < unit.start)]
            thing = _last_named(meant, start)
            if thing is not None:
                thing.mentions.append(Mention(start, unit.end, thing.label, REFERENCE_SCORE, "reference"))
    for thing in found:
        thing.mentions.sort(key=lambda m: m.start)


def _reference_start(units: list[Unit], at: int) -> int | None:
    """Return where the reference with its head at `at` begins; `None` where the head is part of something longer."""
    following = units[at + 1] if at + 1 < len(units) else None
    if following is not None and following.nominal and (not following.spaced or following.phrase == units[at].phrase):
        return None
    before = units[at - 1] if at else None
    if before is not None and before.form in heads.table().demonstratives and units[at].spaced:
        return before.start
    if units[at].form not in heads.table().bare or (before is not None and before.nominal):
        return None
    return units[at].start


def _stands_for(head: str, thing: Thing, labels: tuple[str, ...], demonstrative: bool) -> bool:
    if thing.label not in labels:
        return False
    return demonstrative or any(form.endswith(head.casefold()) for form in thing.forms)


def _last_named(found: Iterable[Thing], at: int) -> Thing | None:
    """Return the thing that was named last before `at`."""
    best: Thing | None = None
    where = -1
    for thing in found:
        near = max((m.start for m in thing.mentions if m.start < at), default=-1)
        if near > where:
            best, where = thing, near
    return best
