"""Finding known names in a text: longest match, on morpheme boundaries, resolved by the article's date.

A text and the names are compared without white space and case, so that "AI 팩토리" and "AI팩토리" are one spelling.
What looks like a name and stands inside a longer noun ("조선" in 조선소) is none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ahocorasick_rs import AhoCorasick

from ingest.document import Morph
from ingest.gazetteer.cues import cues
from ingest.gazetteer.entries import Entry, Use

NOMINAL = ("NN", "NR", "NP", "SL", "SN", "SH", "XR", "XPN", "MM")
"""Beginnings of the tags that join with a noun beside them into a longer one."""
PROPER = frozenset({"Ministry", "Committee", "Alliance", "Organization", "Division", "Region"})
"""Labels of things that a title or prefix may be joined to: 산업부장관."""
FREE_SPACING = 6
"""Letters. A shorter name is not found across white space that it is not written with ("산업 부")."""
SHORT_LATIN = 5
"""Letters. A Latin name up to this length is found only in its own case (KT, Arm)."""

_FOLD = str.maketrans(
    {chr(c): chr(c + 32) for c in range(65, 91)}
    | {chr(c): chr(c - 0xFEE0).lower() for c in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("ㆍ‧・•∙⋅･", "·")
    | dict.fromkeys("‐‑‒–—−", "-")
    | dict.fromkeys("‘’′", "'")
)


@dataclass(frozen=True, slots=True)
class Match:
    """A known name in a text.

    Attributes:
        start, end: code points.
        entry: what it means here.
        how: `name` for the canonical name, else `alias`.
        others: what else it could mean here, where neither date nor text decides.
    """

    start: int
    end: int
    entry: Entry
    how: Literal["name", "alias"]
    others: tuple[Entry, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Sense:
    entry: Entry
    text: str
    use: Use


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    senses: tuple[_Sense, ...]


def fold_spelling(text: str) -> str:
    """Fold a spelling to what is compared: no white space, small letters, one kind of middle dot and dash."""
    return "".join(text.split()).translate(_FOLD)


class Matcher:
    """Finds the spellings of entries in texts.

    Args:
        entries: the gazetteer's entries by id.
    """

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = entries
        senses: dict[str, list[_Sense]] = {}
        for entry in entries.values():
            for spelling in entry.spellings:
                senses.setdefault(fold_spelling(spelling.text), []).append(_Sense(entry, spelling.text, spelling.use))
        self._folded = list(senses)
        self._senses = [tuple(found) for found in senses.values()]
        self._automaton = AhoCorasick(self._folded)

    def find(self, text: str, morphs: Sequence[Morph], published_on: date | None) -> list[Match]:
        """Find the names in a text, in order, without overlap.

        Args:
            text: the article's text.
            morphs: its morphemes, in order of their start.
            published_on: the article's date, by which dated names are told apart.
        """
        run = _Run(text, morphs)
        standing = [
            _Found(*place, senses)
            for which, low, high in self._automaton.find_matches_as_indexes(run.folded, overlapping=True)
            if (place := run.place(low, high)) is not None
            if (senses := tuple(s for s in self._senses[which] if run.stands(*place, s)))
        ]
        named = {s.entry.id for f in standing for s in f.senses if s.use == "name" or (_sure(f) and s.use != "short")}
        in_company = [f for f in (_in_company(f, named) for f in standing) if f.senses]
        return [self._resolve(run, f, named, published_on) for f in run.longest(in_company)]

    def _resolve(self, run: _Run, found: _Found, named: set[str], day: date | None) -> Match:
        """Choose what a spelling means here."""
        senses = run.by_place(found, by_date(found.senses, day, named))
        chosen = senses[0]
        entry = self._now(run, found, chosen, day)
        how: Literal["name", "alias"] = "name" if chosen.text == entry.name else "alias"
        others = tuple(dict.fromkeys(s.entry for s in senses[1:] if s.entry.id != entry.id))
        return Match(found.start, found.end, entry, how, others)

    def _now(self, run: _Run, found: _Found, sense: _Sense, day: date | None) -> Entry:
        """Return the acting body where an article of later days writes the old name of it."""
        entry = sense.entry
        if day is None or entry.period[1] >= day or len(entry.successors) != 1 or entry.label != "Ministry":
            return entry
        successor = self.entries[entry.successors[0]]
        if run.speaks_of_past(found, entry, successor):
            return entry
        return successor


def _sure(found: _Found) -> bool:
    """Tell whether a spelling means one thing only."""
    return len({s.entry.id for s in found.senses}) == 1


def _in_company(found: _Found, named: set[str]) -> _Found:
    """Keep the senses that need no company, or have it: the full name of a short one, the body of a division."""
    senses = tuple(
        s
        for s in found.senses
        if (s.use != "short" or s.entry.id in named) and (s.entry.scope is None or s.entry.scope in named)
    )
    return _Found(found.start, found.end, senses)


def by_date(senses: Sequence[_Sense], day: date | None, named: Iterable[str] = ()) -> list[_Sense]:
    """Keep the senses that hold on a day; where none does, those whose time is nearest to it.

    Without a day: what the text also names otherwise, else what stands last.
    """
    if len({s.entry.id for s in senses}) < 2:
        return list(senses)
    if day is None:
        named = set(named)
        in_text = [s for s in senses if s.use == "name" or s.entry.id in named]
        latest = max(s.entry.period[1] for s in in_text or senses)
        return [s for s in in_text or senses if s.entry.period[1] == latest]
    valid = [s for s in senses if s.entry.valid_on(day)]
    if valid:
        return valid
    distance = {s.entry.id: min(abs((day - end).days) for end in s.entry.period) for s in senses}
    return [s for s in senses if distance[s.entry.id] == min(distance.values())]


class _Run:
    """One text under search."""

    def __init__(self, text: str, morphs: Sequence[Morph]) -> None:
        self.text = text
        self.morphs = morphs
        self.kept = [i for i, c in enumerate(text) if not c.isspace()]
        self.folded = "".join(text.split()).translate(_FOLD)
        self.starts = [m.start for m in morphs]
        self.ends = sorted({m.end for m in morphs})
        self.begun = frozenset(self.starts)
        self.ended = frozenset(self.ends)

    def place(self, low: int, high: int) -> tuple[int, int] | None:
        """Return where a folded match stands in the text, or `None` where it cuts a morpheme or leaves its line."""
        start, end = self.kept[low], self.kept[high - 1] + 1
        if start not in self.begun or end not in self.ended or "\n" in self.text[start:end]:
            return None
        return start, end

    def longest(self, found: Iterable[_Found]) -> list[_Found]:
        """Keep the longest of overlapping matches, the first of equally long ones."""
        kept: list[_Found] = []
        taken = bytearray(len(self.text))
        for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
            if not any(taken[one.start : one.end]):
                taken[one.start : one.end] = b"\1" * (one.end - one.start)
                kept.append(one)
        return sorted(kept, key=lambda f: f.start)

    def stands(self, start: int, end: int, sense: _Sense) -> bool:
        """Tell whether a spelling is a name of its own at this place."""
        piece = self.text[start:end]
        if len(piece) != len(sense.text) and not self._spaced_well(piece, sense.text):
            return False
        if sense.text.isascii() and len(sense.text) <= SHORT_LATIN and piece != sense.text:
            return False
        entry = sense.entry
        weak = entry.common or len(sense.text) < 3 or entry.label not in PROPER
        return (
            self._left_is_free(start, entry, weak)
            and self._right_is_free(end, entry)
            and not (entry.not_after and self._preceded(start, entry.not_after))
            and not (entry.not_before and self._followed(end, entry.not_before))
            and not (len(sense.text) < 3 and self._holds_particle(start, end))
        )

    @staticmethod
    def _spaced_well(piece: str, spelling: str) -> bool:
        letters = len(piece) - sum(c.isspace() for c in piece)
        return letters >= FREE_SPACING or piece.count(" ") <= spelling.count(" ") or not spelling[0] >= "가"

    def _left_is_free(self, start: int, entry: Entry, weak: bool) -> bool:
        if start == 0 or self.text[start - 1].isspace():
            return True
        if self.text[start - 1] in "-–" and start > 1 and self.text[start - 2].isalnum():
            return not weak
        before = self._morph_ending(start)
        if before is None or not before.tag.startswith((*NOMINAL, "XSN")):
            return True
        if before.form in cues().prefixes and before.tag in ("XPN", "MM"):
            return True
        return entry.label in PROPER and not weak and before.form in cues().prefixes

    def _right_is_free(self, end: int, entry: Entry) -> bool:
        if end >= len(self.text) or self.text[end].isspace():
            return True
        after = self._morph_starting(end)
        if after is None:
            return True
        if after.tag == "XSN":
            return entry.label in PROPER and after.form in cues().suffixes
        if not after.tag.startswith(NOMINAL):
            return True
        if after.tag in ("SN", "SL", "SH", "MM"):
            return after.tag == "SH" or (after.tag == "MM" and entry.label in PROPER)
        return entry.label in PROPER - {"Region"} and self.text.startswith(cues().titles, end)

    def _holds_particle(self, start: int, end: int) -> bool:
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return any(m.tag[0] in "JEV" for m in self.morphs[low:high])

    def _morph_ending(self, at: int) -> Morph | None:
        index = bisect_left(self.starts, at) - 1
        return self.morphs[index] if index >= 0 and self.morphs[index].end == at else None

    def _morph_starting(self, at: int) -> Morph | None:
        index = bisect_left(self.starts, at)
        return self.morphs[index] if index < len(self.morphs) and self.morphs[index].start == at else None

    def _preceded(self, start: int, words: Sequence[str]) -> bool:
        before = self.text[max(0, start - 16) : start].rstrip(" ")
        for word in words:
            if before.endswith(word):
                ahead = before[: -len(word)][-1:]
                if len(word) > 1 or not ("가" <= ahead <= "힣"):
                    return True
        return False

    def _followed(self, end: int, words: Sequence[str]) -> bool:
        after = self.text[end : end + 16]
        glued = tuple(w for w in words if after.startswith(w))
        if any(len(w) > 1 or self._morph_is(end, w) for w in glued):
            return True
        spaced = after.lstrip(" ")
        return after != spaced and any(len(w) > 1 and spaced.startswith(w) for w in words)

    def _morph_is(self, at: int, form: str) -> bool:
        morph = self._morph_starting(at)
        return morph is not None and morph.end - morph.start == len(form)

    def by_place(self, found: _Found, senses: list[_Sense]) -> list[_Sense]:
        """Put first the place or its government, where a name means both, by what follows it."""
        if len(senses) < 2 or {s.entry.label for s in senses} != {"Region", "Organization"}:
            return senses
        place = cues().locative.match(self.text, found.end) is not None
        piece = self.text[found.start : found.end]
        if not place and (" " in piece or piece.endswith(("구", "군"))):
            place = cues().acting.match(self.text, found.end) is None
        return sorted(senses, key=lambda s: (s.entry.label == "Region") != place)

    def speaks_of_past(self, found: _Found, entry: Entry, successor: Entry) -> bool:
        """Tell whether the sentence around a match speaks of the body as it was: its renaming, or earlier years."""
        start, end = self._sentence(found.start, found.end)
        before, after = self.text[start : found.start], self.text[found.end : end]
        past = cues().past
        if past["before"].search(before) or past["after"].match(after):
            return True
        if successor.name in before or successor.name in after:
            return True
        years = [int(m.group()[:-1]) for m in past["year"].finditer(self.text, start, end)]
        return bool(years) and all(year < entry.period[1].year for year in years)

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the bounds of the sentence around two offsets, by full stops and line breaks."""
        low = bisect_right(self.ends, start)
        while low > 0 and not self._closes(self.ends[low - 1]):
            low -= 1
        high = bisect_left(self.ends, end)
        while high < len(self.ends) and not self._closes(self.ends[high]):
            high += 1
        return (self.ends[low - 1] if low else 0), (self.ends[high] if high < len(self.ends) else len(self.text))

    def _closes(self, end: int) -> bool:
        return self.text[end - 1] in ".?!" or self.text[end : end + 1] == "\n"
