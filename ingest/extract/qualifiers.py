"""Qualifiers of relations: in which office, in which role, when, and how one thing came after another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from graph.model import QualifierValue
from ingest.extract.clauses import Clauses
from ingest.extract.fits import near_words
from ingest.extract.instances import Instance
from ingest.extract.pairs import Reading
from ingest.extract.phrases import Mention, Word
from ingest.extract.wording import WORDING
from ingest.korean.times import TimeExpr, find

DATED = frozenset({"ANNOUNCES", "APPROVES", "SUCCEEDS"})
CHAIRED = frozenset({"Division", "Committee", "Alliance"})
LONGEST_TITLE = 7
"""Nouns of a title at most."""
FUSED = ("장", "지사", "의원")
"""Endings of offices that are written onto the body's name."""
JOINT = "겸"
AND_MORE = "등"
"""What follows it is what several are: "김영태 서울대병원장 등 민간위원 24명"."""
_ACTING = re.compile(r" ?(?:권한|직무) ?대행")
_CHAIR = re.compile(r"(?:공동 ?|상근 ?|부)?(?:분과위원장|분과장|위원장|의장|단장|팀장|간사)")
POINTING_BACK = ("이날", "같은 날")
_SAME_DAY = re.compile(r"이날|이 자리|같은 날|이 회의|함께 (?:처리|의결|심의|확정)|이번 회의")
_ONE_WORD = re.compile(r"에?[ ][가-힣]{0,5}(?P<last>[가-힣])[ ]['\"‘“「]?")
FIRST_SYLLABLE, FINALS, FINAL_N = 0xAC00, 28, 4
"""Hangul syllables stand in Unicode by their finals; a verb ending in ㄴ stands before a noun (띄운, 출범한)."""
_OUTER = " ·,/'\"‘’“”「」()"


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


def title_of(reading: Reading, place: Instance) -> str | None:
    """Read the office that a person holds, as it is written beside the name or the body.

    Who chairs a body is often named with an office elsewhere ("분과장에는 이성아 현대자동차 대표"): there the title of
    the chair is looked for.
    """
    person, body = place.subject, place.object
    near = person.sentence == body.sentence and person.phrase >= 0 and abs(person.phrase - body.phrase) <= 1
    beside = _after(reading, body) if near else None
    if reading.nodes[body.node].type in CHAIRED:
        return _chair(reading, person) or beside
    both = _after(reading, person)
    if both and JOINT in both:
        return both
    return (
        beside
        or _within(reading, body)
        or both
        or _before(reading, person)
        or WORDING.office(reading.text[person.start : person.end])
    )


def _chair(reading: Reading, person: Mention) -> str | None:
    """Find the title of a chair in the person's sentence, else in the heading or sentence before."""
    for index in (person.sentence, person.sentence - 1):
        sentence = reading.sentences[max(index, 0)]
        match = _CHAIR.search(reading.text, sentence.start, sentence.end)
        if match:
            return match.group()
    return None


def _after(reading: Reading, mention: Mention) -> str | None:
    """Read the office in the nouns that follow a mention in its phrase, or the last member of its list."""
    text = reading.text
    for ending in FUSED:
        if text.startswith(ending, mention.end):
            return _fused(text, mention, ending)
    tied = reading.clauses[mention.sentence]
    if mention.phrase < 0:
        return None
    words = tied.phrases[mention.phrase].words
    own = next((i for i, w in enumerate(words) if w.mention is mention), len(words))
    title = _office(text, words[own + 1 :])
    if title or tied.last[mention.phrase] == mention.phrase:
        return title
    words = tied.phrases[tied.last[mention.phrase]].words
    return _office(text, words[max((i for i, w in enumerate(words) if w.mention), default=-1) + 1 :])


def _fused(text: str, mention: Mention, ending: str) -> str:
    """Read an office that is written onto a body's name: 방위사업청장 is its 청장."""
    name = text[mention.start : mention.end]
    if ending == "장":
        return ("위원" if name.endswith("위원") else name[-1]) + ending
    return "도지사" if ending == "지사" else name + ending


