"""Coreference: which mentions of a document name the same thing.

Mentions are joined by the same name, by a gloss ("A(B)"), by a short form of a name ("과기정통부", "대한상의",
"기술개발사업" for "K-온디바이스 AI 반도체 기술개발사업"). What refers without naming is in `references`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from graph.ids import fold
from ingest.extract import heads
from ingest.extract.mentions import Mention, abbreviates
from ingest.gazetteer import Entry, gazetteer

GOVERNMENT = "대한민국 정부"
_GOVERNMENT = re.compile(r"^(?:(?:새|우리|현|한국|대한민국|이번)\s?)?(?:정부|나랏돈|국비)$")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_INDUSTRY = re.compile(r"^(.{2,}?)(?:제조업|산업|업계|업종|분야|업)$")
_MODIFIED = re.compile(r"^(?:국산|한국형|차세대|첨단|최신|k)+(?=.{2,})")
_CLASS_WORD = re.compile(r"^(.{2,}?)(?:기술|로봇|모델|시스템|분야|산업)$")
_INNER_GLOSS = re.compile(r"(?P<name>[^()]{2,})\((?P<gloss>[^()]{2,})\)(?P<rest>[^()]{2,})")
_CEREMONY = re.compile(r"식$")


@dataclass(slots=True)
class Thing:
    """A thing with all its mentions so far.

    Attributes:
        label, name: as in `ingest.document.Node`.
        mentions: in order of the text.
        forms: its folded surfaces.
        votes: the scores of the labels that its mentions were found with.
        known: what the gazetteer knows it as.
    """

    label: str
    name: str
    mentions: list[Mention]
    forms: set[str] = field(default_factory=set)
    votes: Counter[str] = field(default_factory=Counter)
    known: Entry | None = None

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
        self.votes += other.votes
        self.known = self.known or other.known


def things(text: str, mentions: Iterable[Mention], known: Mapping[tuple[int, int], Entry] | None = None) -> list[Thing]:
    """Join the mentions of one document to things, in order of their first mention.

    `known` says what the gazetteer knows at a place; mentions of one entry are of one thing.
    """
    found = _join_known(_by_surface(text, mentions, known or {}))
    found = _join_inner_glosses(_join_glosses(found))
    found = join_short_forms(found)
    return sorted((_named(text, t) for t in found), key=lambda t: (t.first, t.label))


@lru_cache(maxsize=50_000)
def key_of(surface: str) -> str:
    """Return what two spellings of one name share in a document."""
    return fold(GOVERNMENT) if _GOVERNMENT.match(surface) else fold(surface).replace("인공지능", "ai") or fold(surface)


def _by_surface(text: str, mentions: Iterable[Mention], known: Mapping[tuple[int, int], Entry]) -> list[Thing]:
    """Group mentions by their folded surface, under the label that the surest of them carry together."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[key_of(mention.whole or text[mention.start : mention.end])].append(mention)
    found = []
    for key, group in groups.items():
        votes: Counter[str] = Counter()
        for mention in group:
            votes[mention.label] += mention.score  # type: ignore[assignment]
        label = min(votes, key=lambda x: (-votes[x], x))
        name = group[0].whole or text[group[0].start : group[0].end]
        entries = [known[m.start, m.end] for m in group if (m.start, m.end) in known and not m.whole]
        entry = next((e for e in entries if e.label == label), entries[0] if entries else None)
        found.append(
            Thing(label, name, [m if m.label == label else replace(m, label=label) for m in group], {key}, votes, entry)
        )
    return found


def _join_known(found: list[Thing]) -> list[Thing]:
    """Join things that the gazetteer knows as one."""
    joined: dict[str, Thing] = {}
    kept = []
    for thing in found:
        one = joined.get(thing.known.id) if thing.known else None
        if one is not None and one.label == thing.label:
            one.absorb(thing)
            continue
        if thing.known is not None and one is None:
            joined[thing.known.id] = thing
        kept.append(thing)
    return kept


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


