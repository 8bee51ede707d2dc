"""Documents for tests, with their nodes marked in the text: `«산업부|Ministry»는 «성장 펀드|Fund»를 조성한다.`

`«산업부=산업통상부|Ministry»` names the node otherwise than the text does.
"""

from __future__ import annotations

import re
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

import ingest.korean.sentences  # noqa: F401  its import registers the component
from graph.ids import text_hash
from graph.model import Article
from ingest.document import Node, Span
from ingest.extract.origins import said
from ingest.extract.pairs import read
from ingest.korean.tokenizer import blank

MARKED = re.compile(r"«([^|»=]+)(?:=([^|»]+))?\|([A-Za-z]+)»")


def pipeline() -> Language:
    """Return tokenizer and sentences."""
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    return nlp


def read_marked(nlp: Language, marked: str, on: date | None = None) -> Doc:
    """Make a `Doc` of a marked text, with its nodes."""
    text, at = "", 0
    nodes: dict[tuple[str, str], Node] = {}
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        surface, name, label = match[1], match[2] or match[1], match[3]
        node = nodes.setdefault((name, label), Node(label, name, []))
        node.spans.append(Span(len(text), len(text) + len(surface), "name" if surface == name else "alias"))
        text += surface
        at = match.end()
    text += marked[at:]
    doc = nlp(text)
    doc._.article = Article(id="t", text=text, text_sha256=text_hash(text), published_on=on)
    doc._.nodes = list(nodes.values())
    return doc


def told(nlp: Language, marked: str) -> list[tuple[str, str, str]]:
    """Return what a marked text says in so many words: predicate, subject and object by name."""
    reading = read(read_marked(nlp, marked))
    return [(p, reading.nodes[a.node].name, reading.nodes[b.node].name) for p, a, b in said(reading)]
