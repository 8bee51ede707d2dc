"""Common words that are things of policy only where money is put into them: 인공지능 in "AI 분야에 3조 원을 투입한다".

The judge of names looks at what a document shows of a word and turns such a word down nearly always. Here the sentence
decides: where a sum is the word's own, the word is what the money is for, and without it the sum would be taken for
that of something else that the article names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict

from ingest.extract.coreference import Thing
from ingest.extract.mentions import Mention
from ingest.gazetteer import Match, gazetteer

SURE = 0.6
"""How sure such a word is a thing, at least."""
RULE = "paid"
"""Marks a mention that was found so."""
REACH = 60
"""Code points of a sentence before the word in which its sum is looked for."""
_SUM = r"\d[\d.,]*(?:[ ]?[조억천백만][ ]?[\d,.]*)+(?:원|달러|엔|유로|위안)"
_NEAR = r"(?:[^.\n]|(?<=\d)\.(?=\d)){0,40}?"
"""What may stand between the word and its sum: nothing that ends a sentence."""


class Paid(BaseModel):
    """The file `paid.yaml`."""

    model_config = ConfigDict(extra="forbid")

    entries: frozenset[str]
    of: tuple[str, ...]
    purses: tuple[str, ...]
    paying: tuple[str, ...]


@lru_cache(maxsize=1)
def table() -> Paid:
    """Return the words, read and checked once.

    Raises:
        ValueError: the gazetteer has no such entry.
    """
    found = Paid.model_validate(yaml.safe_load(files("ingest.extract").joinpath("paid.yaml").read_text("utf-8")))
    if missing := found.entries - set(gazetteer().entries):
        raise ValueError(f"paid.yaml: the gazetteer has no {', '.join(sorted(missing))}")
    return found


class _Patterns(NamedTuple):
    """How a text goes on behind such a word.

    `sum`: with a sum that is for it. `paying`: as what a sum before it goes to. `own`: with nothing but nouns of field
    and money. `purse`: with a noun of money.
    """

    sum: re.Pattern[str]
    paying: re.Pattern[str]
    own: re.Pattern[str]
    purse: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    known = table()
    of, purses = f"(?:[ ]?(?:{_any(known.of)}))*", f"[ ]?(?:{_any(known.purses)})"
    own = rf"(?:이|가|은|는|의|[ ]\|)?[ ]?(?:총|약|모두)?[ ]?\(?{_SUM}"
    purse = rf"{purses}(?![ ]?(?:중|가운데|에서))(?:은|는|을|를|이|가|으로|로|만)?[ ]{_NEAR}{_SUM}"
    towards = rf"에(?:는|만|도)?[ ]{_NEAR}{_SUM}"
    return _Patterns(
        re.compile(f"{of}(?:{own}|{purse}|{towards})"),
        re.compile(rf"{of}에(?:는|만|도)?[ ](?:{_any(known.paying)})"),
        re.compile(f"{of}(?:{purses})?"),
        re.compile(f"{of}{purses}"),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def proposals(text: str, mentions: Iterable[Mention], matches: Iterable[Match]) -> list[Mention]:
    """Add such words where they get a sum, in the place of what goes on from them with a noun of money or field only.

    Args:
        text: the article's.
        mentions: what was found so far.
        matches: what the gazetteer knows in it.
    """
    found = list(mentions)
    for match in matches:
        if match.entry.id in table().entries and _gets_a_sum(text, match):
            over = [m for m in found if m.start < match.end and match.start < m.end]
            if all(m.start >= match.start and _is_of(text, match.end, m.end) for m in over):
                found = [m for m in found if m not in over]
                found.append(Mention(match.start, match.end, match.entry.label, SURE, rule=RULE))
    return sorted(found, key=lambda m: (m.start, -m.end))


def raised(verdicts: Iterable[tuple[Thing, str, float]]) -> Iterator[tuple[Thing, str, float]]:
    """Yield the judge's verdicts, things, labels and how sure they are, surer where a common word gets a sum."""
    for thing, label, sure in verdicts:
        if sure < SURE and thing.known is not None and any(m.rule == RULE for m in thing.mentions):
            yield thing, thing.known.label, SURE
        else:
            yield thing, label, sure


def _gets_a_sum(text: str, match: Match) -> bool:
    behind = _patterns()
    if behind.sum.match(text, match.end):
        return True
    before = re.split(r"[.\n]", text[max(0, match.start - REACH) : match.start])[-1]
    if behind.paying.match(text, match.end):
        return re.search(_SUM + "[을를이가]?[ ]", before) is not None
    return (
        behind.purse.match(text, match.end) is not None and re.search(_SUM + "(?:[ ]?규모)?의[ ]$", before) is not None
    )


def _is_of(text: str, start: int, end: int) -> bool:
    return _patterns().own.fullmatch(text, start, max(start, end)) is not None
