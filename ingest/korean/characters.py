"""Characters that are written in several ways and mean one thing: blanks, seen or not, and full-width forms."""

from __future__ import annotations

import unicodedata

FULL_WIDTH = range(0xFF01, 0xFF5F)
"""`！` to `～`: ASCII's printable characters in full width, in its order (Unicode, Halfwidth and Fullwidth Forms)."""

SEPARATORS = range(0x3001)
"""Every space separator of Unicode (category Zs) is among these."""

_FOLDED = (
    {code: " " for code in SEPARATORS if unicodedata.category(chr(code)) == "Zs"}
    | {code: code - FULL_WIDTH.start + ord("!") for code in FULL_WIDTH}
    | {ord(blank): " " for blank in "\t\u200b\ufeff"}
)


def folded(text: str) -> str:
    r"""Return a text as long as the given one, with plain blanks and ASCII for their full-width forms.

    The reader reads this text, so that `1조\u00a0２，０００억` is one amount. Quotes and mentions are taken from the
    text as it was written, at the same code points.
    """
    return text.translate(_FOLDED)
