"""What a sentence says in so many words of who chairs a body: "A가 위원장을 맡은 위원회", "위원회의 위원장은 A".

Where a sentence begins with the office alone ("공동위원장인 A와 B"), it is that of the committee named last. Of the
divisions of a list each has its chair in brackets, or stands in brackets behind him: "A 교수(데이터), B 회장(산업) 등이
분과장을 맡았다".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

import yaml
from pydantic import BaseModel, ConfigDict

from ingest.extract.pairs import Reading
from ingest.extract.phrases import Mention
from ingest.korean.patterns import any_of

BODIES = frozenset({"Committee", "Alliance", "Division"})
SENTENCES = 2
"""Sentences back in which the committee stands whose office is named alone."""
_CLOSED = r"(?:\([^()\n]{1,30}\))?['\"’”」』)]*"
_OPENED = r"['\"‘“「『(]*"


_OPENING = re.compile(r"['\"’”」』)]*\s?\(")
_BRACKETED = re.compile(r"[^\n.()]{0,40}\(")


class Words(BaseModel):
    """Names of offices (`chairs.yaml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    offices: tuple[str, ...]
    before: tuple[str, ...]
    divisional: tuple[str, ...]


class _Marks:
    """What stands between a person and the body that the person chairs."""

    def __init__(self, words: Words) -> None:
        office = any_of(words.offices)
        before = any_of(words.before)
        borne = rf"(?:{office})(?:[을를]\s맡은|[을를]\s맡는|[을를]\s맡고\s있는|으로\s하는|으로\s한|으로\s둔|인)"
        self.person_first = re.compile(rf"[^\n.]{{0,18}}?[이가을를]\s{borne}\s(?:[^\n.,]{{0,10}}\s)?{_OPENED}")
        bears = r"(?:은|는|인|에는|에|으로|으로는|을\s맡은|이자|\()?,?\s?[^\n.]{0,12}"
        self.body_first = re.compile(rf"{_CLOSED}(?:의|\s)?\s?(?:(?:{before})\s)?(?:{office}){bears}")
        headed = any_of(words.divisional)
        self.headed = re.compile(rf"(?<![가-힣]){headed}(?:[을를]\s맡|(?:으로|에)\s(?:위촉|선임|임명|선출)|\s명단|$)")
        self.alone = re.compile(
            rf"[^가-힣\n]{{0,4}}(?:위원회의?\s)?(?:{office})(?:은|는|인|에는|을\s맡은)\s[^\n.]{{0,12}}"
        )


@cache
def _marks() -> _Marks:
    return _Marks(Words.model_validate(yaml.safe_load((files("ingest.extract") / "chairs.yaml").read_text("utf-8"))))


def chairs(reading: Reading) -> Iterator[tuple[Mention, Mention]]:
    """Yield persons with the bodies that they chair, in order of the text."""
    marks, text = _marks(), reading.text
    for index, tied in enumerate(reading.clauses):
        row = [m for m in tied.mentions if not m.nested]
        persons = [m for m in row if reading.nodes[m.node].type == "Person"]
        if not persons:
            continue
        for body in (m for m in row if reading.nodes[m.node].type in BODIES):
            for person in (m for m in persons if m.end <= body.start):
                if marks.person_first.fullmatch(text, person.end, body.start):
                    yield person, body
            behind = next((m for m in persons if m.start >= body.end), None)
            if behind is not None and marks.body_first.fullmatch(text, body.end, behind.start):
                yield behind, body
        yield from _listed(reading, index, row)
        if marks.alone.fullmatch(text, reading.sentences[index].start, persons[0].start):
            named = _named_last(reading, index)
            if named is not None:
                yield persons[0], named


def _listed(reading: Reading, index: int, row: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Yield the chairs of divisions where either stands in brackets behind the other, and the list is one of chairs."""
    text, over = reading.text, reading.parent[index]
    places = [reading.sentences[at] for at in (index, over) if at >= 0]
    if not any(_marks().headed.search(text, place.start, place.end) for place in places):
        return
    for left, right in pairwise(m for m in row if reading.nodes[m.node].type in ("Person", "Division")):
        labels = reading.nodes[left.node].type, reading.nodes[right.node].type
        if labels == ("Division", "Person") and _OPENING.fullmatch(text, left.end, right.start):
            yield right, left
        elif labels == ("Person", "Division") and _BRACKETED.fullmatch(text, left.end, right.start):
            yield left, right


def _named_last(reading: Reading, index: int) -> Mention | None:
    """Return the committee that the sentences before name last."""
    for earlier in range(index - 1, max(-1, index - 1 - SENTENCES), -1):
        for mention in reversed(reading.clauses[earlier].mentions):
            if reading.nodes[mention.node].type == "Committee" and not mention.nested:
                return mention
    return None
