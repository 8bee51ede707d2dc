"""Loads the Cypher statements below `cypher/`, checks what they say of themselves, and fills their one slot.

A statement's file opens with comment lines that say what it does and name its parameters and columns:

    // Gives entities their label of the ontology.
    // parameters: ids (of entities)
    // columns: none
    // slot: label
    UNWIND $ids AS id
    MATCH (e:Entity {id: id})
    SET e:__SLOT__

Values are always parameters. A label or relationship type cannot be one in every engine, so a file may carry one slot;
it takes a word of the ontology and nothing else, so that no input can become a part of a statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from graph.errors import StatementError
from graph.ontology import EDGE_PREDICATES, LABELS

SLOT = "__SLOT__"
SLOT_WORDS: Mapping[str, tuple[str, ...]] = {"label": LABELS, "predicate": EDGE_PREDICATES}
"""What a slot may take, by the kind that the file's `slot:` line names."""

_ENDING = ".cypher"
_NAME = re.compile(r"[a-z0-9_]+(/[a-z0-9_]+)*")
_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")
_FIELD = re.compile(r"(parameters|columns|slot):\s*(.*)")


@dataclass(frozen=True, slots=True)
class Statement:
    """One Cypher file.

    `name` is its path below `cypher/` without the ending. `parameters` are the names that its text uses. `columns` and
    `about` are what its comment says. `slot` is the kind of word that its slot takes, or `None` where it has no slot.
    """

    name: str
    about: str
    text: str
    parameters: frozenset[str]
    columns: str
    slot: str | None

    def query(self, slot: str | None = None) -> str:
        """Return the text to run, with its slot filled.

        Raises:
            StatementError: a slot that the file lacks or needs, or a word that is not in the ontology's list.
        """
        if self.slot is None:
            if slot is not None:
                raise StatementError(f"cypher/{self.name}: has no slot for {slot!r}")
            return self.text
        words = SLOT_WORDS[self.slot]
        if slot not in words:
            raise StatementError(
                f"cypher/{self.name}: its slot takes no {slot!r}", hint=f"One {self.slot} of: {', '.join(words)}."
            )
        return self.text.replace(SLOT, slot)

    def bind(self, parameters: Mapping[str, Any] | None) -> dict[str, Any]:
        """Return the parameters to run it with.

        Raises:
            StatementError: one that the text uses is not given; engines differ in what they make of that.
        """
        given = dict(parameters or {})
        missing = self.parameters - given.keys()
        if missing:
            raise StatementError(f"cypher/{self.name}: lacks the parameter {', '.join(sorted(missing))}")
        return given


@cache
def load(name: str) -> Statement:
    """Load a statement by its name, such as `write/claims`.

    Raises:
        StatementError: there is no such file, or its comment does not say what it must.
    """
    path = files("cypher").joinpath(name + _ENDING)
    if not _NAME.fullmatch(name) or not path.is_file():
        raise StatementError(f"there is no statement {name!r}", hint=f"It would be the file cypher/{name}{_ENDING}.")
    return _parse(name, path.read_text("utf-8"))


@cache
def names(folder: str = "") -> tuple[str, ...]:
    """List the statements below `cypher/` or one of its folders, sorted."""
    return tuple(sorted(name for name in _walk(files("cypher"), "") if name.startswith(f"{folder}/" if folder else "")))


def _walk(folder: Traversable, prefix: str) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(_ENDING):
            yield prefix + entry.name.removesuffix(_ENDING)


def _parse(name: str, source: str) -> Statement:
    comment, text = _split(source)
    fields = _fields(comment)
    for needed in ("about", "parameters", "columns"):
        if not fields.get(needed):
            raise StatementError(f"cypher/{name}: its comment does not say its {needed}")
    parameters = frozenset(_PARAMETER.findall(text))
    unsaid = {p for p in parameters if not re.search(rf"\b{p}\b", fields["parameters"])}
    if unsaid:
        raise StatementError(f"cypher/{name}: its comment does not name the parameter {', '.join(sorted(unsaid))}")
    slot = fields.get("slot")
    if slot is not None and slot not in SLOT_WORDS:
        raise StatementError(f"cypher/{name}: its slot is of no known kind", hint=f"One of {', '.join(SLOT_WORDS)}.")
    if text.count(SLOT) != (0 if slot is None else 1):
        raise StatementError(f"cypher/{name}: carries {SLOT} once where its comment has a `slot:` line, else never")
    return Statement(name, fields["about"], text, parameters, fields["columns"], slot)


def _split(source: str) -> tuple[list[str], str]:
    lines = source.splitlines()
    length = next((at for at, line in enumerate(lines) if not line.startswith("//")), len(lines))
    return [line.removeprefix("//").strip() for line in lines[:length]], "\n".join(lines[length:]).strip()


def _fields(comment: list[str]) -> dict[str, str]:
    """Join the comment's lines under the field that they belong to; what stands before the first field is `about`."""
    fields: dict[str, str] = {}
    current = "about"
    for line in comment:
        found = _FIELD.match(line)
        if found:
            current, line = found.group(1), found.group(2)
        fields[current] = f"{fields.get(current, '')} {line}".strip()
    return fields