def _within(reading: Reading, body: Mention) -> str | None:
    """Read an office that a mention of a body takes in: "서울대병원장"."""
    ending = FUSED[0]
    if not reading.text.startswith(ending, body.end - 1) or reading.nodes[body.node].name.endswith(ending):
        return None
    return _fused(reading.text, replace(body, end=body.end - 1), ending)


def _before(reading: Reading, mention: Mention) -> str | None:
    """Read the office in the nouns that stand before a mention in its phrase: "(장관 김정관)"."""
    if mention.phrase < 0:
        return None
    words = reading.clauses[mention.sentence].phrases[mention.phrase].words
    own = next((i for i, w in enumerate(words) if w.mention is mention), 0)
    first = max((i + 1 for i, w in enumerate(words[:own]) if w.mention is not None), default=0)
    return _office(reading.text, words[first:own])


def _office(text: str, words: Sequence[Word]) -> str | None:
    """Return the nouns up to the first that ends in an office; of two offices held jointly (겸), both.

    One name may stand before the office ("김정관 산업통상부 장관").
    """
    first = 1 if words and words[0].mention is not None else 0
    if first and text.startswith(FUSED, words[0].end) and words[0].mention is not None:
        return _fused(text, words[0].mention, next(e for e in FUSED if text.startswith(e, words[0].end)))
    for at, word in enumerate(words[first:LONGEST_TITLE], first):
        if word.mention is not None or word.form == AND_MORE:
            return None
        if WORDING.office(word.form) or WORDING.office(text[words[first].start : word.end]):
            acting = _ACTING.match(text, word.end)
            title = text[words[first].start : acting.end() if acting else word.end].strip(_OUTER)
            rest = words[at + 1 :]
            if rest and text[rest[0].start : rest[0].end] == JOINT:
                other = next((o for w in rest if w.mention is None and (o := WORDING.office(w.form))), None)
                return f"{title} {JOINT} {other}" if other else title
            return title
    return None


def role_of(reading: Reading, predicate: str, place: Instance) -> str | None:
    """Read what the subject does in the object: by the verb that governs both, else by nouns beside the subject."""
    roles = WORDING.roles[predicate]
    mentions: Sequence[Mention] = (
        (place.object, place.subject) if predicate == "LEADS" else (place.subject, place.object)
    )
    for mention in mentions:
        tied = reading.clauses[mention.sentence]
        if mention.phrase < 0:
            continue
        for stem in _stems(tied, mention):
            if stem in roles:
                return roles[stem]
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
        verb = tied.onto[verb]
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

    Times within names ("2026년도 예산안") say nothing of it. "이날" and "이 자리" are the last day named before.
    """
    at = max(place.subject, place.object, key=lambda m: m.start)
    sentence = reading.sentences[at.sentence]
    times = [t for t in _times(reading, at.sentence, on) if not _of_a_part(reading, at.sentence, t)]
    if times:
        spot = place.object.start if place.object.sentence == at.sentence else at.start
        return min(times, key=lambda t: _away(t, spot - sentence.start)).iso
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


def _of_a_part(reading: Reading, index: int, time: TimeExpr) -> bool:
    """Tell whether a time only says when something named right behind it began: "4월 4일 띄운 협의회"."""
    sentence = reading.sentences[index]
    end = sentence.start + time.end
    behind = min((m.start for m in reading.clauses[index].mentions if m.start >= end), default=end)
    between = _ONE_WORD.fullmatch(reading.text, end, behind)
    return between is not None and (ord(between["last"]) - FIRST_SYLLABLE) % FINALS == FINAL_N


def _away(time: TimeExpr, spot: int) -> tuple[bool, bool, int]:
    """Order times: days and months before bare years, those before the spot first, then by nearness."""
    return (time.month is None, time.start > spot, abs(time.start - spot))
