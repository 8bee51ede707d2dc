"""Stable, readable ids: the same thing gets the same id on every machine and in every order of reading."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_KEPT_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_DROPPED = re.compile(r"[\W_]+")


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """Fold a name to what two spellings of it share: NFKC, lower case, without white space and punctuation.

    A point between digits stays (`2.0` is not `20`), and a plus sign too (`AI+` is not `AI`).

    >>> fold("「산업 AI 확산」 2.0"), fold("M.AX 얼라이언스")
    ('산업ai확산2.0', 'max얼라이언스')
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    text = _KEPT_POINT.sub("\ue000", text).replace("+", "\ue001")
    return (
        _DROPPED.sub(lambda m: "".join(c for c in m.group() if c in "\ue000\ue001"), text)
        .replace("\ue000", ".")
        .replace("\ue001", "+")
    )


def entity_id(label: str, name: str, *, scope: str | None = None) -> str:
    """Make the id of an entity that no gazetteer knows: `label/folded-name`, with the scope before the name if given.

    `scope` is the name of the body that a generically named division belongs to (표준분과 of two committees are two).
    """
    key = fold(name) or hashlib.sha256(name.encode()).hexdigest()[:12]
    return f"{label.lower()}/{fold(scope)}:{key}" if scope else f"{label.lower()}/{key}"


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 form as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def claim_id(
    article_id: str, predicate: str, subject: str, obj: str | None, qualifiers: Mapping[str, object], start: int
) -> str:
    """Make a claim's id from what it says and where: equal claims of one place are one claim."""
    said = json.dumps([article_id, predicate, subject, obj, sorted(qualifiers.items()), start], ensure_ascii=False)
    return "claim/" + hashlib.sha256(said.encode("utf-8")).hexdigest()[:20]
