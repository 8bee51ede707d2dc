"""Resolution: the things that an article names become entities with stable ids.

What the gazetteer knows gets its id, name and dates from there. What it does not gets an id from its label and what
the spellings of its name share (`naming`). A name that says nothing by itself ("표준분과", "업무협약") gets the body
that it belongs to into its id, or else the article, so that two things of one general name stay two.

Nothing here depends on other articles or on their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc

from graph.ids import entity_id
from graph.model import Entity, Mention
from graph.ontology import ONTOLOGY
from ingest import naming
from ingest.document import Node, Span
from ingest.extract.known import known_names
from ingest.gazetteer import Entry, Gazetteer, gazetteer

SCOPED = frozenset({"Division", "Committee", "Event"})
"""Labels of things whose given scope always counts."""
NEIGHBOURS = {"Sector": "Technology", "Technology": "Sector"}
"""An industry and a product class may bear one name; where the gazetteer knows it as one of them, it is that."""


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
    resolver = _Resolver(doc)
    article = doc._.article
    written = doc.text if article is None or article.text is None else article.text
    groups: dict[str, list[tuple[Node, Entry | None]]] = {}
    for node in doc._.nodes:
        entry = resolver.known(node)
        groups.setdefault(resolver.id_of(node, entry), []).append((node, entry))
    of: dict[int, Entity] = {}
    entities = []
    for key, members in groups.items():
        known = next((entry for _, entry in members if entry is not None), resolver.names.get(key))
        entity = _entity(key, [node for node, _ in members], known, doc.text, written)
        entities.append(entity)
        of.update({id(node): entity for node, _ in members})
    return Resolution(entities, of)


class _Resolver:
    """One document under resolution."""

    def __init__(self, doc: Doc, names: Gazetteer | None = None) -> None:
        self.names = names or gazetteer()
        article = doc._.article
        self.day: date | None = article.published_on if article is not None else None
        self.article_id: str = article.id if article is not None else "article"
        found = names.find(doc.text, doc._.morphs, self.day) if names else known_names(doc)
        self.matches = {(m.start, m.end): (m.entry, *m.others) for m in found}
        self.bodies: dict[int, Node] = {
            id(draft.subject): draft.object
            for draft in sorted(doc._.claims, key=lambda d: d.confidence)
            if draft.predicate == "PART_OF" and draft.object is not None
        }

    def known(self, node: Node) -> Entry | None:
        """Return what the gazetteer knows of a node: by the finder's word, by the places it stands at, by its name."""
        given = self.names.get(node.known) if node.known is not None else None
        if given is not None:
            return given
        labels = [node.type, *([NEIGHBOURS[node.type]] if node.type in NEIGHBOURS else [])]
        if node.type == "Ministry":
            return self._by_place(node, labels) or self._by_name(node, labels)
        return self._by_name(node, labels) or self._by_place(node, labels)

    def _by_place(self, node: Node, labels: Sequence[str]) -> Entry | None:
        """Return what is known to stand at most of a node's places: the sentence there tells a body from its heir."""
        for label in labels:
            votes = Counter(
                entry
                for span in node.spans
                if span.how != "reference"
                for entry in self.matches.get((span.start, span.end), ())
                if entry.label == label
            )
            if votes:
                return min(votes, key=lambda e: (-votes[e], e.id))
        return None

    def _by_name(self, node: Node, labels: Sequence[str]) -> Entry | None:
        """Return what alone has a node's name. A general name ("총괄위원회") is known by its place only."""
        if naming.is_generic(node.type, node.name):
            return None
        for label in labels:
            found = [e for e in self._called(node, label) if e.scope is None]
            if len(found) == 1:
                return found[0]
        return None

    def _called(self, node: Node, label: str) -> list[Entry]:
        """Look a node's name up; a ministry's or committee's may be the name of the office that heads it."""
        found = self.names.lookup(node.name, label, self.day)
        if found or label not in ("Ministry", "Committee"):
            return found
        body = naming.words().offices.get(node.name) or naming.body_of(node.name)
        return self.names.lookup(body, label, self.day) if body is not None else []

    def id_of(self, node: Node, entry: Entry | None) -> str:
        """Return a node's stable id."""
        if entry is not None:
            return entry.id
        key = naming.key(node.type, node.name)
        general = naming.is_generic(node.type, node.name)
        scope = self._scope(node) if general or node.type in SCOPED else None
        if scope is not None:
            return entity_id(node.type, key, scope=scope)
        return entity_id(node.type, key, scope=self.article_id if general else None)

    def _scope(self, node: Node) -> str | None:
        """Return the canonical name of the body that a node belongs to, where it is told."""
        if node.scope:
            found = self.names.lookup(node.scope, on=self.day)
            return found[0].name if len(found) == 1 else node.scope
        body = self.bodies.get(id(node)) if naming.is_generic(node.type, node.name) else None
        if body is None:
            return None
        entry = self.known(body)
        return entry.name if entry is not None else naming.shown(body.type, body.name)


def _entity(key: str, nodes: Sequence[Node], entry: Entry | None, text: str, written: str) -> Entity:
    """Make the entity of the nodes that share an id, its mentions as they were `written` and not as they were read."""
    spans = sorted({(s.start, s.end): s for node in nodes for s in node.spans}.values(), key=lambda s: (s.start, s.end))
    label = entry.label if entry is not None else nodes[0].type
    name = entry.name if entry is not None else _name(nodes)
    kinds = [node.kind for node in nodes if node.kind in ONTOLOGY.labels[label].kinds]
    return Entity(
        id=key,
        type=label,
        name=name,
        name_en=entry.name_en if entry is not None else None,
        aliases=_aliases(label, name, spans, text),
        kind=(entry.kind if entry is not None else None) or (kinds[0] if kinds else None),
        valid_from=entry.valid_from if entry is not None else None,
        valid_to=entry.valid_to if entry is not None else None,
        mentions=[Mention(text=written[s.start : s.end], start=s.start, end=s.end) for s in spans],
    )


def _name(nodes: Iterable[Node]) -> str:
    """Return the name that most places give; of equally frequent ones the first in code-point order."""
    votes: Counter[str] = Counter()
    for node in nodes:
        votes[naming.shown(node.type, node.name)] += sum(s.how == "name" for s in node.spans) + 1
    return min(votes, key=lambda n: (-votes[n], n))


def _aliases(label: str, name: str, spans: Sequence[Span], text: str) -> list[str]:
    """Return what else the article calls the thing, where it would mean it elsewhere too."""
    pieces = (text[s.start : s.end] for s in spans if s.how != "reference")
    written = dict.fromkeys(naming.shown(label, piece) for piece in pieces if "\n" not in piece)
    return [piece for piece in written if naming.is_alias(label, name, piece)]
