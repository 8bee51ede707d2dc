"""Names that rules propose where the CRF found none: by a telling last noun, by a title beside a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict

from graph.ontology import ONTOLOGY
from ingest.extract.mentions import Mention
from ingest.extract.titles import titles
from ingest.extract.units import Sequence, Unit

PROPOSAL_SCORE = 0.3
"""What rules propose is as sure as this until it is judged."""
LONGEST_PHRASE = 8
"""Units of a proposed phrase."""
ODD_ONE_OUT = 5
"""One in so many names of a list may be cut into syllables that look like no name."""
_AFTER_TITLE = r"(?:[가-힣]?(?![가-힣])|(?:에게|에서|에겐|과의|이다|이며|이자|이라|으로|였다)(?![가-힣]{2}))"
"""Particles that may follow a title, so that no longer word begins with it."""
_RELABELLED = frozenset({"Program", "Technology", "Sector", "Organization"})


class Proposals(BaseModel):
    """The words that proposals are made by (`proposals.yaml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    surnames: frozenset[str]
    heads: dict[str, list[str]]
    indefinite: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Proposals:
    """Load `proposals.yaml`.

    Raises:
        pydantic.ValidationError: the file is not of this form.
        ValueError: it names a label that the ontology has not.
    """
    text = (resources.files("ingest.extract") / "proposals.yaml").read_text("utf-8")
    found = Proposals.model_validate(yaml.safe_load(text))
    if unknown := set(found.heads) - set(ONTOLOGY.labels):
        raise ValueError(f"proposals.yaml: heads: no such labels {sorted(unknown)}")
    return found


@lru_cache(maxsize=1)
def _heads() -> dict[str, str]:
    return {head: label for label, heads in words().heads.items() for head in heads}


@lru_cache(maxsize=1)
def _lengths() -> tuple[int, ...]:
    """Return how long heads are, the longest first."""
    return tuple(sorted({len(head) for head in _heads()}, reverse=True))


def label_by_head(name: str) -> str | None:
    """Return the label that the end of a name leaves no doubt about, or `None`.

    Example:
        >>> label_by_head("AI 활용 분과"), label_by_head("AI 활용 전략")
        ('Division', None)
    """
    name = name.rstrip("'\"’”」』)")
    return next((_heads()[name[-n:]] for n in _lengths() if len(name) > n and name[-n:] in _heads()), None)


def relabelled(text: str, mention: Mention) -> Mention:
    """Give a mention the label of its head noun where the CRF took it for something that cannot end so."""
    label = label_by_head(text[mention.start : mention.end]) if mention.label in _RELABELLED else None
    if label is None or (mention.label == "Organization" and label not in ("Committee", "Division", "Alliance")):
        return mention
    return replace(mention, label=label)


def by_head(text: str, sequences: Iterable[Sequence]) -> Iterator[Mention]:
    """Propose the noun phrases, and the quotations, that end in a telling noun."""
    for sequence in sequences:
        units = sequence.units
        spans = [(p.first, p.last) for p in sequence.phrases] + sequence.quotes
        for first, last in sorted(spans, key=lambda s: (s[0] - s[1], s)):
            if last - first < 2 or last - first > LONGEST_PHRASE or units[first].form in words().indefinite:
                continue
            start, end = units[first].start, units[last - 1].end
            label = label_by_head(text[start:end])
            if label is not None and not units[first].tag.startswith(("SN", "NNB", "S")):
                yield Mention(start, end, label, PROPOSAL_SCORE, rule="head")


def _begins(known: Iterable[str]) -> str:
    """Return a look-ahead for the first letters of words: it keeps a search from trying all of them at every letter."""
    return f"(?=[{re.escape(''.join(sorted({word[0] for word in known})))}])"


@lru_cache(maxsize=1)
def _person() -> re.Pattern[str]:
    """Match a name before a title, also with the body between: "전인서 과기정통부 정책관", "고진 위원장"."""
    surnames = "|".join(sorted(words().surnames, key=lambda s: (-len(s), s)))
    ordered = "|".join(sorted(titles().titles, key=lambda t: (-len(t), t)))
    return re.compile(
        rf"{_begins(words().surnames)}(?<![가-힣A-Za-z])(?P<name>(?:{surnames})[가-힣]{{1,2}})\s"
        rf"(?=(?:[^\s,.\"“”△▲]{{2,20}}\s){{0,3}}?[0-9가-힣A-Za-z·]{{0,12}}(?:{ordered}){_AFTER_TITLE}|씨(?![가-힣]{{2}}))"
    )


@lru_cache(maxsize=1)
def _listed() -> re.Pattern[str]:
    """Match three names or more, or two with a title behind them: "정하나·이두리 국회의원"."""
    surnames = "|".join(sorted(words().surnames, key=lambda s: (-len(s), s)))
    ordered = "|".join(sorted(titles().titles, key=lambda t: (-len(t), t)))
    name = rf"(?:{surnames})[가-힣]{{1,2}}"
    titled = rf"(?=\s(?:[^\s,.]{{2,20}}\s)?[0-9가-힣A-Za-z]{{0,12}}(?:{ordered}){_AFTER_TITLE})"
    begins = _begins(words().surnames)
    return re.compile(rf"{begins}(?<![가-힣])(?:(?:{name}(?:,\s|·)){{2,}}{name}(?![가-힣])|{name}·{name}{titled})")


@lru_cache(maxsize=1)
def _titled_before() -> re.Pattern[str]:
    """Match a name behind its title at the end of a clause or bracket: "(장관 이문성, 이하 …)"."""
    surnames = "|".join(sorted(words().surnames, key=lambda s: (-len(s), s)))
    ordered = "|".join(sorted(titles().titles, key=lambda t: (-len(t), t)))
    return re.compile(
        rf"{_begins({'(', *titles().titles})}(?:\((?:{ordered})\s(?P<sure>(?:{surnames})[가-힣]{{2}})(?=[,)])"
        rf"|(?:{ordered})(?:은|는|에|에는)?\s(?P<name>(?:{surnames})[가-힣]{{1,2}})(?=[,)·△▲\s])(?!\s(?:{ordered})))"
    )


def persons(text: str, sequences: Iterable[Sequence]) -> Iterator[Mention]:
    """Propose persons by the title behind their name, and lists of three names or more."""
    for sequence in sequences:
        start, end = sequence.units[0].start, sequence.units[-1].end
        for match in _person().finditer(text, start, end):
            if _can_be_name(sequence.units, match.start("name"), match.end("name")):
                yield Mention(match.start("name"), match.end("name"), "Person", PROPOSAL_SCORE, rule="titled")
        for match in _titled_before().finditer(text, start, end):
            if match["sure"]:
                yield Mention(match.start("sure"), match.end("sure"), "Person", PROPOSAL_SCORE, rule="in brackets")
            elif _can_be_name(sequence.units, match.start("name"), match.end("name")):
                yield Mention(match.start("name"), match.end("name"), "Person", PROPOSAL_SCORE, rule="behind")
        for match in _listed().finditer(text, start, end):
            names = [(match.start() + m.start(), match.start() + m.end()) for m in re.finditer(r"[가-힣]+", match[0])]
            if sum(not _can_be_name(sequence.units, *name) for name in names) > len(names) // ODD_ONE_OUT:
                continue
            for begin, stop in names:
                yield Mention(begin, stop, "Person", PROPOSAL_SCORE, rule="listed")


def _can_be_name(units: list[Unit], start: int, end: int) -> bool:
    """Tell whether no word of the dictionary stands there: Kiwi cuts rare names into odd single syllables."""
    inside = [u for u in units if u.start < end and start < u.end]
    if end - start == 2 and len(inside) > 1:
        return False
    word = any(u.tag != "NNP" and not u.new and u.end - u.start > 1 for u in inside)
    return not word and inside[0].start == start
