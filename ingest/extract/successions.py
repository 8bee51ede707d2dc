"""What a sentence says in so many words of succession: "A가 B로 개편된다", "A를 이어받은 B", "B는 A의 후속이다".

Both things are of one label and nothing else of it stands between them, save what stands in one list with the old one
where several are merged.
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
from ingest.extract.clauses import Clauses
from ingest.extract.pairs import Reading
from ingest.extract.phrases import Mention
from ingest.korean.patterns import any_of

BETWEEN = 40
"""Code points between two names that one verb joins."""
NEAR_BY = 16
"""Code points from a word of succession to the new thing's name."""
_CLOSED = r"(?:\([^()\n]{1,30}\))?['\"’”」』)]*"
_OPENED = r"(?:\(가칭\))?['\"‘“「『(]*"
_TASK = r"(?!\s?(?:조치|대책|과제|사업으로|논의|협의|절차|방안))"

Succession = tuple[Mention, Mention]
"""What came after, and what it came after."""


class Words(BaseModel):
    """Verbs and nouns of succession (`successions.yaml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    turned: tuple[str, ...]
    merged: tuple[str, ...]
    parted: tuple[str, ...]
    taken: tuple[str, ...]
    manner: tuple[str, ...]


class _Marks:
    """What stands around two names, one of them the other's successor."""

    def __init__(self, words: Words) -> None:
        turned, merged, parted, taken, manner = (
            any_of(group) for group in (words.turned, words.merged, words.parted, words.taken, words.manner)
        )
        self.subject = re.compile(
            rf"{_CLOSED}(?:이|가|은|는|도|(?:을|를|에서)(?!.*[을를]\s))\s(?!.*(?:이|가)\s.*(?:을|를)\s)[^\n.]*$"
        )
        self.turned = re.compile(rf"{_CLOSED}(?:으로|로)\s(?:(?:{manner})\s)*(?:{turned})")
        self.chained = re.compile(rf"{_CLOSED}(?:으로|로),\s[^\n.]{{4,40}}(?:으로|로)\s(?:(?:{manner})\s)*(?:{turned})")
        self.merging = re.compile(rf"(?:{merged})")
        self.became = re.compile(rf"{_CLOSED}(?:이|가|으로|로)\s(?:새로\s)?(?:됐|되|된|탄생|출범|태어|바뀌|거듭)")
        self.parted = re.compile(rf"{_CLOSED}(?:으로|로)\s(?:(?:{manner})\s)*(?:{parted})")
        self.this = re.compile(r"(?:이를|이 (?:조직|사업|기구|펀드|얼라이언스|위원회)[을를])\s['‘「]?$")
        follows = (
            rf"(?:의|그|이)\s(?:후속{_TASK}(?:인|으로|격인|격으로|편인|판인)?"
            r"|뒤를\s(?:잇는|이을|이은|이어)|다음\s단계(?:인|격인|로)?)"
        )
        self.before_new = re.compile(
            rf"(?:{_CLOSED}(?:[을를]\s(?:{taken})[가-힣]*|{follows}),?(?:\s[^\n.,]{{0,{NEAR_BY}}})?\s|그\s후속인\s){_OPENED}$"
        )
        self.came_out = re.compile(rf"{_CLOSED}에서\s(?:갈라져\s나온|떨어져\s나온|분리된|분리돼|독립한)\s{_OPENED}$")
        self.forerunner = re.compile(rf"{_CLOSED}의\s전신(?:인|은|이)\s{_OPENED}$")
        self.place_of = re.compile(rf"{_CLOSED}의\s(?:자리|뒤|바통)(?:는|을|를)\s{_OPENED}$")
        self.takes = re.compile(rf"{_CLOSED}(?:이|가)\s(?:이어받|물려받|잇|이었|대신|차지)")
        self.mate = re.compile(rf"{_CLOSED}[와과]\s")
        self.topic_of_mate = re.compile(rf"{_CLOSED}(?:은|는|이|가)\s{_OPENED}")
        self.whose = re.compile(r"\s(?:소속|산하|직속)(?:의)?\s")
        self.topic = re.compile(rf"{_CLOSED}(?:은|는|이|가|도)\s(?!.*(?:으로|로)\s(?:{turned}))[^\n.]*$")
        self.is_after = re.compile(
            rf"{_CLOSED}(?:의\s(?:후속{_TASK}|뒤를\s(?:이|잇)|다음\s단계|후신)|[을를]\s(?:[^\n,.]{{0,{NEAR_BY}}}\s)?(?:{taken}))"
        )


@cache
def _marks() -> _Marks:
    text = (files("ingest.extract") / "successions.yaml").read_text("utf-8")
    return _Marks(Words.model_validate(yaml.safe_load(text)))


