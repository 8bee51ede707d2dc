"""Which columns an answer has as a table: `columns.yaml`, checked against the answers' models when it is read."""

from __future__ import annotations

import types
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph import answers, funding_answers
from graph.ontology import ONTOLOGY

Language = Literal["en", "ko"]
"""The language of a table's head and of its closed words; names and quotes are as they stand in the articles."""

ANSWER, LIST, SOURCES = "answer:", "list:", "sources"


class Column(NamedTuple):
    """One column: its name in either language, the path to its value (see `columns.yaml`), and whether that is a word.

    A `word` is one of a closed list, such as a label or `planned`.
    """

    english: str
    korean: str
    path: str
    kind: Literal["text", "word"] = "text"

    def head(self, language: Language) -> str:
        """Return what stands above the column."""
        return self.korean if language == "ko" else self.english


class Table(BaseModel):
    """How one kind of answer becomes a table. `rows` are the lists in it, none where it is a row itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rows: tuple[str, ...] = ()
    also: dict[str, str] = Field(default_factory=dict)
    columns: tuple[Column, ...] = Field(min_length=1)


class Count(BaseModel):
    """An entry of a map of counts, as a row."""

    name: str
    count: int


class Tables(BaseModel):
    """All tables by the name of the answer's model, and closed words in Korean."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tables: dict[str, Table]
    words: dict[str, str]

    @model_validator(mode="after")
    def _paths_lead_somewhere(self) -> Tables:
        for name, table in self.tables.items():
            answer = getattr(answers, name, None) or getattr(funding_answers, name, None)
            if answer is None:
                raise ValueError(f"columns.yaml: there is no answer {name}")
            rows = [_follow(answer, f"{path}[]") for path in table.rows] or [{answer}]
            models = set().union(*rows)
            for path in (*(column.path for column in table.columns), *table.also.values()):
                if not any(_leads(answer, models, one) for one in path.split(" / ")):
                    raise ValueError(f"columns.yaml: {name} has no {path!r}")
            heads = [[column.head(language) for column in table.columns] for language in get_args(Language)]
            if any(len(set(names)) < len(names) for names in heads):
                raise ValueError(f"columns.yaml: two columns of {name} have one name")
        return self


@cache
def tables() -> Tables:
    """Read `columns.yaml`.

    Raises:
        ValueError: a path in it leads nowhere, or two columns of a table have one name.
    """
    source = files("graph.export").joinpath("columns.yaml").read_text("utf-8")
    return Tables.model_validate(yaml.safe_load(source))


@cache
def korean() -> dict[str, str]:
    """Return the Korean for closed words: labels, predicates and those of `columns.yaml`."""
    labels = {name: label.korean for name, label in ONTOLOGY.labels.items()}
    return {**labels, **{name: one.korean for name, one in ONTOLOGY.predicates.items()}, **tables().words}


def _leads(answer: type[BaseModel], rows: set[Any], path: str) -> bool:
    if path == LIST:
        return True
    if path.startswith(ANSWER):
        return bool(_follow(answer, path.removeprefix(ANSWER)))
    return any(_follow(row, path) for row in rows)


def _follow(model: Any, path: str) -> set[Any]:
    """Return the types that a path leads to from a model, empty where it leads nowhere."""
    found = {model}
    for step in path.split("."):
        name = step.removesuffix("[]")
        if name == SOURCES:
            name = "claims"
        found = {kind for one in found for kind in _field(one, name)}
        if step.endswith("[]"):
            found = {kind for one in found for kind in _items(one)}
    return found


def _items(kind: Any) -> set[Any]:
    """Return what a list holds, and for a map of counts what its entries are shown as."""
    if get_origin(kind) is dict:
        return {Count}
    return set(get_args(kind)) if get_origin(kind) is list else set()


def _field(model: Any, name: str) -> set[Any]:
    if get_origin(model) is dict:
        return {get_args(model)[1]}
    if isinstance(model, type) and issubclass(model, BaseModel) and name in model.model_fields:
        annotation = model.model_fields[name].annotation
        if get_origin(annotation) in (Union, types.UnionType):
            return {one for one in get_args(annotation) if one is not type(None)}
        return {annotation}
    return set()
