"""When a relation came about: the day of an announcement or approval, and that on which one thing became another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ingest.extract.clauses import Clauses
from ingest.extract.instances import Instance
from ingest.extract.pairs import Reading
from ingest.extract.phrases import Mention
from ingest.extract.wording import WORDING
from ingest.korean.patterns import any_of
from ingest.korean.times import TimeExpr, find

CHANGES = frozenset(word for words in WORDING.succession.values() for word in words)
BODIES = frozenset({"Ministry", "Committee", "Alliance", "Organization", "Division"})
"""Labels of what a reform changes."""
POINTING_BACK = ("이날", "같은 날")
FAR_BACK = 3
"""Sentences before an approval in which the day of its sitting is looked for."""
SITTING_REACH = 12
"""Code points between the day of a sitting and the name of who sits."""
REFORM_REACH = 25
"""Code points between a day and the word that a reform comes into force on it."""
_REFORM = re.compile(any_of(list(WORDING.in_force)))
_SAME_DAY = re.compile(r"이날|이 자리|같은 (?:날|자리|회의)|이 회의|함께 (?:처리|의결|심의|확정)|이번 회의")
_ONE_WORD = re.compile(r"에?[ ][가-힣]{0,5}(?P<last>[가-힣])[ ]['\"‘“「]?")
_HELD = re.compile(r"에?[ ](?:열린|열리는|열릴|개최된|개최한|개최하는)[ ]")
"""Between a day and the meeting at which something was announced on it."""
FIRST_SYLLABLE, FINALS, FINAL_N = 0xAC00, 28, 4
"""Hangul syllables stand in Unicode by their finals; a verb ending in ㄴ stands before a noun (띄운, 출범한)."""


def date_of(reading: Reading, predicate: str, place: Instance, on: date | None) -> str | None:
    """Read when it happens: the time in the clause of the object, nearest before it; ISO 8601, cut to what is said.

    Times within names ("2026년도 예산안") say nothing of it. "이날" and "이 자리" are the last day named before. What
    was announced or approved has the time of its own clause: "지난 5월 8일 발표한 전략".
    """
    stated = _stated(reading, predicate, place, on)
    if stated is not None or predicate == "SUCCEEDS":
        return stated
    row = max(place.subject, place.object, key=lambda m: m.start).sentence
    if predicate == "APPROVES" and (day := _sitting(reading, place, row, on)) is not None:
        return day
    return _last_day(reading, row, on)


def _stated(reading: Reading, predicate: str, place: Instance, on: date | None) -> str | None:
    """Return the time that the sentence of a relation states, of a change also that of the reform."""
    at = max(place.subject, place.object, key=lambda m: m.start)
    sentence = reading.sentences[at.sentence]
    times = []
    for time in _times(reading, at.sentence, on):
        if predicate == "APPROVES" and _of_another_sitting(reading, place.subject, at.sentence, time):
            continue
        behind = _part_of(reading, at.sentence, time)
        if behind is None and predicate == "SUCCEEDS":
            behind = _modified(reading.clauses[at.sentence], sentence.start + time.start)
        if behind is None:
            times.append(time)
        elif predicate != "SUCCEEDS" and behind == place.object.start:
            return time.iso
    if predicate == "SUCCEEDS":
        return _day_of_change(reading, place, times, on)
    if not times:
        return None
    spot = place.object.start if place.object.sentence == at.sentence else at.start
    return min(times, key=lambda t: _away(t, spot - sentence.start)).iso


def _of_another_sitting(reading: Reading, body: Mention, row: int, time: TimeExpr) -> bool:
    """Tell whether a time behind a body is that of another's sitting: "의결됐으며 오는 22일 열리는 위원회에서 …"."""
    end = reading.sentences[row].start + time.end
    held = _HELD.match(reading.text, end) if body.sentence == row and end > body.end else None
    if held is None:
        return False
    behind = next((m for m in reading.clauses[row].mentions if m.start >= held.end()), None)
    return behind is not None and behind.node != body.node and behind.start - held.end() <= SITTING_REACH


