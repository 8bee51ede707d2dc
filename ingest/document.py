"""What the pipeline's components hand to each other on a spaCy `Doc`.

`register()` declares the extension attributes:

    doc._.article     Article whose text the doc is (None while training)
    doc._.morphs      list[Morph], in order of the text; contracted morphemes may share code points
    doc._.sentences   list[Sentence], in order, without overlap
    doc._.nodes       list[Node], the things that the article names
    doc._.claims      list[Draft], what it says of them
    doc._.reading     the clauses around the nodes, kept by `extract/pairs.py` for all who read claims

Offsets are code points of `doc.text`, `end` exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from spacy.tokens import Doc

from graph.model import Modality, QualifierValue


class Morph(NamedTuple):
    """One morpheme of Kiwi's analysis: its form, its tag (Sejong set, as Kiwi names them) and where it stands.

    `new` tells that its dictionary does not have it.
    """

    form: str
    tag: str
    start: int
    end: int
    new: bool = False


@dataclass(slots=True)
class Sentence:
    """A sentence, heading, outline item or table row.

    Attributes:
        start, end: code points, white space at the ends left out.
        role: `body`, `heading`, `item` (of an outline or list), or `boilerplate`, which nothing is read from.
        level: depth in an outline, 0 for running text and top-level headings.
        parent: index in `doc._.sentences` of the heading or item that this one stands under, if any.
        paragraph: number of the paragraph (block between blank lines), from 0.
        foreign: whether it is none of the article, not even a caption of it: a menu, a headline of another article.
    """

    start: int
    end: int
    role: Literal["body", "heading", "item", "boilerplate"] = "body"
    level: int = 0
    parent: int | None = None
    paragraph: int = 0
    foreign: bool = False


@dataclass(slots=True)
class Span:
    """One place where the text names a node.

    `how` tells a `name` (full or canonical), an `alias` (short form, "김 장관") and a `reference`
    (definite description such as "이 사업", "얼라이언스") apart. A reference is no name to show.
    """

    start: int
    end: int
    how: Literal["name", "alias", "reference"] = "name"


@dataclass(slots=True)
class Node:
    """A thing that the article names: a draft of an entity.

    Attributes:
        type: one of the 12 labels.
        name: its canonical name, as far as the document and the gazetteer tell.
        spans: where it is named, in order of the text, at least one.
        kind: see `graph/ontology.yaml`.
        known: id in the gazetteer, where it is known there.
        scope: name of the body that a generically named division, committee or event belongs to.
        score: 0–1, how sure the finder is.
    """

    type: str
    name: str
    spans: list[Span]
    kind: str | None = None
    known: str | None = None
    scope: str | None = None
    score: float = 1.0


@dataclass(slots=True)
class Draft:
    """A draft of a claim. `start`/`end` are its quote: one sentence, or the part of it that says it.

    `rule` names what proposed it, for the log; `confidence` is 0–1.
    """

    predicate: str
    subject: Node
    object: Node | None
    start: int
    end: int
    qualifiers: dict[str, QualifierValue] = field(default_factory=dict)
    modality: Modality = "fact"
    asserted_by: Node | None = None
    confidence: float = 0.5
    rule: str = ""


def register() -> None:
    """Declare the extension attributes on `Doc`; calling it again is fine."""
    for name in ("article", "reading"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    for name in ("morphs", "sentences", "nodes", "claims"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])
