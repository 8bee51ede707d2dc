"""A lineage, or paths, as a Mermaid flowchart. Whatever an entity is called, the text stays a flowchart.

Mermaid reads `#123;` as the character with that number in code points (https://mermaid.js.org/syntax/flowchart.html,
"Entity codes to escape characters"). Everything but letters, digits and a few harmless marks is written so: quotes and
brackets would end a label, `%%{` would set directives, `<` would start markup, `1. ` and `- ` lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from graph.answers import ClaimAnswer, EntityRef, LineageAnswer, PathsAnswer
from graph.ontology import ONTOLOGY

MEDIA_TYPE = "text/vnd.mermaid"
HARMLESS = re.compile(r"[^\W_]|[ ,·]|[.-](?! )(?<!^-)")
LONGEST_QUOTE = 80
"""Code points of a quote that an arrow shows; the JSON answer has all of it."""

WORDS = {
    "renamed": "renamed",
    "reorganised": "reorganised into",
    "follows": "followed by",
    "SUCCEEDS": "succeeded by",
    "DERIVED_FROM": "gave rise to",
    "PART_OF": "contains",
    "ANNOUNCES": "announced",
    "APPROVES": "approved",
    "LEADS": "leads",
}
"""What stands on an arrow, which leads from the earlier to the later, the whole to the part, the actor to the thing."""

ARROWS = {"PART_OF": "-.->", "ANNOUNCES": "==>", "APPROVES": "==>", "LEADS": "==>"}


def draw_lineage(answer: LineageAnswer) -> str:
    """Draw a lineage from the earlier to the later, parts dotted, who acted in bold; the entity asked for is marked."""
    numbers, lines = _nodes(_entities(answer))
    for step in (*answer.before, *answer.after, *answer.wholes, *answer.parts, *answer.around):
        label = _label(WORDS[step.succession or step.relation], step.date, step.first_stated, step.claims)
        lines.append(_arrow(numbers[step.earlier.id], step.relation, label, numbers[step.later.id]))
    for one in answer.context:
        label = _label(WORDS[one.relation], one.date, one.first_stated, one.claims)
        lines.append(_arrow(numbers[one.actor.id], one.relation, label, numbers[one.thing.id]))
    return _chart(lines, numbers, [answer.entity])


def draw_paths(answer: PathsAnswer) -> str:
    """Draw the paths between two entities, each statement once, from its subject to its object; the ends are marked."""
    edges = {
        (edge.predicate, edge.subject.id, edge.object.id): edge
        for path in answer.paths
        for hop in path.hops
        for edge in hop.edges
    }
    ends = (answer.start, answer.end)
    numbers, lines = _nodes([*ends, *(end for edge in edges.values() for end in (edge.subject, edge.object))])
    for edge in edges.values():
        label = _label(ONTOLOGY.predicates[edge.predicate].english, None, edge.first_stated, edge.claims)
        lines.append(_arrow(numbers[edge.subject.id], "", label, numbers[edge.object.id]))
    return _chart(lines, numbers, ends)


def _nodes(entities: Iterable[EntityRef]) -> tuple[dict[str, int], list[str]]:
    """Give the entities numbers and write a node for each."""
    known = {entity.id: entity for entity in entities}
    numbers = {key: number for number, key in enumerate(known)}
    return numbers, [f'  n{numbers[key]}["{escape(one.name)}<br/>{escape(key)}"]' for key, one in known.items()]


def _chart(lines: list[str], numbers: dict[str, int], asked: Iterable[EntityRef]) -> str:
    marked = ",".join(f"n{numbers[one.id]}" for one in asked)
    return "\n".join(["flowchart LR", *lines, "  classDef asked stroke-width:4px", f"  class {marked} asked"]) + "\n"


def escape(text: str) -> str:
    """Write a text so that it can stand in a quoted label, on one line.

    >>> escape('“M.AX" [2.0]')
    '#8220;M.AX#34; #91;2.0#93;'
    """
    line = " ".join(text.split())
    return "".join(c if HARMLESS.match(line, at) else f"#{ord(c)};" for at, c in enumerate(line))


def _entities(answer: LineageAnswer) -> Iterable[EntityRef]:
    yield answer.entity
    for step in (*answer.before, *answer.after, *answer.wholes, *answer.parts, *answer.around):
        yield step.earlier
        yield step.later
    for one in answer.context:
        yield one.actor
        yield one.thing


def _label(words: str, stated: str | None, first: date | None, claims: list[ClaimAnswer]) -> str:
    day = stated or (f"told {first}" if first else None)
    head = " · ".join(escape(part) for part in (words, day) if part)
    quote = " ".join(claims[0].quote.split()) if claims else ""
    if len(quote) > LONGEST_QUOTE:
        quote = quote[: LONGEST_QUOTE - 1] + "…"
    return f"{head}<br/>{escape(f'“{quote}”')}" if quote else head


def _arrow(start: int, relation: str, label: str, end: int) -> str:
    return f'  n{start} {ARROWS.get(relation, "-->")}|"{label}"| n{end}'
