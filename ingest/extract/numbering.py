"""Names that count on: 제5차 after 제4차, 2.0 after 1.0, 2단계 after 1단계."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=4096)
def _numbered(name: str) -> tuple[str, tuple[float, ...]]:
    """Cut a name into what is no number, and its numbers."""
    plain = re.sub(r"\([^)]*\)|\s|['‘’]", "", name)
    return re.sub(r"\d+(?:\.\d+)?", "#", plain), tuple(float(n) for n in re.findall(r"\d+(?:\.\d+)?", plain))


def step_between(left: str, right: str) -> str:
    """Tell by their numbers (제5차, 2.0) whether a name is the `next` one after another, the one `before`, or neither.

    A name without a number is the first of its row: "한국판 뉴딜 2.0" comes after "한국판 뉴딜".
    """
    (shape, numbers), (other, others) = _numbered(left), _numbered(right)
    if numbers and shape == other and len(numbers) == len(others):
        steps = [x - y for x, y in zip(numbers, others, strict=True) if x != y]
        year = any(n > 1900 for n in numbers)
        if len(steps) == 1 and abs(steps[0]) == 1:
            return ("year " if year else "") + ("next" if steps[0] == 1 else "before")
    for one, counts, base, name in ((shape, numbers, other, "next"), (other, others, shape, "before")):
        if len(counts) == 1 and counts[0] == 2 and "#" not in base and one.replace("#", "").rstrip("단계기.차") == base:
            return name
    return ""
