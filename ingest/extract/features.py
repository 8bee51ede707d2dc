"""Features of units for the name finder's CRF: one list of strings a unit.

What a feature means stands in its name before the colon. The features look at most two units around a unit, at the
noun phrase it stands in, at the quotation around it, and at what the gazetteer knows (`known`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence as ListOf
from functools import lru_cache

from ingest.extract.units import JOINERS, Phrase, Sequence, Unit

_SHAPES = [
    (re.compile(p), s)
    for p, s in [(r"[가-힣]+", "h"), (r"[A-Z]+", "A"), (r"[A-Za-z]+", "a"), (r"\d+", "0"), (r"[一-龥]+", "漢")]
]
OUTSIDE = "-"


@lru_cache(maxsize=50_000)
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


def sequence_features(sequence: Sequence, known: ListOf[str] = ()) -> list[list[str]]:
    """Return the features of each unit. `known` says what the gazetteer knows of each (`B-Ministry`, `-`)."""
    units = sequence.units
    forms = ["<1", "<0", *(u.form for u in units), "0>", "1>"]
    tags = ["<", "<", *(u.tag for u in units), ">", ">"]
    phrase_features = [_phrase_features(units, p) for p in sequence.phrases]
    quote_features = _quote_features(sequence)
    found = []
    size = len(units)
    for i, unit in enumerate(units):
        k = i + 2
        row = list(word_features(unit.form, unit.tag))
        w, w1, v1, w2, v2 = forms[k], forms[k + 1], forms[k - 1], forms[k + 2], forms[k - 2]
        t, t1, u1, t2, u2 = tags[k], tags[k + 1], tags[k - 1], tags[k + 2], tags[k - 2]
        row += (
            "-1:" + v1,
            "+1:" + w1,
            "-2:" + v2,
            "+2:" + w2,
            "-1t:" + u1,
            "+1t:" + t1,
            "-2t:" + u2 + u1,
            "+2t:" + t1 + t2,
            "-1w:" + v1 + "|" + w,
            "w+1:" + w + "|" + w1,
            "ttt:" + u1 + t + t1,
            "sp:" + ("1" if unit.spaced else "0") + ("1" if i + 1 >= size or units[i + 1].spaced else "0"),
            "ro:" + sequence.role,
        )
        if i < 3:
            row.append(f"at:{i}")
        if unit.phrase >= 0:
            shared, start, head, distance = phrase_features[unit.phrase]
            row += shared
            row.append(f"hd:{head}|{min(head_distance(distance, i), 4)}")
            row.append(f"ps:{min(i - start, 3)}")
        if unit.quote:
            row.append("q:" + unit.quote)
            row += quote_features.get(i, ())
        if known:
            row.append("g:" + known[i])
            row.append("g-1:" + (known[i - 1] if i else "<"))
            row.append("g+1:" + (known[i + 1] if i + 1 < size else ">"))
            row.append("gs:" + known[i] + shape(w))
        found.append(row)
    return found


def head_distance(head: int, at: int) -> int:
    """Return how many units a unit stands before its phrase's head; behind it counts as 4."""
    return head - at if head >= at else 4


def _phrase_features(units: list[Unit], phrase: Phrase) -> tuple[tuple[str, ...], int, str, int]:
    """Features that all units of a phrase share, its first unit, its head's form and where that stands."""
    head = units[phrase.head].form
    after = units[phrase.last].form if phrase.last < len(units) else ">"
    before = units[phrase.first - 1].form if phrase.first else "<"
    length = min(phrase.last - phrase.first, 6)
    shared = (
        "h:" + head,
        "hs:" + head[-1],
        "pn:" + after,
        "pb:" + before,
        f"pl:{length}",
        "pf:" + units[phrase.first].form,
        "pj:" + str(any(u.form in JOINERS for u in units[phrase.first : phrase.last])),
    )
    return shared, phrase.first, head, phrase.head


def _quote_features(sequence: Sequence) -> dict[int, tuple[str, ...]]:
    """Features of quoted units: the last form inside, what follows the closing mark, first and last place."""
    units = sequence.units
    found: dict[int, tuple[str, ...]] = {}
    for first, last in sorted(sequence.quotes, key=lambda q: q[0] - q[1]):
        after = units[last + 1].form if last + 1 < len(units) else ">"
        before = units[first - 2].form if first >= 2 else "<"
        end = units[last - 1]
        mark = units[first - 1].form
        shared = (
            "ql:" + end.form,
            "qt:" + mark + end.tag,
            "qa:" + after,
            "qb:" + before,
            f"qn:{mark}{min(last - first, 6)}",
        )
        for i in range(first, last):
            place = ("qf:" + mark,) if i == first else ("qe:" + mark,) if i == last - 1 else ()
            found[i] = shared + place
    return found
