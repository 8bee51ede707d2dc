"""Pieces of regular expressions that lists of words are made into."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """Return the alternation of some words as a pattern, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
