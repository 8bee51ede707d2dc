"""How a folded name is spelt: in jamo, by its initial sounds, and in parts of which one survives its typos."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

SPELLING = 2
"""Raise it when `name_properties` changes: the names of stores that are opened for writing are then spelt anew."""

PARTS = 3
"""Most parts that a name is cut into: one more than the typos it may have."""

_FEW, _SOME = 4, 9
"""Jamo (and letters) from which on a name may have one typo, and two."""

_ASIAN = r"\u1100-\u11ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3"
_RUNS = re.compile(rf"[{_ASIAN}]+|[^\W_{_ASIAN}]+(?:[.+][^\W_{_ASIAN}]+)*\+?")


def jamo(key: str) -> str:
    """Write a folded name in jamo, so that one wrong vowel is a smaller difference than one wrong syllable.

    >>> len(jamo("산업부")), len(jamo("max"))
    (8, 3)
    """
    return unicodedata.normalize("NFD", key)


def initials(key: str) -> str:
    """Put the first consonant for each syllable; whatever is no Hangul syllable stays.

    >>> initials("산업ai부") == "\u1109\u110bai\u1107"
    True
    """
    return "".join(jamo(one)[0] if "가" <= one <= "힣" else one for one in key)


def are_initials(key: str) -> bool:
    """Tell whether a folded text is nothing but first consonants, two or more (ㅅㅇㅂ)."""
    return len(key) > 1 and all("\u1100" <= one <= "\u1112" for one in key)


def typos_allowed(length: int) -> int:
    """Return how many jamo may be wrong, missing or too many in a name of so many."""
    return 0 if length < _FEW else 1 if length < _SOME else 2


def runs(key: str) -> list[str]:
    """Cut a folded name where its script changes: `산업ai확산` is three runs."""
    return _RUNS.findall(key)


def pairs(key: str) -> list[str]:
    """Return every two characters that stand side by side: what contains all of a text's, one after another, holds it.

    >>> pairs("반도체")
    ['반도', '도체']
    """
    return [key[at : at + 2] for at in range(len(key) - 1)]


def text_of(key: str) -> str:
    """Write a folded name for a full-text index of Neo4j: its runs apart, those of Latin letters with a mark.

    The index drops English words such as `it` unless they are marked, and reads `ai확산` as one word.
    """
    return " ".join(run if is_asian(run) else f"_{run}" for run in runs(key)) or key


def is_asian(run: str) -> bool:
    """Tell whether a run is of a script that full-text indexes cut into pairs of characters."""
    return re.match(f"[{_ASIAN}]", run) is not None


@lru_cache(maxsize=1 << 12)
def name_properties(key: str) -> Mapping[str, Any]:
    """Return the properties of the node of a folded name; what most articles name is asked for again and again."""
    spelt = jamo(key)
    cut = [f"{len(spelt)}:{spelt[start:end]}" for start, end in _cuts(len(spelt))]
    parts = {f"part{at + 1}": cut[at] if at < len(cut) else None for at in range(PARTS)}
    return {"name": text_of(key), "jamo": spelt, "size": len(spelt), "initials": text_of(initials(key)), **parts}


def parts_to_look_up(spelt: str) -> list[list[str]]:
    """Return, for the first, second and third part of a name, what it is where the name is near a text.

    A name that differs in as many places as `typos_allowed` says has one part in which it does not differ, shifted by
    no more than that (Li et al., Pass-Join, 2011). So every name that is near enough has one of the parts returned.

    Args:
        spelt: a text in jamo.
    """
    wanted: list[set[str]] = [set() for _ in range(PARTS)]
    allowed = typos_allowed(len(spelt))
    for length in range(len(spelt) - allowed, len(spelt) + allowed + 1):
        shift = min(allowed, typos_allowed(length))
        if abs(length - len(spelt)) > shift:
            continue
        for at, (start, end) in enumerate(_cuts(length)):
            wanted[at] |= {f"{length}:{found}" for found in _around(spelt, start, end - start, shift)}
    return [sorted(found) for found in wanted]


def _cuts(length: int) -> list[tuple[int, int]]:
    """Return where the parts of a name of so many jamo begin and end; none where it may have no typo."""
    if not (allowed := typos_allowed(length)):
        return []
    bounds = [length * at // (allowed + 1) for at in range(allowed + 2)]
    return list(itertools.pairwise(bounds))


def _around(spelt: str, start: int, size: int, shift: int) -> Iterator[str]:
    for begin in range(max(0, start - shift), min(len(spelt) - size, start + shift) + 1):
        yield spelt[begin : begin + size]
