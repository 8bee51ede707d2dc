"""What the last noun of a phrase says of the thing named: its label, its kind, which words may stand for it alone."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from graph.ontology import ONTOLOGY


class Heads(BaseModel):
    """The table of head nouns (`heads.yaml`), validated against the ontology's labels and kinds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heads: dict[str, dict[str, list[str]]]
    references: dict[str, list[str]]
    bare: frozenset[str]
    demonstratives: frozenset[str]
    distributives: frozenset[str]

    @model_validator(mode="after")
    def _labels_and_kinds(self) -> Heads:
        for label, kinds in self.heads.items():
            allowed = {"-", *ONTOLOGY.labels[label].kinds} if label in ONTOLOGY.labels else set()
            if unknown := set(kinds) - allowed:
                raise ValueError(f"heads.yaml: {label}: no such label or kinds {sorted(unknown)}")
        if unknown := set(self.references) - set(ONTOLOGY.labels):
            raise ValueError(f"heads.yaml: references: no such labels {sorted(unknown)}")
        return self


@lru_cache(maxsize=1)
def table() -> Heads:
    """Load `heads.yaml`.

    Raises:
        pydantic.ValidationError: it names a label or kind that the ontology has not.
    """
    text = (resources.files("ingest.extract") / "heads.yaml").read_text("utf-8")
    return Heads.model_validate(yaml.safe_load(text))


@lru_cache(maxsize=1)
def _by_head() -> dict[str, tuple[str, str | None]]:
    return {
        head: (label, None if kind == "-" else kind)
        for label, kinds in table().heads.items()
        for kind, heads in kinds.items()
        for head in heads
    }


@lru_cache(maxsize=20_000)
def head_of(name: str) -> tuple[str, str | None] | None:
    """Return the label and kind that the longest head at the end of a name speaks for, or `None`.

    Example:
        >>> head_of("인공지능기본법")
        ('Program', 'law')
    """
    name = name.rstrip("'\"’”」』)")
    for length in range(min(len(name), 8), 0, -1):
        found = _by_head().get(name[-length:])
        if found and (length > 1 or len(name) > 2):
            return found
    return None


def kind_of(label: str, name: str) -> str | None:
    """Return the kind of a thing of this label by the last noun of its name, where that tells."""
    found = head_of(name)
    return found[1] if found and found[0] == label else None


@lru_cache(maxsize=1)
def reference_labels() -> dict[str, tuple[str, ...]]:
    """Map each head that can stand for a thing to the labels it can stand for."""
    labels: dict[str, tuple[str, ...]] = {}
    for label, heads in table().references.items():
        for head in heads:
            labels[head] = (*labels.get(head, ()), label)
    return labels
