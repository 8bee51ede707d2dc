"""Resolution: the things that an article names become entities with stable ids.

Nothing here depends on other articles or on their order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc

from graph.ids import entity_id
from graph.model import Entity, Mention
from ingest.document import Node

ROUND = re.compile(r"^(?:20\d\d|['’‘]\d\d)\s?(?:년도?)?\s+(?=\S)")
"""A year before a programme's name tells one of its rounds: 2025년 and 2026년 of it are one programme."""
QUOTES = "'\"‘’“”「」『』《》〈〉<> "
ROUNDED = {"Program", "Fund"}
SCOPED = {"Division", "Committee", "Event"}


@dataclass(slots=True)
class Resolution:
    """The entities of an article, and which of them each node became."""

    entities: list[Entity]
    _of: dict[int, Entity] = field(repr=False)

    def entity(self, node: Node) -> Entity:
        """Return the entity of a node.

        Raises:
            KeyError: the node is not among the document's.
        """
        return self._of[id(node)]


def resolve(doc: Doc) -> Resolution:
    """Turn `doc._.nodes` into entities; nodes that come to the same id become one."""
    groups: dict[str, list[Node]] = {}
    for node in doc._.nodes:
        groups.setdefault(_id(node), []).append(node)
    entities = {key: _entity(key, nodes, doc.text) for key, nodes in groups.items()}
    return Resolution(
        list(entities.values()), {id(node): entities[key] for key, nodes in groups.items() for node in nodes}
    )


def _id(node: Node) -> str:
    if node.known:
        return node.known
    name = node.name.strip(QUOTES)
    if node.type in ROUNDED:
        name = ROUND.sub("", name) or name
    return entity_id(node.type, name, scope=node.scope if node.type in SCOPED else None)


def _entity(key: str, nodes: list[Node], text: str) -> Entity:
    spans = sorted({(s.start, s.end): s for node in nodes for s in node.spans}.values(), key=lambda s: (s.start, s.end))
    name = nodes[0].name
    aliases = dict.fromkeys(text[s.start : s.end] for s in spans if s.how != "reference")
    return Entity(
        id=key,
        type=nodes[0].type,
        name=name,
        aliases=[alias for alias in aliases if alias != name],
        kind=next((node.kind for node in nodes if node.kind), None),
        mentions=[Mention(text=text[s.start : s.end], start=s.start, end=s.end) for s in spans],
    )
