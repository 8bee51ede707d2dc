"""The nodes that the name finder sees in documents that it has not learned from.

Whoever learns from annotated documents to read claims meets the name finder's nodes when it reads, not the annotated
ones: it has to learn from such nodes, too. `ingest.training.names` finds them by the way, since it cross-validates;
`--unseen FILE` lets it write them down.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter
from spacy.tokens import Doc

from graph.errors import InputError
from graph.export.target import file_target
from graph.ids import entity_id
from graph.model import Entity
from graph.model import Mention as Place
from ingest.document import Node
from ingest.evaluate import pair_entities
from ingest.gold import GoldDocument

_NODES: TypeAdapter[dict[str, list[Node]]] = TypeAdapter(dict[str, list[Node]])


def write_unseen(path: Path, nodes: Mapping[str, list[Node]]) -> None:
    """Write the nodes of documents, by their ids."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with file_target(path) as file:
        file.write(_NODES.dump_json(dict(sorted(nodes.items())), indent=None))


def read_unseen(path: Path) -> dict[str, list[Node]]:
    """Read what `write_unseen` wrote.

    Raises:
        InputError: the file is not there.
    """
    if not path.exists():
        raise InputError(f"{path}: is not there", hint="train the name finder first, with `--unseen`")
    return _NODES.validate_json(path.read_bytes())


def lay_unseen(doc: Doc, gold: GoldDocument, nodes: list[Node]) -> dict[str, Node]:
    """Set `doc._.nodes` to found nodes. Returns those that name one of the gold's entities, by its name."""
    doc._.nodes = nodes
    return pair_unseen(gold, nodes)


def pair_unseen(gold: GoldDocument, nodes: list[Node]) -> dict[str, Node]:
    """Return the found nodes that name one of the gold's entities, by its name.

    One to one: those of the same name first, since a form such as "이 사업" may be of several; then as in measuring.
    """
    entities = [entity_of(gold.text, number, node) for number, node in enumerate(nodes)]
    bare = [{**one, "surfaces": []} for one in gold.entities]
    pairs = pair_entities(bare, [e.model_copy(update={"mentions": []}) for e in entities], near_too=False)
    taken = set(pairs.values())
    left = [one for one in gold.entities if one["name"] not in taken]
    pairs |= pair_entities(left, [e for e in entities if e.id not in pairs])
    found = zip(entities, nodes, strict=True)
    return {pairs[entity.id]: node for entity, node in found if entity.id in pairs}


def entity_of(text: str, number: int, node: Node) -> Entity:
    """Make the entity of a found node, with an id of its own."""
    places = [Place(text=text[s.start : s.end], start=s.start, end=s.end) for s in node.spans]
    return Entity(id=f"{entity_id(node.type, node.name)}.{number}", type=node.type, name=node.name, mentions=places)
