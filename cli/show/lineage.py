"""The answer to "where did it come from, and what came of it", as an indented tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from cli.show.evidence import counted, entity_text, evidence, meta, more
from graph.answers import EntityRef, LineageAnswer, LineageContext, LineageStep, Responsible

STEP = {
    "renamed": "was renamed",
    "reorganised": "was reorganised into",
    "follows": "was followed by",
    None: "was succeeded by",
}
CONTEXT = {"ANNOUNCES": "announced", "APPROVES": "approved", "LEADS": "leads"}


def show_lineage(answer: LineageAnswer, quotes: int) -> Iterator[RenderableType]:
    """Show the line back, the line forward, wholes and parts, who stood by, and what lies around."""
    tree = Tree(
        Text.assemble(entity_text(answer.entity), (f"  {answer.entity.id}", "dim"), overflow="fold"), guide_style="dim"
    )
    counts = answer.counts
    _grow(tree, "Where it came from", answer.before, counts.before, answer.entity, quotes)
    _grow(tree, "What came of it", answer.after, counts.after, answer.entity, quotes)
    _grow(tree, "What it is part of", answer.wholes, counts.wholes, answer.entity, quotes)
    _grow(tree, "Its parts", answer.parts, counts.parts, answer.entity, quotes)
    _list(tree, "Who announced, approved or leads it", answer.context, counts.context, quotes)
    _list(tree, "Around it", answer.around, counts.around, quotes)
    yield tree
    if answer.next_cursor is not None:
        yield more(sum(counts.model_dump().values()) - len(answer.chain))
    if not answer.complete:
        yield Text("The line goes on; ask for more steps with --depth.", style="dim")


def _grow(tree: Tree, title: str, steps: Sequence[LineageStep], count: int, root: EntityRef, quotes: int) -> None:
    """Hang each step under the entity that it was reached from; one that is reached twice is followed once."""
    if not steps:
        return
    under: dict[str, list[LineageStep]] = defaultdict(list)
    for step in steps:
        under[step.of.id].append(step)
    top = _branch(tree, title, count)
    branches = {root.id: top}
    met = {_far(step).id for step in steps}
    for step in steps:  # a page that goes on may begin with steps from what stood on the one before
        if step.of.id not in met | branches.keys():
            branches[step.of.id] = top.add(Text(step.of.name, style="bold"))
    front = list(branches)
    while front:
        near = front.pop(0)
        for step in under.get(near, []):
            far = _far(step)
            twig = branches[near].add(_row(step, quotes, again=far.id in branches))
            if far.id not in branches:
                branches[far.id] = twig
                front.append(far.id)


def _far(step: LineageStep) -> EntityRef:
    return step.earlier if step.of.id == step.later.id else step.later


def _list(tree: Tree, title: str, rows: Sequence[LineageStep | LineageContext], count: int, quotes: int) -> None:
    if rows:
        branch = _branch(tree, title, count)
        for row in rows:
            branch.add(_row(row, quotes))


def _branch(tree: Tree, title: str, count: int) -> Tree:
    return tree.add(Text(f"{title} ({count})", style="bold cyan"))


def _row(row: LineageStep | LineageContext, quotes: int, *, again: bool = False) -> Group:
    what = _step(row) if isinstance(row, LineageStep) else _context(row)
    stated = f"first stated {row.first_stated}" if row.first_stated else None
    seen = "shown in this branch already" if again else None
    facts = meta(row.relation, counted(row.articles, "article"), stated, seen)
    head = Text.assemble((row.date or "undated", "cyan"), "  ", what, overflow="fold")
    parts: list[RenderableType] = [head, facts, evidence(row.claims, quotes)]
    if isinstance(row, LineageStep):
        parts[2:2] = [_led(one) for one in row.responsible]
    return Group(*parts)


def _led(one: Responsible) -> Text:
    then, now = one.then, one.leader
    if then is not None and then.id != now.id:
        return Text.assemble("led by ", (then.name, "bold"), f", as {now.name} was called then", style="dim")
    return Text.assemble("led by ", (now.name, "bold"), style="dim")


def _joined(left: EntityRef, words: str, right: EntityRef) -> Text:
    return Text.assemble((left.name, "bold"), f" {words} ", (right.name, "bold"), overflow="fold")


def _step(step: LineageStep) -> Text:
    if step.relation == "SUCCEEDS":
        return _joined(step.earlier, STEP[step.succession], step.later)
    return _joined(step.later, "derives from" if step.relation == "DERIVED_FROM" else "is part of", step.earlier)


def _context(row: LineageContext) -> Text:
    return _joined(row.actor, CONTEXT[row.relation], row.thing)