def _join_inner_glosses(found: list[Thing]) -> list[Thing]:
    """Join what is explained within its name to the same without: "M.AX(제조 AX) 얼라이언스", "M.AX 얼라이언스"."""
    forms = {(thing.label, form): thing for thing in found for form in thing.forms}
    gone: set[int] = set()
    for thing in found:
        match = _INNER_GLOSS.fullmatch(thing.name)
        if match is None:
            continue
        able = (forms.get((thing.label, key_of(match[part] + match["rest"]))) for part in ("name", "gloss"))
        whole = next((t for t in able if t is not None and t is not thing and id(t) not in gone), None)
        if whole is not None and not (whole.known and thing.known):
            whole.absorb(thing)
            gone.add(id(thing))
    return [t for t in found if id(t) not in gone]


def join_short_forms(found: list[Thing]) -> list[Thing]:
    """Join a short form to the one longer name of its label that it can stand for; of two, the nearest before."""
    gone: set[int] = set()
    alike: dict[str, list[Thing]] = defaultdict(list)
    for thing in found:
        alike[thing.label].append(thing)
    for short in sorted(found, key=lambda t: (max(map(len, t.forms)), t.first)):
        called = max(sorted(short.forms), key=len)
        able = [
            t
            for t in alike[short.label]
            if t is not short
            and not (t.known and short.known)
            and any(len(a) > len(called) and shortens(called, a, t.label) for a in t.forms)
            and not _of_another(called, short.label, t.known)
        ]
        if not able:
            continue
        before = [t for t in able if t.first < short.first]
        whole = (
            max(before, key=lambda t: max(m.start for m in t.mentions if m.start < short.first)) if before else able[0]
        )
        whole.absorb(short)
        alike[short.label].remove(short)
        gone.add(id(short))
    return [t for t in found if id(t) not in gone]


def _of_another(form: str, label: str, known: Entry | None) -> bool:
    """Tell whether a word is a known technology of its own: "AI" beside "AI 로봇" is no short form of it."""
    return label == "Technology" and any(entry.common and entry != known for entry in gazetteer().lookup(form, label))


def shortens(short: str, whole: str, label: str) -> bool:
    """Tell whether a folded name can be a short form of another of the same label."""
    if not set(_DIGITS.findall(short)) <= set(_DIGITS.findall(whole)):
        return False
    if label in ("Ministry", "Committee", "Organization"):
        return _shortens_body(short, whole, label)
    if label == "Sector":
        return _root(_INDUSTRY, short) == _root(_INDUSTRY, whole) or initials(short, whole)
    if label == "Technology":
        return _MODIFIED.sub("", whole) == short or _root(_CLASS_WORD, whole) == short
    if label == "Event":
        return _CEREMONY.sub("", whole).endswith(_CEREMONY.sub("", short)) and len(short) >= 2
    return whole.endswith(short) and (len(short) >= 3 or short in heads.reference_labels())


def _shortens_body(short: str, whole: str, label: str) -> bool:
    if abbreviates(short, whole):
        return True
    if label == "Ministry":
        return len(short) >= 3 and short[-1] == whole[-1] and whole.endswith(short[-3:])
    if label == "Committee":
        return whole.endswith(short) and len(short) >= 3
    lead = whole.removesuffix(short)
    return lead != whole and len(short) >= 4 and (lead.isascii() or lead in ("한국", "국립", "중소", "주식회사"))


def _root(pattern: re.Pattern[str], form: str) -> str:
    match = pattern.match(form)
    return match[1] if match else form


def initials(short: str, whole: str) -> bool:
    """Tell whether a name is made of the first syllables of a list's members (소부장: 소재·부품·장비)."""
    return 2 <= len(short) <= 4 and len(whole) == 2 * len(short) and whole[::2] == short


def _named(text: str, thing: Thing) -> Thing:
    """Give a thing the name that its mentions call for: the longest of the names that are no glosses."""
    names = [m for m in thing.mentions if m.how == "name" or m.whole] or thing.mentions
    surfaces = Counter(m.whole or text[m.start : m.end] for m in names)
    if thing.known is not None and thing.known.label == thing.label:
        thing.name = thing.known.name
    elif fold(GOVERNMENT) in thing.forms:
        thing.name = GOVERNMENT
    elif thing.label == "Person":
        thing.name = min(surfaces, key=lambda s: (-surfaces[s], s))
    else:
        thing.name = min(surfaces, key=lambda s: (-len(fold(s)), s))
    thing.mentions = [
        m if m.how != "name" or key_of(text[m.start : m.end]) == key_of(thing.name) else replace(m, how="alias")
        for m in thing.mentions
    ]
    return thing
