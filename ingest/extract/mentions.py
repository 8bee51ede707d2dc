"""Mentions: where a name stands, from the labels of units to clean boundaries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from graph.ids import fold
from ingest.extract.crf import OUTSIDE, SURELY_OUTSIDE, Labelled
from ingest.extract.units import CLOSING, Unit

_EDGE_MARKS = "'\"‘’“”「」『』《》〈〉<>[]【】·ㆍ,.:;*※△▲▶▷◇◆■□○ㅇ-–… \t\n"
_GLOSS = re.compile(r"^(?P<a>[^()]{2,}?)\s?\((?P<b>[^()]{1,40})\)(?P<c>.*)$", re.DOTALL)
_BRACKET = re.compile(r"\*?['’”\"」]?\s?\((?P<inside>[^()\n]{1,40})\)")
_LATIN = re.compile(r"[A-Z][A-Za-z0-9&+.\- ]{0,30}$")
_FORM_BEFORE = re.compile(r"(?:㈜|\((?:주|유|재|사)\)|(?:주식회사|유한회사)\s)\s?")
_FORM_BEHIND = re.compile(r"\s?(?:㈜|\((?:주|유|재|사)\)|\s(?:주식회사|유한회사))$")
"""The legal form of a company, which is no part of its name: "㈜금강", "서남해안기업도시개발(주)"."""
_UNGLOSSED = frozenset({"Person", "Region", "Sector"})
_ASIDE = re.compile(r"^(?:이하|약칭|가칭|옛|구|舊)\s*,?\s*['\"‘“]?(?P<name>[^'\"’”]+)['\"’”]?$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a thing is named.

    Attributes:
        start, end: code points.
        label: one of the 12 labels.
        score: 0–1, how sure the finder is.
        how: as in `ingest.document.Span`.
        gloss: where the name stands that this one explains in brackets.
        whole: the whole name, where the text gives only a part of it ("표준" in a list of divisions: "표준 분과").
        rule: what proposed it.
    """

    start: int
    end: int
    label: str
    score: float
    how: Literal["name", "alias", "reference"] = "name"
    gloss: int | None = None
    whole: str | None = None
    rule: str = "crf"


_ADMINISTRATION = re.compile(r" ?정부(?![가-힣]{2})")
"""Behind a president's name: his administration is meant, and not he."""


