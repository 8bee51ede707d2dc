"""Coreference: which mentions of a document name the same thing.

Mentions are joined by the same name, by a gloss ("A(B)"), by a short form of a name ("과기정통부", "대한상의",
"기술개발사업" for "K-온디바이스 AI 반도체 기술개발사업"). What refers without naming is in `references`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from graph.ids import fold
from ingest.extract.mentions import Mention, abbreviates

GOVERNMENT = "대한민국 정부"
_GOVERNMENT = re.compile(r"^(?:(?:새|우리|현|한국|대한민국)\s?)?(?:정부|나랏돈|국비)$")
_BODY_SHORTENED = {"Ministry", "Committee", "Organization"}
_TAIL_SHORTENED = {"Program", "Committee", "Alliance", "Division", "Event", "Fund", "Region"}
_INTERCHANGEABLE = {"Sector", "Technology"}


@dataclass(slots=True)
class Thing:
    """A thing with all its mentions so far. `forms` are its folded surfaces."""

    label: str
    name: str
    mentions: list[Mention]
    forms: set[str] = field(default_factory=set)

    @property
    def score(self) -> float:
        """How sure the surest mention is."""
        return max(m.score for m in self.mentions)

    @property
    def first(self) -> int:
        """Where it is named first."""
        return self.mentions[0].start

    def absorb(self, other: Thing) -> None:
        """Take over another thing's mentions, as aliases where they are written differently."""
        self.mentions = sorted([*self.mentions, *other.mentions], key=lambda m: m.start)
        self.forms |= other.forms


def things(text: str, mentions: Iterable[Mention]) -> list[Thing]:
    """Join the mentions of one document to things, in order of their first mention."""
    found = _by_surface(text, mentions)
    found = _join_glosses(found)
    found = _join_short_forms(found)
    return sorted((_named(text, t) for t in found), key=lambda t: (t.first, t.label))


def _key(surface: str) -> str:
    return fold(GOVERNMENT) if _GOVERNMENT.match(surface) else fold(surface)


def _by_surface(text: str, mentions: Iterable[Mention]) -> list[Thing]:
    """Group mentions by their folded surface, under the label that the surest of them carry together."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[_key(text[mention.start : mention.end])].append(mention)
    found = []
    for key, group in groups.items():
        votes: Counter[str] = Counter()
        for mention in group:
            votes[mention.label] += mention.score  # type: ignore[assignment]
        label = min(votes, key=lambda x: (-votes[x], x))
        name = text[group[0].start : group[0].end]
        found.append(Thing(label, name, [replace(m, label=label) for m in group], {key}))
    return found


def _join_glosses(found: list[Thing]) -> list[Thing]:
    """Join a gloss in brackets to what it explains, whatever label the gloss got by itself."""
    at = {m.start: thing for thing in found for m in thing.mentions}
    gone: set[int] = set()
    for thing in list(found):
        for mention in thing.mentions:
            if mention.gloss is None:
                continue
            whole, part = at.get(mention.gloss), at.get(mention.start)
            if whole is None or part is None or whole is part:
                continue
            whole.absorb(part)
            gone.add(id(part))
            at.update({m.start: whole for m in part.mentions})
    return [t for t in found if id(t) not in gone]


def _join_short_forms(found: list[Thing]) -> list[Thing]:
    """Join a short form to the one longer name of its label that it can stand for; of two, the nearest before."""
    gone: set[int] = set()
    for short in sorted(found, key=lambda t: (max(map(len, t.forms)), t.first)):
        able = [
            t
            for t in found
            if t is not short
            and id(t) not in gone
            and _same_label(t.label, short.label)
            and any(len(a) > len(b) and shortens(b, a, t.label) for a in t.forms for b in short.forms)
        ]
        if not able:
            continue
        before = [t for t in able if t.first < short.first]
        whole = (
            max(before, key=lambda t: max(m.start for m in t.mentions if m.start < short.first)) if before else able[0]
        )
        whole.absorb(short)
        gone.add(id(short))
    return [t for t in found if id(t) not in gone]


def _same_label(a: str, b: str) -> bool:
    return a == b


def shortens(short: str, whole: str, label: str) -> bool:
    """Tell whether a folded name can be a short form of another of the same label."""
    if label in _BODY_SHORTENED and abbreviates(short, whole):
        return True
    if label == "Organization":
        return whole.endswith(short) and len(short) >= 4 and whole.startswith(("한국", "국립"))
    if label in _TAIL_SHORTENED:
        return whole.endswith(short) and len(short) >= 3
    return False


def _named(text: str, thing: Thing) -> Thing:
    """Give a thing the name that its mentions call for: the longest of the names that are no glosses."""
    names = [m for m in thing.mentions if m.how == "name"] or thing.mentions
    surfaces = Counter(text[m.start : m.end] for m in names)
    if fold(GOVERNMENT) in thing.forms:
        thing.name = GOVERNMENT
        return thing
    if thing.label == "Person":
        thing.name = min(surfaces, key=lambda s: (-surfaces[s], s))
    else:
        thing.name = min(surfaces, key=lambda s: (-len(fold(s)), s))
    thing.mentions = [
        m if m.how != "name" or _key(text[m.start : m.end]) == _key(thing.name) else replace(m, how="alias")
        for m in thing.mentions
    ]
    return thing
