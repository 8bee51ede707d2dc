"""The ontology as typed data: `ontology.yaml`, validated when this module is imported."""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

ValueType = Literal["won", "year", "date", "number", "text", "flag"]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Label(_Data):
    """One label of the ontology with its Korean and English reading and the kinds it may carry."""

    korean: str
    english: str
    kinds: tuple[str, ...] = ()


class Ends(_Data):
    """Labels that a predicate may join: every `subject` with every `object`, or each of `same` with itself."""

    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    same: tuple[str, ...] = ()


class Predicate(_Data):
    """One predicate: its readings, allowed ends, allowed qualifiers, and the qualifiers it cannot be without."""

    korean: str
    english: str
    pairs: tuple[Ends, ...] = Field(min_length=1)
    qualifiers: tuple[str, ...]
    requires: tuple[str, ...] = ()

    @property
    def has_object(self) -> bool:
        """Whether a claim of this predicate joins two entities (else it gives a value)."""
        return any(ends.object or ends.same for ends in self.pairs)

    def allows(self, subject: str, obj: str | None) -> bool:
        """Tell whether a subject label may stand with an object label (`None`: the claim gives a value)."""
        for ends in self.pairs:
            if obj is None and subject in ends.subject and not ends.object:
                return True
            if obj is not None and ((subject in ends.subject and obj in ends.object) or subject == obj in ends.same):
                return True
        return False


class Ontology(_Data):
    """Labels, predicates and qualifier types. `qualifiers` maps a name to a value type or to a closed list of words."""

    labels: dict[str, Label]
    predicates: dict[str, Predicate]
    qualifiers: dict[str, Annotated[ValueType | tuple[str, ...], Field(union_mode="left_to_right")]]

    @model_validator(mode="after")
    def _words_are_known(self) -> Ontology:
        for name, predicate in self.predicates.items():
            for ends in predicate.pairs:
                unknown = {*ends.subject, *ends.object, *ends.same} - self.labels.keys()
                if unknown:
                    raise ValueError(f"ontology.yaml: {name} names unknown labels {sorted(unknown)}")
            unknown = {*predicate.qualifiers, *predicate.requires} - self.qualifiers.keys()
            if unknown:
                raise ValueError(f"ontology.yaml: {name} names unknown qualifiers {sorted(unknown)}")
        return self


ONTOLOGY = Ontology.model_validate(yaml.safe_load((files("graph") / "ontology.yaml").read_text("utf-8")))
LABELS: tuple[str, ...] = tuple(ONTOLOGY.labels)
PREDICATES: tuple[str, ...] = tuple(ONTOLOGY.predicates)
VALUE_PREDICATES: tuple[str, ...] = tuple(name for name, p in ONTOLOGY.predicates.items() if not p.has_object)
EDGE_PREDICATES: tuple[str, ...] = tuple(name for name, p in ONTOLOGY.predicates.items() if p.has_object)
