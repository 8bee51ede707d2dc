"""Where a text says in so many words that one thing came out of another, or at which sitting it was made public.

Such sentences are rare and sure: "X의 뿌리는 Y이다" and "Y는 X의 큰 틀이 됐다" (X is derived from Y), and
"Z에서 나온 'Y'" (Z announces Y).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from graph.ontology import ONTOLOGY
from ingest.extract.pairs import Reading
from ingest.extract.phrases import Mention

_CLOSED = r"['\"’”」』)]*"


class Words(BaseModel):
    """Nouns of origin, and participles of making public."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    origins: tuple[str, ...]
    made_public: tuple[str, ...]


class _Marks:
    """What stands right behind a mention."""

    def __init__(self, words: Words) -> None:
        origin = rf"(?:큰[ ]|기본[ ]|주된[ ])?(?:{'|'.join(words.origins)})"
        self.has_origin = re.compile(rf"{_CLOSED}의[ ]{origin}[은는]")
        self.is_it = re.compile(rf"{_CLOSED}[ ]?(?:이다|다(?=[.\s]|$)|였다|이었다|에[ ]있다|에서[ ](?:왔다|나왔다))")
        self.became_origin_of = re.compile(rf"{_CLOSED}의[ ]{origin}(?:이|가|로)?[ ]?(?:됐|되었|된|됨|이다|였|삼)")
        self.topic = re.compile(rf"{_CLOSED}[은는이가](?![가-힣])")
        self.made_public = re.compile(rf"{_CLOSED}에서[ ](?:{'|'.join(words.made_public)})[ ]['\"‘“「『(]*")


@cache
def _marks() -> _Marks:
    return _Marks(Words.model_validate(yaml.safe_load((files("ingest.extract") / "origins.yaml").read_text("utf-8"))))


def said(reading: Reading) -> Iterator[tuple[str, Mention, Mention]]:
    """Yield predicate, subject and object of each such sentence, in order of the text."""
    marks, text = _marks(), reading.text
    for tied in reading.clauses:
        row = [m for m in tied.mentions if not m.nested]
        for at, left in enumerate(row):
            for right in row[at + 1 :]:
                if marks.has_origin.match(text, left.end) and marks.is_it.match(text, right.end):
                    yield from _allowed(reading, "DERIVED_FROM", left, right)
                elif marks.topic.match(text, left.end) and marks.became_origin_of.match(text, right.end):
                    yield from _allowed(reading, "DERIVED_FROM", right, left)
                    break
            public = marks.made_public.match(text, left.end)
            named = next((m for m in row[at + 1 :] if public is not None and m.start == public.end()), None)
            if named is not None:
                yield from _allowed(reading, "ANNOUNCES", left, named)


def _allowed(
    reading: Reading, predicate: str, subject: Mention, obj: Mention
) -> Iterator[tuple[str, Mention, Mention]]:
    labels = reading.nodes[subject.node].type, reading.nodes[obj.node].type
    if subject.node != obj.node and ONTOLOGY.predicates[predicate].allows(*labels):
        yield predicate, subject, obj
