"""A lineage as a Mermaid flowchart. Whatever an entity is called, the text stays a flowchart.

Mermaid reads `#123;` as the character with that number in code points (https://mermaid.js.org/syntax/flowchart.html,
"Entity codes to escape characters"). Everything but letters, digits and a few harmless marks is written so: quotes and
brackets would end a label, `%%{` would set directives, `<` would start markup, `1. ` and `- ` lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.answers import ClaimAnswer, EntityRef, LineageAnswer, LineageContext, LineageStep

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


def mermaid(answer: LineageAnswer) -> str:
    """Draw a lineage from the earlier to the later, parts dotted, who acted in bold; the entity asked for is marked."""
    numbers: dict[str, int] = {}
    lines = ["flowchart LR"]
    for entity in _entities(answer):
        if entity.id not in numbers:
            numbers[entity.id] = len(numbers)
            lines.append(f'  n{numbers[entity.id]}["{escape(entity.name)}<br/>{escape(entity.id)}"]')
    for step in (*answer.before, *answer.after, *answer.wholes, *answer.parts, *answer.around):
        label = _label(step.succession or step.relation, step, step.claims)
        lines.append(_arrow(numbers[step.earlier.id], step.relation, label, numbers[step.later.id]))
    for one in answer.context:
        label = _label(one.relation, one, one.claims)
        lines.append(_arrow(numbers[one.actor.id], one.relation, label, numbers[one.thing.id]))
    lines += ["  classDef asked stroke-width:4px", f"  class n{numbers[answer.entity.id]} asked"]
    return "\n".join(lines) + "\n"


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


def _label(word: str, dated: LineageStep | LineageContext, claims: list[ClaimAnswer]) -> str:
    day = dated.date or (f"told {dated.first_stated}" if dated.first_stated else None)
    first = " · ".join(escape(part) for part in (WORDS[word], day) if part)
    quote = " ".join(claims[0].quote.split()) if claims else ""
    if len(quote) > LONGEST_QUOTE:
        quote = quote[: LONGEST_QUOTE - 1] + "…"
    return f"{first}<br/>{escape(f'“{quote}”')}" if quote else first


def _arrow(start: int, relation: str, label: str, end: int) -> str:
    return f'  n{start} {ARROWS.get(relation, "-->")}|"{label}"| n{end}'
