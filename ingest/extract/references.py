"""References: what stands for a thing that was named before ("김 장관", "이 사업", "얼라이언스는")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ingest.extract import heads
from ingest.extract.coreference import Thing
from ingest.extract.heads import kind_of
from ingest.extract.mentions import Mention, covered
from ingest.extract.titles import titles
from ingest.extract.units import Sequence, Unit

TITLE_REACH = 24
"""Code points behind a name in which its title stands."""
TOPICAL = frozenset({"이번", "동", "본"})
"""Demonstratives that point at what the article is about."""
_CLAUSE_END = re.compile(r"[.,]|(?<=[가-힣])(?:은|는|이|가|과|와|을|를|도|의)\s")
PROJECTS = frozenset({"사업", "프로젝트", "프로그램", "과제", "시범사업"})
"""Heads that stand for something that is done, and so for no strategy."""
LAWS = ("법", "법률", "법안", "개정안", "제정안")


@lru_cache(maxsize=1)
def _surname_and_title() -> re.Pattern[str]:
    ordered = "|".join(sorted(titles().titles, key=lambda t: (-len(t), t)))
    return re.compile(
        rf"(?<![가-힣])(?P<surname>[가-힣])\s[가-힣]{{0,4}}?(?P<title>{ordered})(?=[은는이가의을를도과와에께측]|[^가-힣]|$)"
    )


def resolve_persons(text: str, found: list[Thing], sequences: Iterable[Sequence]) -> list[Thing]:
    """Join "김 장관" to the person of that family name who bears the title, else to the one named last.

    What is only ever called so is dropped: a person has a name.
    """
    persons = [t for t in found if t.label == "Person"]
    short = [t for t in persons if _surname_and_title().fullmatch(text[t.mentions[0].start : t.mentions[0].end])]
    named = [t for t in persons if t not in short]
    taken = {m.start for t in named for m in t.mentions}
    for sequence in sequences:
        for match in _surname_and_title().finditer(text, sequence.units[0].start, sequence.units[-1].end):
            called = [t for t in named if t.name.startswith(match["surname"])]
            titled = [t for t in called if _bears(text, t, match["title"])]
            person = _last_named(titled or called, match.start())
            if person is not None and match.start() not in taken:
                person.mentions.append(Mention(match.start(), match.end(), "Person", person.score, "alias"))
    for person in named:
        person.mentions.sort(key=lambda m: m.start)
    return [t for t in found if t not in short]


def _bears(text: str, person: Thing, title: str) -> bool:
    """Tell whether a title stands right behind or before a person's name somewhere."""
    return any(
        title in _CLAUSE_END.split(text[m.end : m.end + TITLE_REACH])[0] or text[: m.start].rstrip().endswith(title)
        for m in person.mentions
        if m.how == "name"
    )


def resolve_descriptions(found: list[Thing], sequences: Iterable[Sequence]) -> None:
    """Add definite descriptions ("이 사업", "동 펀드") and bare heads ("얼라이언스는") to the thing they stand for."""
    taken = covered(m for t in found for m in t.mentions)
    known = heads.reference_labels()
    for sequence in sequences:
        for at, unit in enumerate(sequence.units):
            if unit.form not in known or taken[unit.start : unit.start + 1] == b"\1":
                continue
            labels = known[unit.form]
            start = _reference_start(sequence.units, at)
            if start is None:
                continue
            thing = _meant(sequence.units, at, start, [t for t in found if t.label in labels])
            if thing is not None:
                thing.mentions.append(Mention(start, unit.end, thing.label, thing.score, "reference"))
    for thing in found:
        thing.mentions.sort(key=lambda m: m.start)


def _reference_start(units: list[Unit], at: int) -> int | None:
    """Return where the reference with its head at `at` begins; `None` where the head is part of something longer."""
    following = units[at + 1] if at + 1 < len(units) else None
    if following is not None and following.nominal and (not following.spaced or following.phrase == units[at].phrase):
        return None
    before = units[at - 1] if at else None
    if before is not None and units[at].spaced and before.spaced and _points(before):
        return before.start
    if before is not None and before.form in heads.table().distributives:
        return None
    if units[at].form not in heads.table().bare or (before is not None and before.nominal):
        return None
    return units[at].start


def _points(unit: Unit) -> bool:
    """Tell whether a unit is a demonstrative, and not a particle or verb of the same form."""
    return (
        unit.form in heads.table().demonstratives
        and unit.tag[0] not in "JVE"
        and unit.end - unit.start == len(unit.form)
    )


def _meant(units: list[Unit], at: int, start: int, able: list[Thing]) -> Thing | None:
    """Choose what a reference stands for among the things of its labels.

    Names that end in the reference's head go first: of these "이번 전략" means the one that the article has named most,
    "이 전략" and "얼라이언스" the one named last. A demonstrative without such a name can mean a programme of another
    head, but no law or plan.
    """
    head, points = units[at].form.casefold(), start < units[at].start
    if points:
        able = [t for t in able if not _in_its_clause(units, at - 1, t)]
    alike = [t for t in able if _ends_in(t, head)]
    topical = points and (units[at - 1].form in TOPICAL or head in LAWS)
    if not alike and points:
        plain = ("law", "plan", "strategy") if head in PROJECTS else ("law", "plan")
        alike = [t for t in able if kind_of(t.label, t.name) not in plain]
    if not topical:
        return _last_named(alike, start)
    return max(alike, key=lambda t: (sum(m.start < start for m in t.mentions), -t.first), default=None)


def _in_its_clause(units: list[Unit], at: int, thing: Thing) -> bool:
    """Tell whether a thing is named in the clause that modifies a reference: "큰 전략을 바탕으로 하는 이 사업"."""
    if not at or units[at - 1].tag != "ETM":
        return False
    first = at - 1
    while first and units[first - 1].tag not in ("SF", "SP", "EC", "EF", "JX"):
        first -= 1
    return any(units[first].start <= m.start < units[at].start for m in thing.mentions)


def _ends_in(thing: Thing, head: str) -> bool:
    return any(form.endswith(head) or (head in LAWS and form.endswith(LAWS)) for form in thing.forms)


def _last_named(found: Iterable[Thing], at: int) -> Thing | None:
    """Return the thing that was named last before `at`."""
    best: Thing | None = None
    where = -1
    for thing in found:
        near = max((m.start for m in thing.mentions if m.start < at), default=-1)
        if near > where:
            best, where = thing, near
    return best
