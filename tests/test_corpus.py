"""Every annotated document of the corpus fits the ontology and its text, and corpus/README.md counts them right."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from graph.model import Claim
from graph.ontology import ONTOLOGY
from ingest.gold import CLAIM_FIELDS, GoldDocument, load

CORPUS = Path(__file__).parents[1] / "corpus"
PARTS = {part: load(CORPUS / part) for part in ("train", "more", "dev", "test")}
DOCUMENTS = [pytest.param(one, id=f"{part}-{one.id}") for part, documents in PARTS.items() for one in documents]


def qualifiers(claim: dict[str, Any]) -> dict[str, Any]:
    """Return a claim's qualifiers; one that is null is not given."""
    return {key: value for key, value in claim.items() if key not in CLAIM_FIELDS and value is not None}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_fits_the_ontology_and_its_text(document: GoldDocument) -> None:
    assert wrong_entities(document) == []
    assert wrong_claims(document) == []


def wrong_entities(document: GoldDocument) -> list[str]:
    names = [entity["name"] for entity in document.entities]
    wrong = [f"{name} stands twice" for name in {name for name in names if names.count(name) > 1}]
    for entity in document.entities:
        label = ONTOLOGY.labels.get(entity["type"])
        if label is None:
            wrong.append(f"{entity['name']} is a {entity['type']}")
        elif entity.get("kind") not in (None, *label.kinds):
            wrong.append(f"{entity['name']} is of the kind {entity['kind']}")
        if not any(surface in document.text for surface in [entity["name"], *entity.get("surfaces", [])]):
            wrong.append(f"{entity['name']} is not in the text")
    return wrong


def wrong_claims(document: GoldDocument) -> list[str]:
    types = {entity["name"]: entity["type"] for entity in document.entities}
    wrong = []
    for claim in document.claims:
        said = f"{claim['subject']} {claim['predicate']} {claim.get('object')}"
        ends = [claim["subject"], claim.get("object"), claim.get("asserted_by")]
        unknown = [end for end in ends if end is not None and end not in types]
        if unknown:
            wrong.append(f"{said}: {unknown} are no entities")
            continue
        obj = types[claim["object"]] if claim.get("object") else None
        if not ONTOLOGY.predicates[claim["predicate"]].allows(types[claim["subject"]], obj):
            wrong.append(f"{said}: does not join {types[claim['subject']]} and {obj}")
        quote = claim.get("quote", "(none)")
        if "quote" in claim and quote not in document.text:
            wrong.append(f"{said}: its quote is not in the text")
        try:
            Claim(
                id="gold",
                predicate=claim["predicate"],
                subject=claim["subject"],
                object=claim.get("object"),
                qualifiers=qualifiers(claim),
                modality=claim["modality"],
                quote=quote,
                start=0,
                end=len(quote),
                confidence=1,
                extractor="gold",
            )
        except ValueError as error:
            wrong.append(f"{said}: {error}")
    return wrong


def test_the_readme_counts_what_there_is() -> None:
    readme = (CORPUS / "README.md").read_text("utf-8")
    for part, documents in PARTS.items():
        row = re.search(rf"^\| `{part}/` \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|", readme, re.MULTILINE)
        assert row is not None
        required = [
            [one for one in found if not one.get("optional")] for d in documents for found in (d.entities, d.claims)
        ]
        entities, claims = sum(map(len, required[::2])), sum(map(len, required[1::2]))
        assert [int(cell.replace(",", "")) for cell in row.groups()] == [len(documents), entities, claims]
