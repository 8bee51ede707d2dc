"""Qualifiers of relations: in which office, in which role, when, and how one thing came after another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from graph.model import QualifierValue
from ingest.extract.capacities import capacity_of
from ingest.extract.clauses import Clauses
from ingest.extract.fits import near_words
from ingest.extract.instances import Instance
from ingest.extract.pairs import Reading
from ingest.extract.phrases import Mention
from ingest.extract.posts import title_of
from ingest.extract.wording import WORDING
from ingest.korean.times import TimeExpr, find

DATED = frozenset({"ANNOUNCES", "APPROVES", "SUCCEEDS"})
DRAWN_UP, FOUNDED = "수립", "설립"
NAMING = frozenset({"비롯", "포함"})
"""Verbs that only name some of those whom the noun behind them means: "A사를 비롯한 기업이 나왔다"."""
POINTING_BACK = ("이날", "같은 날")
_SAME_DAY = re.compile(r"이날|이 자리|같은 (?:날|자리|회의)|이 회의|함께 (?:처리|의결|심의|확정)|이번 회의")
_ONE_WORD = re.compile(r"에?[ ][가-힣]{0,5}(?P<last>[가-힣])[ ]['\"‘“「]?")
_HELD = re.compile(r"에?[ ](?:열린|열리는|열릴|개최된|개최한|개최하는)[ ]")
"""Between a day and the meeting at which something was announced on it."""
FIRST_SYLLABLE, FINALS, FINAL_N = 0xAC00, 28, 4
"""Hangul syllables stand in Unicode by their finals; a verb ending in ㄴ stands before a noun (띄운, 출범한)."""


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


def role_of(reading: Reading, predicate: str, place: Instance) -> str | None:
    """Read what the subject does in the object: by the verb that governs both, else by nouns beside the subject."""
    roles = WORDING.roles[predicate]
    capacity = capacity_of(reading, predicate, place.subject)
    if capacity is not None:
        return capacity
    mentions: Sequence[Mention] = (
        (place.object, place.subject) if predicate == "LEADS" else (place.subject, place.object)
    )
    for mention in mentions:
        tied = reading.clauses[mention.sentence]
        if mention.phrase < 0:
            continue
        for stem in _stems(tied, mention):
            if stem in roles:
                built = roles[stem] == DRAWN_UP and reading.nodes[place.object.node].type in WORDING.founded
                return FOUNDED if built else roles[stem]
    return None


def _stems(tied: Clauses, mention: Mention) -> list[str]:
    """Return the words that say what happens to a mention, nearest first."""
    phrase = mention.phrase
    _, after = near_words(tied, mention)
    words = [word.form for word in tied.phrases[tied.last[phrase]].words if word.mention is None]
    found = [after, *reversed(words)]
    verb = tied.verb[phrase]
    found += [tied.phrases[i].stem for i, target in enumerate(tied.modifies) if target == phrase]
    while verb >= 0 and len(found) < 12:
        found.append(tied.phrases[verb].stem)
        through = tied.phrases[verb].stem in NAMING and tied.modifies[verb] >= 0
        verb = tied.verb[tied.modifies[verb]] if through else tied.onto[verb]
    return found


def succession(reading: Reading, place: Instance) -> str:
    """Tell whether one thing was renamed or reorganised into another, or follows it."""
    rows = {place.subject.sentence, place.object.sentence}
    words = {w for i in rows for p in reading.clauses[i].phrases for w in (p.stem, *(w.form for w in p.words))}
    for kind in ("reorganised", "renamed"):
        if words & WORDING.succession[kind]:
            return kind
    return "follows"


def date_of(reading: Reading, predicate: str, place: Instance, on: date | None) -> str | None:
    """Read when it happens: the time in the clause of the object, nearest before it; ISO 8601, cut to what is said.

    Times within names ("2026년도 예산안") say nothing of it. "이날" and "이 자리" are the last day named before. What
    was announced or approved has the time of its own clause: "지난 5월 8일 발표한 전략".
    """
    at = max(place.subject, place.object, key=lambda m: m.start)
    sentence = reading.sentences[at.sentence]
    times = []
    for time in _times(reading, at.sentence, on):
        behind = _part_of(reading, at.sentence, time)
        if behind is None:
            times.append(time)
        elif predicate != "SUCCEEDS" and behind == place.object.start:
            return time.iso
    if times:
        spot = place.object.start if place.object.sentence == at.sentence else at.start
        return min(times, key=lambda t: _away(t, spot - sentence.start)).iso
    if predicate == "APPROVES" and place.subject.sentence != at.sentence:
        sitting = replace(place, object=place.subject)
        if (day := date_of(reading, predicate, sitting, on)) is not None:
            return day
    if predicate == "SUCCEEDS" or not _SAME_DAY.search(reading.text, sentence.start, sentence.end):
        return None
    for index in range(at.sentence - 1, -1, -1):
        days = [t for t in _times(reading, index, on) if t.day is not None]
        if days:
            return days[-1].iso
    return on.isoformat() if on else None


def _times(reading: Reading, index: int, on: date | None) -> list[TimeExpr]:
    """Return the points in time that a sentence states, those within names and those that only point back left out."""
    sentence = reading.sentences[index]
    names = [(m.start - sentence.start, m.end - sentence.start) for m in reading.clauses[index].mentions]
    line = reading.text.rfind("\n", 0, sentence.start) + 1  # a line may begin with the year of its days
    off = sentence.start - line
    found = [
        replace(t, start=t.start - off, end=t.end - off)
        for t in find(reading.text[line : sentence.end], on)
        if t.start >= off
    ]
    return [
        t
        for t in found
        if t.relation == "at"
        and t.iso
        and not any(start <= t.start < end for start, end in names)
        and not reading.text.startswith(POINTING_BACK, sentence.start + t.start)
    ]


def _part_of(reading: Reading, index: int, time: TimeExpr) -> int | None:
    """Return where the name right behind a time begins, if the time only tells when that began: "4일 띄운 협의회"."""
    sentence = reading.sentences[index]
    end = sentence.start + time.end
    behind = min((m.start for m in reading.clauses[index].mentions if m.start >= end), default=end)
    between = _ONE_WORD.fullmatch(reading.text, end, behind)
    if _HELD.match(reading.text, end):
        return None
    told = between is not None and (ord(between["last"]) - FIRST_SYLLABLE) % FINALS == FINAL_N
    return behind if told else None


def _away(time: TimeExpr, spot: int) -> tuple[bool, bool, int]:
    """Order times: days and months before bare years, those before the spot first, then by nearness."""
    return (time.month is None, time.start > spot, abs(time.start - spot))
