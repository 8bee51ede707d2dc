"""What a text says in so many words: where a thing came from, what it follows, what it is part of, what it aims at.

Such sentences are rare and sure: "X의 뿌리는 Y이다" and "Y는 X의 큰 틀이 됐다" (X is derived from Y), "Z에서 나온 'Y'"
(Z announces Y), "Y 산하 X", "X은 Y 소속 기관" and "Y의 일환으로 X" (X is part of Y), "(조선) 'X'" heading an item
(X targets shipbuilding).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

import yaml
from pydantic import BaseModel, ConfigDict

from graph.ontology import ONTOLOGY
from ingest.extract.chairs import chairs
from ingest.extract.pairs import Reading
from ingest.extract.phrases import Mention
from ingest.extract.successions import successions

_CLOSED = r"['\"’”」』)]*"
_OPENED = r"['\"‘“「『(]*"
NEAR_BY = 12
"""Code points between "의 일환으로" and the part."""


Said = tuple[str, Mention, Mention]
"""Predicate, subject and object."""


class Words(BaseModel):
    """Nouns of origin, participles of making public, and nouns of belonging."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    origins: tuple[str, ...]
    made_public: tuple[str, ...]
    under: tuple[str, ...]
    share: tuple[str, ...]


class _Marks:
    """What stands right behind a mention."""

    def __init__(self, words: Words) -> None:
        origin = rf"(?:큰[ ]|기본[ ]|주된[ ])?(?:{'|'.join(words.origins)})"
        self.has_origin = re.compile(rf"{_CLOSED}의[ ]{origin}[은는]")
        self.is_it = re.compile(rf"{_CLOSED}[ ]?(?:이다|다(?=[.\s]|$)|였다|이었다|에[ ]있다|에서[ ](?:왔다|나왔다))")
        self.became_origin_of = re.compile(rf"{_CLOSED}의[ ]{origin}(?:이|가|로)?[ ]?(?:됐|되었|된|됨|이다|였|삼)")
        self.topic = re.compile(rf"{_CLOSED}[은는이가](?![가-힣])")
        under, share = "|".join(words.under), "|".join(words.share)
        self.over = re.compile(
            rf"{_CLOSED}(?:의)?[ ](?:{under})(?:의|에[ ](?:두는|둔|설치되는|설치된|신설되는|신설된))?[ ]{_OPENED}"
        )
        self.is_under = re.compile(rf"{_CLOSED}[ ](?:{under})(?:의)?[ ](?!.{{0,12}}(?:들|등)\b)")
        self.share_of = re.compile(rf"{_CLOSED}의[ ](?:{share})(?:으로|로),?[ ][^.\n]{{0,{NEAR_BY}}}$")
        self.tagged = re.compile(rf"[)\]]:?[ ]?{_OPENED}")
        self.made_public = re.compile(rf"{_CLOSED}에서[ ](?:{'|'.join(words.made_public)})[ ]['\"‘“「『(]*")


@cache
def _marks() -> _Marks:
    return _Marks(Words.model_validate(yaml.safe_load((files("ingest.extract") / "origins.yaml").read_text("utf-8"))))


def said(reading: Reading) -> Iterator[Said]:
    """Yield predicate, subject and object of each such sentence, in order of the text."""
    for index, tied in enumerate(reading.clauses):
        row = [m for m in tied.mentions if not m.nested]
        for at, left in enumerate(row):
            for right in row[at + 1 :]:
                yield from _origin(reading, left, right)
        for left, right in pairwise(row):
            yield from _side_by_side(reading, left, right)
        if len(row) > 1:
            yield from _tagged(reading, index, *row[:2])
    for new, old in successions(reading):
        yield "SUCCEEDS", new, old
    for person, body in chairs(reading):
        yield "HOLDS_POSITION", person, body


def _origin(reading: Reading, left: Mention, right: Mention) -> Iterator[Said]:
    """Yield what came out of what."""
    marks, text = _marks(), reading.text
    if marks.has_origin.match(text, left.end) and marks.is_it.match(text, right.end):
        yield from _allowed(reading, "DERIVED_FROM", left, right)
    elif marks.topic.match(text, left.end) and marks.became_origin_of.match(text, right.end):
        yield from _allowed(reading, "DERIVED_FROM", right, left)


def _side_by_side(reading: Reading, left: Mention, right: Mention) -> Iterator[Said]:
    """Yield what two names say that nothing else is named between."""
    marks, text = _marks(), reading.text
    public = marks.made_public.match(text, left.end)
    if public is not None and right.start == public.end():
        yield from _allowed(reading, "ANNOUNCES", left, right)
    over = marks.over.match(text, left.end)
    if (over is not None and over.end() == right.start) or marks.share_of.match(text, left.end, right.start):
        yield from _allowed(reading, "PART_OF", right, left)
    elif _begins_after(text, marks.topic.match(text, left.end), right) and marks.is_under.match(text, right.end):
        yield from _allowed(reading, "PART_OF", left, right)


def _begins_after(text: str, mark: re.Match[str] | None, mention: Mention) -> bool:
    """Tell whether only a space stands between a mark and a mention."""
    return mark is not None and mark.end() + 1 == mention.start and text[mark.end()] == " "


def _tagged(reading: Reading, index: int, left: Mention, right: Mention) -> Iterator[Said]:
    """Yield what an item is about that begins with a sector in brackets."""
    text, start = reading.text, reading.sentences[index].start
    tagged = _marks().tagged.match(text, left.end)
    if text[start] in "([" and left.start == start + 1 and tagged is not None and tagged.end() == right.start:
        yield from _allowed(reading, "TARGETS", right, left)


def _allowed(reading: Reading, predicate: str, subject: Mention, obj: Mention) -> Iterator[Said]:
    labels = reading.nodes[subject.node].type, reading.nodes[obj.node].type
    if subject.node != obj.node and ONTOLOGY.predicates[predicate].allows(*labels):
        yield predicate, subject, obj
