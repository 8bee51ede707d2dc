"""A statement in words, in Korean and in English."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from graph.answers import ClaimAnswer
from graph.money import amount_text
from graph.ontology import EDGE_PREDICATES
from graph.particles import Word

AROUND = {"about": "about {}", "at_least": "at least {}", "at_most": "at most {}"}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wording(_Part):
    """One sentence without its full stop, in two languages."""

    korean: str
    english: str


class PredicateWording(Wording):
    """How a predicate is told, and how where a claim says more."""

    variants: dict[str, Wording] = {}


class Telling(_Part):
    """The content of `telling.yaml`."""

    predicates: dict[str, PredicateWording]
    modality: dict[str, Wording]

    @model_validator(mode="after")
    def _tells_every_edge(self) -> Self:
        """Refuse wordings that miss a predicate or name what a claim does not have."""
        if set(self.predicates) != set(EDGE_PREDICATES):
            raise ValueError(f"predicates are not those of the ontology: {set(self.predicates) ^ set(EDGE_PREDICATES)}")
        words = {name: Word("가") for name in ("subject", "object", "amount", "title")}
        for wording in self.predicates.values():
            for one in (wording, *wording.variants.values()):
                one.korean.format(**words)
                one.english.format(**words)
        return self


@cache
def telling() -> Telling:
    """Load the wordings."""
    return Telling.model_validate(yaml.safe_load((files("graph") / "telling.yaml").read_text("utf-8")))


def tell(claim: ClaimAnswer) -> Wording:
    """Tell a claim between two entities as a sentence in each language.

    >>> tell(claim).korean
    '산업통상부가 M.AX 얼라이언스에 최대 7,000억원을 댄다(계획).'
    """
    said = claim.qualifiers
    wording = telling().predicates[claim.predicate]
    variants = (said.get("kind"), "amount" if "amount_krw" in said else None, "title" if "title" in said else None)
    chosen = next((wording.variants[str(name)] for name in variants if name in wording.variants), wording)
    ends = {"subject": Word(claim.subject.name), "object": Word(claim.object.name if claim.object else "")}
    title = {"title": Word(said.get("title", ""))}
    how = telling().modality.get(claim.modality)
    won, qualifier = said.get("amount_krw"), said.get("amount_qualifier")
    korean = {"amount": Word(amount_text(int(won), str(qualifier)) if won is not None else "")}
    english = {"amount": AROUND.get(str(qualifier), "{}").format(f"{won:,} won") if won is not None else ""}
    return Wording(
        korean=f"{chosen.korean.format(**ends, **title, **korean)}{f'({how.korean})' if how else ''}.",
        english=f"{chosen.english.format(**ends, **title, **english)}{f' ({how.english})' if how else ''}.",
    )
