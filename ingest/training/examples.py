"""Annotated documents made ready for training the name finder: units, features, and the labels that they should get."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

import ingest.korean.sentences  # noqa: F401 - its import registers the component
from graph.ids import entity_id, text_hash
from graph.model import Article, Entity
from graph.model import Mention as Place
from ingest.evaluate import pair_entities
from ingest.extract import heads
from ingest.extract.coreference import Thing
from ingest.extract.features import Features
from ingest.extract.judge import NOTHING
from ingest.extract.known import known_names
from ingest.extract.mentions import Mention, tidy
from ingest.extract.names import features_of
from ingest.extract.units import Sequence as Units
from ingest.extract.units import sequences
from ingest.gazetteer import Match
from ingest.gold import GoldDocument, lay_nodes, load
from ingest.korean.tokenizer import blank

_PARTICLE = re.compile(r"^(정부|시|도)(?:가|는|은|의)\b.*$")


@dataclass(slots=True)
class Example:
    """A document ready to learn from: its gold, its units, their features and the labels that they should get."""

    gold: GoldDocument
    doc: Doc
    matches: list[Match]
    units: list[Units]
    features: Features
    labels: list[list[str]]


def examples(*folders: Path) -> list[Example]:
    """Read annotated folders."""
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    found = []
    for gold in load(*folders):
        doc = nlp.make_doc(gold.text)
        doc._.article = Article.model_validate(
            {"id": gold.id, "title": gold.title, "published_on": gold.published_on, "text": gold.text}
            | {"text_sha256": text_hash(gold.text)}
        )
        doc = nlp(doc)
        units, matches = sequences(doc), known_names(doc)
        found.append(Example(gold, doc, matches, units, features_of(units, matches), labels_of(doc, gold, units)))
    return found


def labels_of(doc: Doc, gold: GoldDocument, found: list[Units]) -> list[list[str]]:
    """Return the label of each unit (`B-…`, `I-…`, `O`) that the gold asks for. Sets `doc._.nodes`.

    What only refers ("이 사업", "위원회") is no name to learn; a unit that a gold mention cuts through is not of it.
    """
    begins: dict[int, Mention] = {m.start: m for m in gold_mentions(doc, gold)}
    rows = []
    for sequence in found:
        row: list[str] = []
        current: Mention | None = None
        for unit in sequence.units:
            if current is not None and unit.start >= current.end:
                current = None
            if current is not None and unit.end <= current.end:
                row.append("I-" + current.label)
                continue
            current = begins.get(unit.start)
            if current is not None and unit.end > current.end:
                current = None
            row.append("B-" + current.label if current else "O")
        rows.append(row)
    return rows


def gold_mentions(doc: Doc, gold: GoldDocument) -> list[Mention]:
    """Return where the gold names its entities, with clean boundaries; `doc._.nodes` is set to the gold's."""
    lay_nodes(doc, gold)
    found = []
    for node in doc._.nodes:
        for span in node.spans:
            surface = doc.text[span.start : span.end]
            if span.how == "reference" or (surface != node.name and surface in heads.table().bare):
                continue
            end = span.end
            if node.type == "Person" and surface.startswith(node.name):
                end = span.start + len(node.name)
            elif match := _PARTICLE.match(surface):
                end = span.start + len(match[1])
            found.append(Mention(span.start, end, node.type, 1.0))
    return tidy(doc.text, found)


def verdicts_wanted(gold: GoldDocument, things: Sequence[Thing]) -> list[str]:
    """Return the label that each proposed thing should get, or `NOTHING`; each gold entity is given to one thing.

    A thing of the wrong label that names a gold entity should get that entity's label.
    """
    order = sorted(range(len(things)), key=lambda i: (-things[i].score, i))
    entities = [_entity(gold.text, i, things[i]) for i in order]
    pairs = pair_entities(gold.entities, entities)
    by_name = {e["name"]: e["type"] for e in gold.entities}
    wanted = {i: by_name[pairs[e.id]] for i, e in zip(order, entities, strict=True) if e.id in pairs}
    taken = set(pairs.values())
    surfaces = {s: e["name"] for e in gold.entities for s in (e["name"], *e.get("surfaces", []))}
    for index in order:
        if index in wanted:
            continue
        names = [surfaces.get(gold.text[m.start : m.end]) for m in things[index].mentions]
        name = next((n for n in names if n is not None and n not in taken), None)
        wanted[index] = by_name[name] if name else NOTHING
        if name:
            taken.add(name)
    return [wanted[i] for i in range(len(things))]


def _entity(text: str, number: int, thing: Thing) -> Entity:
    places = [Place(text=text[m.start : m.end], start=m.start, end=m.end) for m in thing.mentions]
    return Entity(
        id=f"{entity_id(thing.label, thing.name)}.{number}", type=thing.label, name=thing.name, mentions=places
    )