def successions(reading: Reading) -> Iterator[Succession]:
    """Yield what came after what, in order of the text; where several became one, each of them."""
    for index, tied in enumerate(reading.clauses):
        rows: dict[str, list[Mention]] = {}
        for mention in tied.mentions:
            label = reading.nodes[mention.node].type
            if not mention.nested and ONTOLOGY.predicates["SUCCEEDS"].allows(label, label):
                rows.setdefault(label, []).append(mention)
        for label, row in rows.items():
            yield from _of_this(reading, index, label, row[0])
            for left, right in _neighbours(reading.text, row):
                yield from _of_two(reading, tied, row, left, right)


def _neighbours(text: str, row: list[Mention]) -> Iterator[Succession]:
    """Yield each mention with the next one, and with the one behind that where the next only says whose it is."""
    yield from pairwise(row)
    for left, whose, right in zip(row, row[1:], row[2:], strict=False):
        if _marks().whose.fullmatch(text, whose.end, right.start):
            yield left, right


def _of_two(reading: Reading, tied: Clauses, row: list[Mention], left: Mention, right: Mention) -> Iterator[Succession]:
    """Yield the succession that a sentence says of two neighbours of its `row`."""
    marks, text = _marks(), reading.text
    between = text[left.end : right.start]
    if left.node == right.node or len(between) > BETWEEN:
        return
    behind = text[right.end : right.end + BETWEEN + NEAR_BY]
    if marks.subject.match(between) and (marks.turned.match(behind) or marks.chained.match(behind)):
        yield from _from_all(tied, row, left, right, merged=marks.merging.search(behind[:NEAR_BY]) is not None)
    elif marks.merging.search(between) and marks.became.match(behind):
        yield from _from_all(tied, row, left, right, merged=True)
        yield from _joined(text, row, left, right)
    elif marks.before_new.search(between) or marks.came_out.search(between):
        yield from _from_all(tied, row, left, right, merged=marks.merging.search(between) is not None)
    elif marks.place_of.search(between) and marks.takes.match(behind):
        yield right, left
    elif marks.forerunner.search(between) or _is_after(text, row, left, right):
        yield left, right
    elif reading.nodes[left.node].type == "Ministry" and marks.subject.match(between):
        yield from _parts(tied, row, left, right, behind)


def _joined(text: str, row: list[Mention], mate: Mention, new: Mention) -> Iterator[Succession]:
    """Yield what became one with a `mate`: A of "A는 B와 합쳐져 C가 됐다"."""
    marks, at = _marks(), row.index(mate)
    if at and marks.mate.match(text, mate.end) and marks.topic_of_mate.fullmatch(text, row[at - 1].end, mate.start):
        yield new, row[at - 1]


def _is_after(text: str, row: list[Mention], new: Mention, old: Mention) -> bool:
    """Tell whether a topic is said to come after what is named behind it: "B는 A의 후속이다".

    What is said for yet another name behind both is that one's: "B는 A의 뒤를 이을 C의 밑그림".
    """
    marks = _marks()
    if not marks.topic.match(text[new.end : old.start]) or not marks.is_after.match(text, old.end):
        return False
    behind = next((m for m in row if m.start >= old.end), None)
    return behind is None or marks.before_new.search(text[old.end : behind.start]) is None


def _from_all(tied: Clauses, row: list[Mention], old: Mention, new: Mention, *, merged: bool) -> Iterator[Succession]:
    """Yield the new thing after the old one, and after all in one list with it where they were merged."""
    for one in row:
        if one is old or (merged and one.start < old.start and _listed(tied, one, old) and one.node != new.node):
            yield new, one


def _parts(tied: Clauses, row: list[Mention], old: Mention, first: Mention, behind: str) -> Iterator[Succession]:
    """Yield the bodies that a ministry is parted into."""
    mates = [m for m in row if m.start >= first.start and _listed(tied, m, first)]
    last = mates[-1] if mates else first
    if _marks().parted.match(behind[last.end - first.end :]):
        yield from ((m, old) for m in mates or [first])


def _listed(tied: Clauses, one: Mention, other: Mention) -> bool:
    return one.phrase >= 0 and other.phrase >= 0 and tied.last[one.phrase] == tied.last[other.phrase]


def _of_this(reading: Reading, index: int, label: str, new: Mention) -> Iterator[Succession]:
    """Yield what "이를 'B'로 넓힌다" says of the last thing of the label in the sentence before."""
    marks, text = _marks(), reading.text
    if not index or not marks.turned.match(text, new.end):
        return
    start = reading.sentences[index].start
    if not marks.this.search(text[start : new.start]):
        return
    before = [m for m in reading.clauses[index - 1].mentions if reading.nodes[m.node].type == label and not m.nested]
    if before and before[-1].node != new.node:
        yield new, before[-1]
