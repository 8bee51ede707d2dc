"""The graph as GraphML and GEXF, for Gephi, Cytoscape, yEd and networkx: entities as nodes, projected edges between.

A claim that gives a value (HAS_GOAL, HAS_BUDGET) joins nothing and is in neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any, cast

from lxml import etree

from graph.export.frames import EDGES, ENTITIES, Frame, Kind, edges, entities
from graph.export.selection import ALL, Selection
from graph.export.tables import BETWEEN
from graph.store import Row, Store

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://gexf.net/1.3"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 document may hold, not even escaped."""

_DATA, _ATTRIBUTE, _VALUE = f"{{{GRAPHML}}}data", f"{{{GEXF}}}attribute", f"{{{GEXF}}}attvalue"
_TYPES: dict[Kind, str] = {"whole": "long", "number": "double", "flag": "boolean"}
"""How both formats call what is no text."""

_ENDS = ("source_id", "target_id")
_NO_TOKEN = re.compile("_(?=x)|[^A-Za-z0-9._\u00b7\u4e00-\u9fa5\uac00-\ud7a3-]")
"""What no id of GraphML holds: its schema wants an NMTOKEN. Letters that only XML's fifth edition allows are left out
too, since programs check by the fourth."""


def write_graphml(store: Store, out: IO[bytes], selection: Selection = ALL) -> Iterator[int]:
    """Write GraphML, and yield after each page how many nodes and edges there are.

    Ids are written as `token` says; a node's `entity_id` is the entity's id as it is.
    """
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(f"{{{GRAPHML}}}graphml", nsmap={None: GRAPHML}):
            for what, frame in (("node", _NODES), ("edge", _EDGES)):
                for name, kind in frame.items():
                    attributes = {"id": f"{what[0]}.{name}", "for": what, "attr.name": name}
                    file.write(_element(GRAPHML, "key", attributes | {"attr.type": _TYPES.get(kind, "string")}))
            with file.element(f"{{{GRAPHML}}}graph", id="kaigraph", edgedefault="directed"):
                count = 0
                for page in entities(store, selection):
                    for row in page:
                        file.write(_graphml("node", {"id": token(row["id"])}, row | {"entity_id": row["id"]}, _NODES))
                    count += len(page)
                    yield count
                for page in edges(store, selection):
                    for row in page:
                        ends = {"id": row["key"], "source": row["source_id"], "target": row["target_id"]}
                        file.write(_graphml("edge", {name: token(end) for name, end in ends.items()}, row, _EDGES))
                    count += len(page)
                    yield count


def write_gexf(store: Store, out: IO[bytes], selection: Selection = ALL) -> Iterator[int]:
    """Write GEXF 1.3, and yield after each page how many nodes and edges there are.

    An edge weighs as many independent articles as state it.
    """
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(f"{{{GEXF}}}gexf", nsmap={None: GEXF}, version="1.3"):
            with file.element(f"{{{GEXF}}}meta"):
                file.write(_element(GEXF, "creator", {}, "kaigraph"))
                file.write(_element(GEXF, "description", {}, "Korea's industrial-AI policy"))
            with file.element(f"{{{GEXF}}}graph", defaultedgetype="directed", mode="static"):
                for what, frame in (("node", _attributes(ENTITIES)), ("edge", _EDGES)):
                    file.write(_declared(what, frame))
                count = 0
                with file.element(f"{{{GEXF}}}nodes"):
                    for page in entities(store, selection):
                        for row in page:
                            file.write(
                                _gexf("node", {"id": row["id"], "label": row["label"]}, row, _attributes(ENTITIES))
                            )
                        count += len(page)
                        yield count
                with file.element(f"{{{GEXF}}}edges"):
                    for page in edges(store, selection):
                        for row in page:
                            file.write(_gexf("edge", _gexf_ends(row), row, _EDGES))
                        count += len(page)
                        yield count


def _gexf_ends(row: Row) -> dict[str, str]:
    return {
        "id": row["key"],
        "source": row["source_id"],
        "target": row["target_id"],
        "label": row["label"],
        "kind": row["label"],
        "weight": str(float(row["articles"])),
    }


def clean(text: str) -> str:
    """Return a text with a replacement character for each that XML forbids."""
    return _FORBIDDEN.sub("\ufffd", text)


def token(text: str) -> str:
    """Return a text as an id of GraphML (an XML NMTOKEN), another for each text: `alliance:max` for `alliance/max`.

    Any other character that may not stand there is `_x`, its number in four or eight hexadecimal digits and `_`, as in
    the names that Excel and .NET write.
    """
    return _NO_TOKEN.sub(_numbered, text)


def _numbered(found: re.Match[str]) -> str:
    char = found.group()
    return ":" if char == "/" else f"_x{ord(char):0{4 if ord(char) < 0x10000 else 8}X}_"


def _attributes(frame: Frame) -> dict[str, Kind]:
    return {name: kind for name, kind in frame.items() if name not in ("id", "key", *_ENDS)}


_NODES: Frame = {"entity_id": "text", **_attributes(ENTITIES)}
_EDGES: Frame = _attributes(EDGES)


def _graphml(what: str, attributes: dict[str, str], row: Row, frame: Frame) -> etree._Element:
    element = _element(GRAPHML, what, attributes)
    for name in frame:
        if row.get(name) not in (None, []):
            etree.SubElement(element, _DATA, {"key": f"{what[0]}.{name}"}).text = clean(_text(row[name]))
    return element


def _declared(what: str, frame: Frame) -> etree._Element:
    element = _element(GEXF, "attributes", {"class": what})
    for name, kind in frame.items():
        etree.SubElement(element, _ATTRIBUTE, {"id": name, "title": name, "type": _TYPES.get(kind, "string")})
    return element


def _gexf(what: str, attributes: dict[str, str], row: Row, frame: Frame) -> etree._Element:
    element = _element(GEXF, what, attributes)
    values = etree.SubElement(element, f"{{{GEXF}}}attvalues")
    for name in frame:
        if row.get(name) not in (None, []):
            etree.SubElement(values, _VALUE, {"for": name, "value": clean(_text(row[name]))})
    return element


def _element(namespace: str, name: str, attributes: dict[str, str], text: str | None = None) -> etree._Element:
    cleaned = {key: clean(value) for key, value in attributes.items()}
    element = etree.Element(f"{{{namespace}}}{name}", cleaned, nsmap=cast("Any", {None: namespace}))
    element.text = None if text is None else clean(text)
    return element


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return BETWEEN.join(value) if isinstance(value, list) else str(value)
