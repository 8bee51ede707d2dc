"""A statement in words, in Korean and in English."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from graph.answers import ClaimAnswer
from graph.money import AROUND, amount_text
from graph.ontology import PREDICATES
from graph.particles import Word

AROUND_IN_ENGLISH = {"about": "about {}", "at_least": "at least {}", "at_most": "at most {}"}
WON = "원"
PLACES = ("subject", "object", "amount", "title", "metric")
"""What a wording may name."""


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
    def _tells_everything(self) -> Self:
        """Refuse wordings that miss a predicate or name what a claim does not have."""
        if set(self.predicates) != set(PREDICATES):
            raise ValueError(f"predicates are not those of the ontology: {set(self.predicates) ^ set(PREDICATES)}")
        words = {name: Word("가") for name in PLACES}
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
    """Tell a claim as a sentence in each language.

    >>> tell(claim).korean
    '산업통상부가 M.AX 얼라이언스에 최대 7,000억원을 댄다(계획).'
    """
    said = claim.qualifiers
    wording = telling().predicates[claim.predicate]
    variants = [said.get("kind"), *(name for name in ("title", "metric") if said.get(name))]
    if "amount_krw" in said:
        variants.append("amount")
    chosen = next((wording.variants[str(name)] for name in variants if name in wording.variants), wording)
    words = {
        "subject": claim.subject.name,
        "object": claim.object.name if claim.object else "",
        "title": str(said.get("title", "")),
        "metric": str(said.get("metric", "")),
    }
    korean, english = value_text(claim)
    how = telling().modality.get(claim.modality)
    in_korean = {name: Word(word) for name, word in (words | {"amount": korean}).items()}
    return Wording(
        korean=f"{chosen.korean.format(**in_korean)}{f'({how.korean})' if how else ''}.",
        english=f"{chosen.english.format(**words, amount=english)}{f' ({how.english})' if how else ''}.",
    )


def value_text(claim: ClaimAnswer) -> tuple[str, str]:
    """Write the sum or the value that a claim states, in Korean and in English; nothing where it states none."""
    said = claim.qualifiers
    won, qualifier = said.get("amount_krw"), str(said.get("amount_qualifier") or said.get("qualifier") or "exact")
    value, unit = said.get("value"), str(said.get("unit") or "")
    if won is None and unit == WON and isinstance(value, int | float) and value == int(value):
        won = value
    if won is not None:
        return amount_text(int(won), qualifier) or "", AROUND_IN_ENGLISH.get(qualifier, "{}").format(
            f"{int(won):,} won"
        )
    if value is None:
        return "", ""
    number = f"{value:,.10g}" if isinstance(value, float) else f"{value:,}"
    in_english = " won" if unit == WON else unit
    korean = AROUND.get(qualifier, "{}").format(f"{number}{unit}")
    return korean, AROUND_IN_ENGLISH.get(qualifier, "{}").format(f"{number}{in_english}")
