"""Verb and noun frames: how Korean policy text says each relation. `frames.yaml`, validated when this is imported."""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from graph.ontology import EDGE_PREDICATES


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Frame(_Data):
    """A group of verbs that says a predicate, with the roles of its two ends. See `frames.yaml`."""

    name: str
    predicate: str
    verbs: str
    subject: tuple[str, ...]
    object: tuple[str, ...]


class Chain(_Data):
    """Two verbs, the first handing on to the second, that say a predicate together."""

    name: str
    predicate: str
    first: str
    object: tuple[str, ...]
    then: str
    subject: tuple[str, ...]


class Link(_Data):
    """A word or particle after one name that ties it to what follows, and the predicate it says."""

    name: str
    predicate: str
    of: Literal["subject", "object"]
    cues: tuple[str, ...]


class Frames(_Data):
    """Everything in `frames.yaml`."""

    postpositions: frozenset[str]
    light_nouns: frozenset[str]
    light_verbs: frozenset[str]
    verbs: dict[str, tuple[str, ...]]
    lineage: frozenset[str]
    frames: tuple[Frame, ...]
    chains: tuple[Chain, ...]
    links: tuple[Link, ...]

    @model_validator(mode="after")
    def _names_are_known(self) -> Frames:
        groups = [(f.name, f.verbs) for f in self.frames]
        groups += [(c.name, group) for c in self.chains for group in (c.first, c.then)]
        for name, group in groups:
            if group not in self.verbs:
                raise ValueError(f"frames.yaml: {name} names the unknown group of verbs {group}")
        for name, predicate in self.predicates.items():
            if predicate not in EDGE_PREDICATES:
                raise ValueError(f"frames.yaml: {name} names the unknown predicate {predicate}")
        return self

    @cached_property
    def predicates(self) -> dict[str, str]:
        """Map the name of each frame, chain and link to its predicate."""
        rows = [(f.name, f.predicate) for f in self.frames]
        rows += [(c.name, c.predicate) for c in self.chains]
        return dict(rows + [(k.name, k.predicate) for k in self.links])

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """Map a verb's stem to the names of its groups."""
        found: dict[str, list[str]] = {}
        for group, stems in self.verbs.items():
            for stem in dict.fromkeys(stems):
                found.setdefault(stem, []).append(group)
        return {stem: tuple(names) for stem, names in found.items()}

    @cached_property
    def by_stem(self) -> dict[str, tuple[Frame, ...]]:
        """Map a verb's stem to the frames that it fills."""
        found: dict[str, list[Frame]] = {}
        for frame in self.frames:
            for stem in dict.fromkeys(self.verbs[frame.verbs]):
                found.setdefault(stem, []).append(frame)
        return {stem: tuple(rows) for stem, rows in found.items()}

    @cached_property
    def by_cue(self) -> dict[str, tuple[Link, ...]]:
        """Map a cue to the links that it makes."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            for cue in link.cues:
                found.setdefault(cue, []).append(link)
        return {cue: tuple(rows) for cue, rows in found.items()}


FRAMES = Frames.model_validate(yaml.safe_load((files("ingest.extract") / "frames.yaml").read_text("utf-8")))
