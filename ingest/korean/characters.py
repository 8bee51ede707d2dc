"""Characters that are written in several ways and mean one thing: blanks, quotes, points, bullets, full-width forms."""

from __future__ import annotations

import re
import unicodedata

FULL_WIDTH = range(0xFF01, 0xFF5F)
"""`！` to `～`: ASCII's printable characters in full width, in its order (Unicode, Halfwidth and Fullwidth Forms)."""

SEPARATORS = range(0x3001)
"""Every space separator of Unicode (category Zs) is among these."""

_ONE = {
    "'": "‘’‚‛`´′",
    '"': "“”„‟″",
    "·": "ㆍᆞ‧・･•∙⋅",
    "-": "‐‑",
    "「": "『｢",
    "」": "』｣",
}
"""Marks by the form that the reader has learned from, each with those that newspapers set for it."""

_FOLDED = (
    {code: " " for code in SEPARATORS if unicodedata.category(chr(code)) == "Zs"}
    | {code: code - FULL_WIDTH.start + ord("!") for code in FULL_WIDTH}
    | {ord(blank): " " for blank in "\t\u200b\ufeff"}
    | {ord(char): plain for plain, chars in _ONE.items() for char in chars}
)


_BULLET = re.compile(r"(?<=\S)([ ]?)[▷►▸▹](?=[ ]?\S)")
"""The mark of a member of a list within a line; at its beginning it heads an item (`outline.yaml`)."""


def folded(text: str) -> str:
    r"""Return a text as long as the given one, with one form for blanks, marks, and letters and digits of full width.

    The reader reads this text, so that `1조\u00a0２，０００억` is one amount and ‘AI’ a name as 'AI' is. Quotes
    and mentions are taken from the text as it was written, at the same code points.
    """
    return _BULLET.sub(r"\1▲", text.translate(_FOLDED))
