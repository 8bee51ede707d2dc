"""Features of units for the name finder's CRF: strings, many of them in groups that come again and again.

What a feature means stands in its name before the colon. The features look at most two units around a unit, at the
noun phrase it stands in, at the quotation around it, and at what the gazetteer knows (`known`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Sequence as ListOf
from functools import lru_cache
from itertools import chain, islice, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.extract.units import JOINERS, Sequence

_SHAPES = [
    (re.compile(p), s)
    for p, s in [(r"[가-힣]+", "h"), (r"[A-Z]+", "A"), (r"[A-Za-z]+", "a"), (r"\d+", "0"), (r"[一-龥]+", "漢")]
]
Key = str | tuple[str | int, ...] | None
"""What the features of a group are made of at one unit."""


def word_features(form: str, tag: str) -> tuple[str, ...]:
    """Features of a unit by itself."""
    found = ["w:" + form, "t:" + tag, "wt:" + form + "/" + tag, "sh:" + shape(form), f"len:{min(len(form), 5)}"]
    if len(form) > 1:
        found += ["p1:" + form[0], "s1:" + form[-1], "p2:" + form[:2], "s2:" + form[-2:]]
        if len(form) > 3:
            found += ["s3:" + form[-3:], "p3:" + form[:3]]
    return tuple(found)


@lru_cache(maxsize=50_000)
def shape(form: str) -> str:
    """Say what kinds of characters a form is made of: `h` Hangul, `A`/`a` Latin, `0` digits, each once a run."""
    for pattern, sign in _SHAPES:
        form = pattern.sub(sign, form)
    return form[:6]


class Features(NamedTuple):
    """The features of a document's units in columns: what each group of features is made of, unit by unit.

    Attributes:
        lengths: how many units each sentence has.
        forms: of the units, with two marks before and behind each sentence.
        columns: by the name of the group, one key a unit, `None` where a unit has no such features; without the groups
            of `NEAR` and `PAIRS`, whose keys are forms and neighbouring forms.
    """

    lengths: list[int]
    forms: list[str]
    columns: dict[str, list[Key]]

    def sentences(self) -> Iterator[list[list[str]]]:
        """Yield the features of each sentence, one list a unit."""
        rows = zip(*map(self.column, GROUPS), strict=True)
        for length in self.lengths:
            yield [
                [feature for name, key in zip(GROUPS, row, strict=True) for feature in strings(name, key)]
                for row in islice(rows, length)
            ]

    def places(self) -> NDArray[np.int64]:
        """Return where each unit stands in `forms`."""
        marks = 2 * MARKS * np.arange(len(self.lengths)) + MARKS
        return np.arange(sum(self.lengths)) + np.repeat(marks, self.lengths)

    def column(self, name: str) -> list[Key]:
        """Return the keys of a group, one a unit."""
        if name in NEAR:
            return [self.forms[at] for at in (self.places() + NEAR[name]).tolist()]
        if name in PAIRS:
            return [(self.forms[at], self.forms[at + 1]) for at in (self.places() + PAIRS[name]).tolist()]
        return self.columns[name]


MARKS = 2
NEAR = {"-1:": -1, "+1:": 1, "-2:": -2, "+2:": 2}
"""Groups of one form near a unit, with how far behind it that stands."""
PAIRS = {"-1w:": -1, "w+1:": 0}
"""Groups of a unit's form and the one before or behind, with how far behind it the first of both stands."""


def strings(name: str, key: Key) -> tuple[str, ...]:
    """Return the features that a group has for a key."""
    return GROUPS[name](key) if key is not None else ()


def document_features(found: Iterable[Sequence], known: Iterable[ListOf[str]]) -> Features:
    """Return the features of a document. `known` says what the gazetteer knows of each unit (`B-Ministry`, `-`)."""
    lengths: list[int] = []
    forms: list[str] = []
    columns: dict[str, list[Key]] = {name: [] for name in GROUPS if name not in NEAR and name not in PAIRS}
    for sequence, classes in zip(found, known, strict=True):
        lengths.append(len(sequence.units))
        here = [u.form for u in sequence.units]
        forms += ("<1", "<0", *here, "0>", "1>")
        for name, keys in _sentence_columns(sequence, here, classes):
            columns[name] += keys
    return Features(lengths, forms, columns)


def _sentence_columns(sequence: Sequence, here: ListOf[str], known: ListOf[str]) -> Iterator[tuple[str, Iterable[Key]]]:
    """Yield the columns of one sentence, whose units have the forms `here`."""
    units, size = sequence.units, len(sequence.units)
    tags = ["<", "<", *(u.tag for u in units), ">", ">"]
    yield "word", zip(here, tags[2:], strict=False)
    yield "tags", zip(tags, tags[1:], tags[2:], tags[3:], tags[4:], strict=False)
    spaced = [*(u.spaced for u in units), True]
    groups, heads, starts = _phrase_keys(sequence)
    at = chain(range(min(size, 3)), repeat(3))
    yield "place", zip(spaced, spaced[1:], repeat(sequence.role), at, starts, (u.quote for u in units), strict=False)
    yield from (("phrase", groups), ("hd:", heads))
    around, edges = _quote_keys(sequence) if sequence.quotes else ({}, {})
    yield from (("quote", map(around.get, range(size))), ("edge", map(edges.get, range(size))))
    signs = ["<", *known, ">"]
    yield "known", zip(signs, known, signs[2:], map(shape, here), strict=False)


