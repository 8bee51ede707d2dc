"""Annotated documents: reading them, and laying their annotations onto a `Doc` for training and measuring.

The format is described in `corpus/README.md`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from graph.errors import InputError
from ingest.document import Draft, Node, Span
from ingest.readers.front_matter import split_front_matter

CLAIM_FIELDS = {"predicate", "subject", "object", "quote", "modality", "asserted_by", "optional", "goal"}


@dataclass(slots=True)
class GoldDocument:
    """A text with what a careful reader finds in it. `entities` and `claims` are as annotated."""

    id: str
    title: str
    published_on: str
    text: str
    entities: list[dict[str, Any]]
    claims: list[dict[str, Any]]


def load(*folders: Path) -> list[GoldDocument]:
    """Load folders with `docs/ID.md` and `gold/ID.json`: one after the other, each in the order of its ids.

    Raises:
        InputError: an annotation without its text, or two documents with the same id.
    """
    found: dict[str, GoldDocument] = {}
    for folder in folders:
        for one in _load(folder):
            if one.id in found:
                raise InputError(f"{folder}: another document with the id {one.id} was read before")
            found[one.id] = one
    return list(found.values())


def data_hash(gold: Sequence[GoldDocument]) -> str:
    """Hash what there is to learn from documents: their texts and annotations."""
    digest = hashlib.sha256()
    for one in gold:
        learned = [one.id, one.text, one.entities, one.claims]
        digest.update(json.dumps(learned, ensure_ascii=False, sort_keys=True).encode())
    return digest.hexdigest()


def _load(folder: Path) -> Iterator[GoldDocument]:
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        source = folder / "docs" / f"{gold['id']}.md"
        if not source.exists():
            raise InputError(f"{path}: its text {source} is not there")
        _, text = split_front_matter(source.read_text("utf-8"))
        yield GoldDocument(gold["id"], gold["title"], gold["published_on"], text, gold["entities"], gold["claims"])


def lay_nodes(doc: Doc, gold: GoldDocument) -> dict[str, Node]:
    """Set `doc._.nodes` to the gold's entities, each at every place where a surface of it stands; longest first.

    Returns the nodes by name. An entity none of whose surfaces stands in the text gets no node.
    """
    taken = bytearray(len(gold.text))
    spans: dict[str, list[Span]] = {}
    surfaces = sorted(
        ((s, e["name"]) for e in gold.entities for s in {e["name"], *e.get("surfaces", [])}),
        key=lambda p: (-len(p[0]), p),
    )
    for surface, name in surfaces:
        for match in re.finditer(re.escape(surface), gold.text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * len(surface)
                how = (
                    "reference"
                    if re.match(r"(이|이번|동|본|해당|그)\s", surface)
                    else "name"
                    if surface == name
                    else "alias"
                )
                spans.setdefault(name, []).append(Span(match.start(), match.end(), how))  # type: ignore[arg-type]
    nodes = {}
    for entity in gold.entities:
        if entity["name"] in spans:
            places = sorted(spans[entity["name"]], key=lambda s: s.start)
            nodes[entity["name"]] = Node(entity["type"], entity["name"], places, kind=entity.get("kind"))
    doc._.nodes = list(nodes.values())
    return nodes


def lay_claims(gold: GoldDocument, nodes: dict[str, Node]) -> list[tuple[Draft, bool]]:
    """Turn the gold's claims into drafts, each with whether it is optional.

    Those whose ends or quote do not stand in the text are left out.
    """
    drafts = []
    for claim in gold.claims:
        subject, obj = nodes.get(claim["subject"]), nodes.get(claim.get("object", ""))
        start = gold.text.find(claim.get("quote") or "\0")
        if subject is None or (obj is None and claim.get("object")) or start < 0:
            continue
        said = {k: v for k, v in {**claim, **(claim.get("goal") or {})}.items() if k not in CLAIM_FIELDS}
        draft = Draft(
            claim["predicate"], subject, obj, start, start + len(claim["quote"]), said, claim.get("modality", "fact")
        )
        drafts.append((draft, bool(claim.get("optional"))))
    return drafts
