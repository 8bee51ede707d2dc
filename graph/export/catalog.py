"""What a dump says of itself: `catalog.json`, by which an import knows that it has all of it and nothing else."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from graph.layout import claim_line, claim_properties
from graph.model import Extraction
from graph.store import Store

CATALOG = "catalog.json"
UNKNOWN_LICENSE = "unknown"

LICENSE_NOTE = (
    "Each article's licence stands in its `license`; quotes stay under the licence of the article that they are of. "
    "Where none is named, nothing but quotation is allowed without asking."
)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class File(_Part):
    """One file of a dump: its size in bytes, the SHA-256 of its bytes, and how many lines it has unpacked."""

    name: str = Field(pattern=r"^[A-Za-z0-9_.-]+$")
    bytes: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    lines: int = Field(ge=0)


class Counts(_Part):
    """What a dump holds. `entities` counts by label, each entity once; `claims` by predicate."""

    articles: int = 0
    mentions: int = 0
    entities: dict[str, int] = Field(default_factory=dict)
    claims: dict[str, int] = Field(default_factory=dict)
    redirects: int = 0


class Catalog(_Part):
    """A dump's catalogue.

    `revision` is the graph's when the dump was begun; `whole` is false where the dump holds a part of the graph;
    `licenses` counts articles by licence.
    """

    form: Literal["kaigraph dump"] = "kaigraph dump"
    form_version: Literal[1] = 1
    kaigraph: str
    ontology: str = Field(description="SHA-256 of the ontology that the claims are made of")
    created: datetime
    revision: int | None
    whole: bool
    with_text: bool
    counts: Counts
    claims_sha256: str = Field(description="hash over the sorted claims, as of `graph.check.claims_hash`")
    licenses: dict[str, int]
    license_note: str = LICENSE_NOTE
    files: list[File]


class Tally:
    """Counts what goes into a dump, article by article in the order of their ids.

    Memory grows with nothing but its predicates and licences.
    """

    def __init__(self) -> None:
        self.articles = self.mentions = self.redirects = 0
        self.claims: Counter[str] = Counter()
        self.licenses: Counter[str] = Counter()
        self._claims = hashlib.sha256()

    @property
    def claims_sha256(self) -> str:
        """The hash over all claims so far, as `graph.check.claims_hash` makes it of a store."""
        return self._claims.hexdigest()

    def add(self, extraction: Extraction) -> None:
        """Count one article."""
        self.articles += 1
        self.mentions += sum(len(entity.mentions) for entity in extraction.entities)
        for claim in sorted(extraction.claims, key=lambda claim: claim.id):
            self.claims[claim.predicate] += 1
            self._claims.update(claim_line({"id": claim.id, **claim_properties(claim, extraction.article.id)}))
        self.licenses[extraction.article.license or UNKNOWN_LICENSE] += 1


@cache
def ontology_hash() -> str:
    """Return the SHA-256 of the ontology's file."""
    return hashlib.sha256((files("graph") / "ontology.yaml").read_bytes()).hexdigest()


def revision_of(store: Store) -> int | None:
    """Return how many writing transactions a store has seen."""
    rows = store.read("check/revision")
    return rows[0]["revision"] if rows else None
