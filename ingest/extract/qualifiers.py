"""Qualifiers of relations: in which office, in which role, when, and how one thing came after another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from graph.model import QualifierValue
from ingest.extract.clauses import Clauses
from ingest.extract.cues import near_words
from ingest.extract.pairs import Instance, Reading
from ingest.extract.phrases import Mention
from ingest.extract.wording import WORDING
from ingest.korean.times import TimeExpr, find

DATED = frozenset({"ANNOUNCES", "APPROVES", "SUCCEEDS"})
FARTHEST_TITLE = 40
"""Code points between a person's name and the title that belongs to it."""
_TITLE = re.compile(r"[가-힣A-Za-z0-9·&/ ]+")
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
    if predicate in DATED:
        day = date_of(reading, place, on)
        if day:
            found["date"] = day
    return found


def title_of(reading: Reading, place: Instance) -> str | None:
    """Read the office that a person holds, as it is written beside the name."""
    person, body = place.subject, place.object
    text = reading.text
    if person.sentence == body.sentence:
        first, second = sorted((person, body), key=lambda m: m.start)
        between = _title(text[first.end : second.start], last=second is person)
        after = _title(text[second.end : second.end + FARTHEST_TITLE], last=False)
        order = (after, between) if second is body else (between, after)
        for title in order:
            if title:
                return title
    own = WORDING.office(text[person.start : person.end])
    sentence = reading.sentences[person.sentence]
    return own or _title(text[person.end : min(sentence.end, person.end + FARTHEST_TITLE)], last=False)


def _title(stretch: str, *, last: bool) -> str | None:
    """Find the office named in a stretch of text: the part of it up to the last syllable of the office."""
    match = _TITLE.match(stretch.lstrip("(’'\" ")) if not last else None
    part = stretch.strip(_OUTER) if last else match.group().strip(_OUTER) if match else ""
    words = part.split()
    for size in range(len(words), 0, -1):
        word = re.sub(r"(?:에게|에서|으로|로|은|는|이|가|을|를|과|와|도|의|인)$", "", words[size - 1])
        for form in (words[size - 1], word):
            office = WORDING.office(form)
            if office is not None and len(words) <= 6:
                return " ".join([*words[: size - 1], form]).strip(_OUTER)
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


def date_of(reading: Reading, place: Instance, on: date | None) -> str | None:
    """Read when it happens: the time in the clause of the object, nearest before it; ISO 8601, cut to what is said."""
    at = max(place.subject, place.object, key=lambda m: m.start)
    sentence = reading.sentences[at.sentence]
    times = [t for t in find(reading.text[sentence.start : sentence.end], on) if t.relation == "at" and t.iso]
    if not times:
        return on.isoformat() if on and "이날" in reading.text[sentence.start : sentence.end] else None
    spot = place.object.start - sentence.start if place.object.sentence == at.sentence else at.start - sentence.start
    return min(times, key=lambda t: _away(t, spot)).iso


def _away(time: TimeExpr, spot: int) -> tuple[bool, int]:
    """Order times by nearness, those before the spot first."""
    return (time.start > spot, abs(time.start - spot))
