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

_TYPES: dict[Kind, str] = {"whole": "long", "number": "double", "flag": "boolean"}
"""How both formats call what is no text."""

_ENDS = ("source_id", "target_id")


def write_graphml(store: Store, out: IO[bytes], selection: Selection = ALL) -> Iterator[int]:
    """Write GraphML, and yield after each page how many nodes and edges there are."""
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(f"{{{GRAPHML}}}graphml", nsmap={None: GRAPHML}):
            for prefix, frame, what in (("n", ENTITIES, "node"), ("e", EDGES, "edge")):
                for name, kind in _attributes(frame).items():
                    attributes = {"id": f"{prefix}.{name}", "for": what, "attr.name": name}
                    file.write(_element(GRAPHML, "key", attributes | {"attr.type": _TYPES.get(kind, "string")}))
            with file.element(f"{{{GRAPHML}}}graph", id="kaigraph", edgedefault="directed"):
                count = 0
                for page in entities(store, selection):
                    for row in page:
                        file.write(_graphml("node", {"id": row["id"]}, row, "n", ENTITIES))
                    count += len(page)
                    yield count
                for page in edges(store, selection):
                    for row in page:
                        ends = {"id": row["key"], "source": row["source_id"], "target": row["target_id"]}
                        file.write(_graphml("edge", ends, row, "e", EDGES))
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
                for what, frame in (("node", ENTITIES), ("edge", EDGES)):
                    file.write(_declared(what, frame))
                count = 0
                with file.element(f"{{{GEXF}}}nodes"):
                    for page in entities(store, selection):
                        for row in page:
                            file.write(_gexf("node", {"id": row["id"], "label": row["label"]}, row, ENTITIES))
                        count += len(page)
                        yield count
                with file.element(f"{{{GEXF}}}edges"):
                    for page in edges(store, selection):
                        for row in page:
                            file.write(_gexf("edge", _gexf_ends(row), row, EDGES))
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


def _attributes(frame: Frame) -> dict[str, Kind]:
    return {name: kind for name, kind in frame.items() if name not in ("id", "key", *_ENDS)}


def _graphml(what: str, attributes: dict[str, str], row: Row, prefix: str, frame: Frame) -> etree._Element:
    element = _element(GRAPHML, what, attributes)
    for name in _attributes(frame):
        if row.get(name) not in (None, []):
            element.append(_element(GRAPHML, "data", {"key": f"{prefix}.{name}"}, _text(row[name])))
    return element


def _declared(what: str, frame: Frame) -> etree._Element:
    element = _element(GEXF, "attributes", {"class": what})
    for name, kind in _attributes(frame).items():
        attributes = {"id": name, "title": name, "type": _TYPES.get(kind, "string")}
        element.append(_element(GEXF, "attribute", attributes))
    return element


def _gexf(what: str, attributes: dict[str, str], row: Row, frame: Frame) -> etree._Element:
    element = _element(GEXF, what, attributes)
    values = etree.SubElement(element, f"{{{GEXF}}}attvalues")
    for name in _attributes(frame):
        if row.get(name) not in (None, []):
            values.append(_element(GEXF, "attvalue", {"for": name, "value": _text(row[name])}))
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