def _tag_features(u2: str, u1: str, t: str, t1: str, t2: str) -> tuple[str, ...]:
    """Features of the tags around a unit's own `t`."""
    return "-1t:" + u1, "+1t:" + t1, "-2t:" + u2 + u1, "+2t:" + t1 + t2, "ttt:" + u1 + t + t1


def _place_features(spaced: bool, behind: bool, role: str, at: int, start: int, quote: str) -> tuple[str, ...]:
    """Features of where a unit stands: white space before and behind it, its sentence's role, its place in it."""
    found = [f"sp:{spaced:d}{behind:d}", "ro:" + role]
    if at < 3:
        found.append(f"at:{at}")
    if start >= 0:
        found.append(f"ps:{start}")
    if quote:
        found.append("q:" + quote)
    return tuple(found)


def _known_features(before: str, here: str, after: str, form: str) -> tuple[str, ...]:
    """Features of what the gazetteer knows of a unit and of those beside it."""
    return "g:" + here, "g-1:" + before, "g+1:" + after, "gs:" + here + form


def head_distance(head: int, at: int) -> int:
    """Return how many units a unit stands before its phrase's head; behind it counts as 4."""
    return head - at if head >= at else 4


def _phrase_keys(sequence: Sequence) -> tuple[list[Key], list[Key], list[int]]:
    """Return of each unit what its phrase's features are made of, the phrase's head with its distance, and its place.

    The place is how many units stand before it in the phrase, -1 outside of any.
    """
    units, size = sequence.units, len(sequence.units)
    shared: list[Key] = [None] * size
    heads: list[Key] = [None] * size
    starts = [-1] * size
    for phrase in sequence.phrases:
        first, last = phrase.first, phrase.last
        key = (
            units[phrase.head].form,
            units[last].form if last < size else ">",
            units[first - 1].form if first else "<",
            min(last - first, 6),
            units[first].form,
            any(u.form in JOINERS for u in units[first:last]),
        )
        for i in range(first, last):
            shared[i] = key
            heads[i] = key[0], min(head_distance(phrase.head, i), 4)
            starts[i] = min(i - first, 3)
    return shared, heads, starts


def _phrase_features(head: str, after: str, before: str, length: int, first: str, joined: bool) -> tuple[str, ...]:
    """Features of a phrase: its head, what stands around it, how long it is, how it begins, whether a mark joins it."""
    return "h:" + head, "hs:" + head[-1], "pn:" + after, "pb:" + before, f"pl:{length}", "pf:" + first, f"pj:{joined}"


def _quote_keys(sequence: Sequence) -> tuple[dict[int, Key], dict[int, Key]]:
    """Return what the features of quoted units are made of: those that a quotation shares, and those of its ends."""
    units = sequence.units
    around: dict[int, Key] = {}
    edges: dict[int, Key] = {}
    for first, last in sorted(sequence.quotes, key=lambda q: q[0] - q[1]):
        after = units[last + 1].form if last + 1 < len(units) else ">"
        before = units[first - 2].form if first >= 2 else "<"
        end, mark = units[last - 1], units[first - 1].form
        around |= dict.fromkeys(range(first, last), (end.form, end.tag, mark, after, before, min(last - first, 6)))
        edges |= dict.fromkeys(range(first, last), None)
        edges[last - 1] = "qe:" + mark
        edges[first] = "qf:" + mark
    return around, edges


def _quote_features(end: str, tag: str, mark: str, after: str, before: str, length: int) -> tuple[str, ...]:
    """Features of a quotation: the last form inside, what stands around it, its mark and length."""
    return "ql:" + end, "qt:" + mark + tag, "qa:" + after, "qb:" + before, f"qn:{mark}{length}"


def _single(name: str) -> Callable[[Any], tuple[str, ...]]:
    return lambda key: (name + key,)


def _pair(name: str) -> Callable[[Any], tuple[str, ...]]:
    return lambda key: (f"{name}{key[0]}|{key[1]}",)


def _group(made: Callable[..., tuple[str, ...]]) -> Callable[[Any], tuple[str, ...]]:
    return lambda key: made(*key)


GROUPS: dict[str, Callable[[Any], tuple[str, ...]]] = {
    "word": _group(word_features),
    **{name: _single(name) for name in ("-1:", "+1:", "-2:", "+2:")},
    **{name: _pair(name) for name in ("-1w:", "w+1:", "hd:")},
    "tags": _group(_tag_features),
    "place": _group(_place_features),
    "phrase": _group(_phrase_features),
    "quote": _group(_quote_features),
    "edge": _single(""),
    "known": _group(_known_features),
}
"""How each group's features are made of its key."""