def _last_day(reading: Reading, row: int, on: date | None) -> str | None:
    """Return the last day named before a sentence that speaks of it ("이날"), else the article's."""
    sentence = reading.sentences[row]
    if not _SAME_DAY.search(reading.text, sentence.start, sentence.end):
        return None
    for index in range(row - 1, -1, -1):
        days = [t for t in _times(reading, index, on) if t.day is not None]
        if days:
            return days[-1].iso
    return on.isoformat() if on else None


def _sitting(reading: Reading, place: Instance, row: int, on: date | None) -> str | None:
    """Return when who approves something sat, by where else he is named: the same place, or a day shortly before."""
    subject = place.subject
    if subject.sentence != row:
        told = _stated(reading, "APPROVES", replace(place, object=subject), on) or _last_day(
            reading, subject.sentence, on
        )
        if told is not None:
            return told
    sentence = reading.sentences[row]
    if _SAME_DAY.search(reading.text, sentence.start, sentence.end):
        return None
    for mention in reversed(reading.mentions[subject.node]):
        if row - FAR_BACK <= mention.sentence < row:
            told = _stated(reading, "APPROVES", replace(place, subject=mention, object=mention), on)
            if told is not None and len(told) == len("2025-09-10"):
                return told
    return None


def _day_of_change(reading: Reading, place: Instance, times: Sequence[TimeExpr], on: date | None) -> str | None:
    """Read when one thing came after another: the time between them, behind both, or before; else that of the reform.

    The time of a reform is told once where an article lists what it changes.
    """
    earlier, later = sorted((place.subject, place.object), key=lambda m: m.start)
    row = later.sentence
    start = reading.sentences[row].start
    if times:
        low = earlier.end - start if earlier.sentence == row else 0
        high = later.start - start
        tied = reading.clauses[row]
        verb = tied.verb[later.phrase] if later.phrase >= 0 else -1
        changed = verb >= 0 and tied.phrases[verb].stem in CHANGES
        end = tied.phrases[verb].start - start if changed else high
        between = [t for t in times if low <= t.start < high] if earlier.sentence == row else []
        near = between or [t for t in times if t.start < end] or times
        return min(near, key=lambda t: (t.month is None, abs(t.start - high))).iso
    if {reading.nodes[m.node].type for m in (earlier, later)} - BODIES:
        return None
    rows = sorted(range(len(reading.sentences)), key=lambda index: (abs(index - row), index))
    return next((day for index in rows if (day := _reformed(reading, index, on)) is not None), None)


def _reformed(reading: Reading, index: int, on: date | None) -> str | None:
    """Return the day on which a reform came into force by a sentence: "내년 1월 2일부터 시행한다"."""
    sentence = reading.sentences[index]
    words = list(_REFORM.finditer(reading.text, sentence.start, sentence.end))
    days = [t for t in _times(reading, index, on, begun=True) if t.day is not None] if words else []
    for match in words:
        near = [t for t in days if 0 <= match.start() - sentence.start - t.end <= REFORM_REACH]
        if near:
            return near[-1].iso
    return None


def _times(reading: Reading, index: int, on: date | None, *, begun: bool = False) -> list[TimeExpr]:
    """Return the points in time that a sentence states, those within names and those that only point back left out.

    With `begun`, those since when something is so, too.
    """
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
        if (t.relation == "at" or (begun and t.relation == "since"))
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
    if between is not None and (ord(between["last"]) - FIRST_SYLLABLE) % FINALS == FINAL_N:
        return behind
    return None


def _modified(tied: Clauses, at: int) -> int | None:
    """Return where the name begins that the clause around an offset speaks of: "2019년 두 곳에서 시작한 사업"."""
    for index, phrase in enumerate(tied.phrases):
        if phrase.kind != "N" or not phrase.start <= at < phrase.end:
            continue
        verb = tied.verb[index]
        if verb < 0 or tied.phrases[verb].ending != "ETM" or tied.phrases[verb].stem in WORDING.holding:
            return None
        target = tied.modifies[verb]
        named = [w.mention.start for w in tied.phrases[target].words if w.mention is not None] if target >= 0 else []
        return named[0] if named else None
    return None


def _away(time: TimeExpr, spot: int) -> tuple[bool, bool, int]:
    """Order times: days and months before bare years, those before the spot first, then by nearness."""
    return (time.month is None, time.start > spot, abs(time.start - spot))