def persons_alone(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Leave out the presidents whose administration is meant: "이재명 정부의 국정과제"."""
    return [m for m in mentions if m.label != "Person" or not _ADMINISTRATION.match(text, m.end)]


def covered(mentions: Iterable[Mention], least: int = 0) -> bytearray:
    """Return a 1 for each code point that a mention covers and a 0 for others, for `least` code points or more."""
    found = list(mentions)
    marks = bytearray(max(least, max((m.end for m in found), default=0)))
    for mention in found:
        marks[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    return marks


def from_labels(units: list[Unit], labels: list[Labelled]) -> list[Mention]:
    """Join the units' labels to mentions; a mention's score is the mean of its units'.

    Units that are probably outside of any name but may be one make mentions too, with their low score.
    """
    found: list[Mention] = []
    if all(x is SURELY_OUTSIDE for x in labels):
        return found
    if any(x.label != OUTSIDE for x in labels):
        found += _runs(units, [(x.label, x.score) for x in labels], strict=True)
    if any(x.other != OUTSIDE for x in labels):
        found += _runs(units, [(x.other, x.chance) for x in labels], strict=False)
    return found


def _runs(units: list[Unit], labels: list[tuple[str, float]], *, strict: bool) -> list[Mention]:
    """Cut runs of one label; `strict` begins a mention only at `B-`."""
    found: list[Mention] = []
    first: int | None = None
    for at in range(len(units) + 1):
        label = labels[at][0] if at < len(units) else "O"
        goes_on = first is not None and label == "I" + labels[first][0][1:]
        if first is not None and not goes_on:
            score = sum(p for _, p in labels[first:at]) / (at - first)
            found.append(Mention(units[first].start, units[at - 1].end, labels[first][0][2:], score))
            first = None
        if first is None and (label[0] == "B" or (label[0] == "I" and not strict)):
            first = at
    return found


def trim(text: str, mention: Mention) -> Mention | None:
    """Take marks and legal forms off a mention's ends, and a bracket that it opens without closing.

    Returns:
        The rest; `None` where nothing is left.
    """
    start, end = mention.start, mention.end
    while start < end:
        piece = text[start:end]
        if mention.label == "Organization" and (form := _FORM_BEFORE.match(piece) or _FORM_BEHIND.search(piece)):
            start, end = (start + form.end(), end) if form.start() == 0 else (start, start + form.start())
        elif piece[0] in _EDGE_MARKS:
            start += 1
        elif (
            piece[-1] in _EDGE_MARKS
            or piece[-1] in "([（"
            or (piece[-1] in ")）" and piece.count(piece[-1]) > piece.count("(") + piece.count("（"))
        ):
            end -= 1
        elif piece[0] in "(（" and piece.find(CLOSING[piece[0]]) in (-1, len(piece) - 1):
            start += 1
        elif piece.count("(") > piece.count(")"):
            end = start + piece.rindex("(")
        else:
            break
    if start >= end or not any(c.isalnum() for c in text[start:end]):
        return None
    return replace(mention, start=start, end=end) if (start, end) != (mention.start, mention.end) else mention


def split_gloss(text: str, mention: Mention) -> list[Mention]:
    """Split a mention "A(B)" into A and its gloss B; "A(B) C" stays whole."""
    match = _GLOSS.match(text[mention.start : mention.end])
    if match is None or match["c"].strip():
        return [mention]
    first = replace(mention, end=mention.start + match.end("a"))
    start, end = mention.start + match.start("b"), mention.start + match.end("b")
    aside = _ASIDE.match(match["b"])
    if aside:
        start, end = start + aside.start("name"), start + aside.end("name")
    return [first, Mention(start, end, mention.label, mention.score, "alias", gloss=mention.start)]


def tidy(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Trim mentions, split their glosses, drop what is left without a letter; in order of the text."""
    found: list[Mention] = []
    for mention in mentions:
        trimmed = trim(text, mention)
        if trimmed is not None:
            found += [m for m in (trim(text, part) for part in split_gloss(text, trimmed)) if m is not None]
    return _with_glosses(text, sorted(found, key=lambda m: (m.start, -m.end)))


def _with_glosses(text: str, mentions: list[Mention]) -> list[Mention]:
    """Mark a mention that stands in brackets behind another as its gloss; add glosses that are no mention yet."""
    found = {m.start: m for m in mentions}
    for mention in mentions:
        match = _BRACKET.match(text, mention.end)
        if match is None or mention.gloss is not None or mention.label in _UNGLOSSED:
            continue
        start, end = match.span("inside")
        aside = _ASIDE.match(match["inside"])
        if aside:
            start, end = start + aside.start("name"), start + aside.end("name")
        inside = text[start:end]
        there = found.get(start)
        says = (
            aside is not None or _LATIN.match(inside) is not None or abbreviates(fold(inside), _folded(text, mention))
        )
        if there is not None and there.end == end and not says and there.label != mention.label:
            continue
        if there is not None and there.end == end:
            found[start] = replace(there, label=mention.label, how="alias", gloss=mention.start)
        elif there is None and says:
            found[start] = Mention(start, end, mention.label, mention.score, "alias", gloss=mention.start)
    return sorted(found.values(), key=lambda m: (m.start, -m.end))


def _folded(text: str, mention: Mention) -> str:
    return fold(text[mention.start : mention.end])


def abbreviates(short: str, whole: str) -> bool:
    """Tell whether a Hangul name is made of syllables of another in order, beginning and ending alike.

    Both are folded.

    Example:
        >>> abbreviates("과기정통부", "과학기술정보통신부"), abbreviates("대한상의", "대한상공회의소")
        (True, True)
    """
    if len(short) < 2 or len(short) >= len(whole) or short[0] != whole[0] or not short.isalpha() or short.isascii():
        return False
    if whole.startswith(short) and whole[len(short) :] not in ("학교", "원회", "교"):
        return False
    rest = iter(whole)
    if not all(syllable in rest for syllable in short):
        return False
    return short[-1] == whole[-1] or whole.endswith(("대학교", "위원회", "회의소")) or len(short) >= 4
