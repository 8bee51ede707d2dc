"""Descriptions that stand for several nodes at once: "두 부처는", "양 협회가"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from ingest.document import Node, Sentence

FARTHEST = 5
"""Sentences that a description may look back."""


class Head(BaseModel):
    """A noun with the labels it stands for, and what the names of such nodes end in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    labels: frozenset[str]
    endings: tuple[str, ...] = ()

    def fits(self, node: Node) -> bool:
        """Tell whether the noun may stand for a node."""
        return node.type in self.labels and (not self.endings or node.name.endswith(self.endings))


class Plurals(BaseModel):
    """Everything in `plurals.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    numbers: dict[str, int]
    heads: dict[str, Head]


@cache
def words() -> Plurals:
    """Load and check the words."""
    return Plurals.model_validate(yaml.safe_load((files("ingest.extract") / "plurals.yaml").read_text("utf-8")))


@cache
def _pattern() -> re.Pattern[str]:
    numbers, heads = "|".join(words().numbers), "|".join(words().heads)
    return re.compile(rf"(?<![가-힣])({numbers}) ({heads})(?=[은는이가을를도의와과에 ,.])")


def plurals(text: str, sentences: Sequence[Sentence], nodes: Sequence[Node]) -> Iterator[tuple[int, int, list[int]]]:
    """Yield where such a description stands, and the indices of the nodes it stands for.

    They are those that the nearest earlier sentence names together, or else the last ones named.
    """
    starts = sorted((span.start, index) for index, node in enumerate(nodes) for span in node.spans)
    for number, sentence in enumerate(sentences):
        for match in _pattern().finditer(text, sentence.start, sentence.end):
            head = words().heads[match[2]]
            before = [(at, i) for at, i in starts if at < match.start() and head.fits(nodes[i])]
            found = _meant(before, sentences[max(number - FARTHEST, 0) : number + 1], words().numbers[match[1]])
            if found:
                yield match.start(), match.end(), found


def _meant(before: list[tuple[int, int]], sentences: Sequence[Sentence], count: int) -> list[int]:
    for sentence in reversed(sentences):
        inside = list(dict.fromkeys(i for at, i in before if sentence.start <= at < sentence.end))
        if len(inside) == count:
            return inside
    last = list(dict.fromkeys(i for at, i in reversed(before) if at >= sentences[0].start))[:count]
    return last[::-1] if len(last) == count else []
