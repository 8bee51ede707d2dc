"""Figures of the evaluation."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType

import pytest

from graph.ids import claim_id, entity_id
from graph.model import Claim, Entity, Extraction, Mention
from ingest.evaluate import evaluate
from ingest.gold import GoldDocument, load
from ingest.pipeline import article_of

ROOT = Path(__file__).parents[2]
YARDSTICK = ROOT.parent / "shared" / "tools" / "score.py"
TEXT = "산업통상부가 M.AX 얼라이언스에 7000억원을 투입한다. 조선도 겨냥한다."
GOLD = GoldDocument(
    "T1",
    "",
    "2025-12-24",
    TEXT,
    [
        {"name": "산업통상부", "type": "Ministry", "surfaces": ["산업부"]},
        {"name": "M.AX 얼라이언스", "type": "Alliance"},
        {"name": "조선", "type": "Sector", "optional": True},
    ],
    [
        {
            "predicate": "FUNDS",
            "subject": "산업통상부",
            "object": "M.AX 얼라이언스",
            "amount_krw": 700_000_000_000,
            "fiscal_year": 2026,
            "quote": TEXT[:33],
        },
        {"predicate": "TARGETS", "subject": "M.AX 얼라이언스", "object": "조선", "optional": True},
    ],
)


def entity(label: str, name: str, text: str = TEXT) -> Entity:
    at = text.find(name)
    mentions = [Mention(text=name, start=at, end=at + len(name))] if at >= 0 else []
    return Entity(id=entity_id(label, name), type=label, name=name, mentions=mentions)


def claim(predicate: str, subject: Entity, obj: Entity | None, text: str = TEXT, **qualifiers: object) -> Claim:
    return Claim.model_validate(
        {
            "id": claim_id("T1", predicate, subject.id, obj.id if obj else None, qualifiers, 0),
            "predicate": predicate,
            "subject": subject.id,
            "object": obj.id if obj else None,
            "qualifiers": qualifiers,
            "quote": text[:10],
            "start": 0,
            "end": 10,
            "confidence": 0.9,
            "extractor": "test",
        }
    )


def test_a_perfect_reading_scores_one_and_has_no_faults() -> None:
    ministry, alliance = entity("Ministry", "산업통상부"), entity("Alliance", "M.AX 얼라이언스")
    funds = claim("FUNDS", ministry, alliance, amount_krw=700_000_000_000, fiscal_year=2026)
    extraction = Extraction(article=article_of(TEXT, "T1"), entities=[ministry, alliance], claims=[funds])
    result = evaluate([GOLD], {"T1": extraction})
    assert (result.entities.f1, result.claims.f1, result.funds_plus.f1, result.quoted_claims) == (1, 1, 1, 1)
    assert result.faults == []


def test_a_wrong_amount_counts_as_a_claim_but_not_as_funds_plus() -> None:
    ministry, alliance = entity("Ministry", "산업통상부"), entity("Alliance", "M.AX 얼라이언스")
    funds = claim("FUNDS", ministry, alliance, amount_krw=70_000_000_000, fiscal_year=2026)
    extraction = Extraction(article=article_of(TEXT, "T1"), entities=[ministry, alliance], claims=[funds])
    result = evaluate([GOLD], {"T1": extraction})
    assert (result.claims.f1, result.funds_plus.f1) == (1, 0)
    assert [fault.fault for fault in result.faults] == ["wrong amount"]


def test_qualifiers_are_compared_on_right_claims_alone() -> None:
    ministry, alliance = entity("Ministry", "산업통상부"), entity("Alliance", "M.AX 얼라이언스")
    funds = claim("FUNDS", ministry, alliance, amount_krw=700_000_000_000, fiscal_year=2025, status="planned")
    other = claim("LEADS", ministry, alliance, role="주관")
    extraction = Extraction(article=article_of(TEXT, "T1"), entities=[ministry, alliance], claims=[funds, other])
    told = evaluate([GOLD], {"T1": extraction}).qualifiers
    counts = {name: (s.gold, s.predicted, s.hit) for name, s in told["FUNDS"].items()}
    assert counts == {"amount_krw": (1, 1, 1), "fiscal_year": (1, 1, 0), "modality": (0, 1, 0), "status": (0, 1, 0)}
    assert list(told) == ["FUNDS"]


def test_a_wrong_label_is_told_apart_from_an_invention() -> None:
    wrong, invented = entity("Organization", "산업통상부"), entity("Program", "투입")
    extraction = Extraction(article=article_of(TEXT, "T1"), entities=[wrong, invented], claims=[])
    result = evaluate([GOLD], {"T1": extraction})
    assert result.entities.hit == 0
    assert sorted((f.fault, f.of) for f in result.faults if f.fault != "missed") == [
        ("invented", "Program"),
        ("wrong type", "Organization"),
    ]


def test_an_optional_item_counts_on_neither_side() -> None:
    extraction = Extraction(article=article_of(TEXT, "T1"), entities=[entity("Technology", "조선")], claims=[])
    result = evaluate([GOLD], {"T1": extraction})
    assert (result.entities.gold, result.entities.predicted) == (2, 0)


def test_a_document_without_extraction_counts_as_missed() -> None:
    result = evaluate([GOLD], {})
    assert (result.documents, result.read, result.entities.gold, result.claims.gold) == (1, 0, 2, 1)


def yardstick() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", YARDSTICK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shaken(document: GoldDocument, dice: random.Random) -> Extraction:
    """The gold as a careless reader would give it: some things left out, some labels and amounts wrong."""
    entities = {}
    for gold in document.entities:
        label = "Program" if dice.random() < 0.1 else gold["type"]
        surface = dice.choice([gold["name"], *gold.get("surfaces", [])])
        if dice.random() < 0.8:
            found = entity(label, surface, document.text)
            if found.id not in {e.id for e in entities.values()}:
                entities[gold["name"]] = found
    claims: dict[str, Claim] = {}
    for gold in document.claims:
        subject, obj = entities.get(gold["subject"]), entities.get(gold.get("object", ""))
        if subject is None or (gold.get("object") and obj is None) or dice.random() < 0.2:
            continue
        said = {
            k: v
            for k, v in {**gold, **(gold.get("goal") or {})}.items()
            if k in ("amount_krw", "fiscal_year", "value", "by_year")
        }
        if gold["predicate"] == "HAS_GOAL":
            said.pop("amount_krw", None)
        if "amount_krw" in said and dice.random() < 0.2:
            said["amount_krw"] *= 10
        made = claim(gold["predicate"], subject, obj, document.text, **{k: v for k, v in said.items() if v is not None})
        claims[made.id] = made
    found_claims = list(claims.values())
    return Extraction.model_construct(
        article=article_of(document.text, document.id), entities=list(entities.values()), claims=found_claims
    )


@pytest.mark.skipif(not YARDSTICK.exists(), reason=f"the scorer that figures are published by is not at {YARDSTICK}")
def test_figures_equal_those_of_the_published_scorer(tmp_path: Path) -> None:
    dice = random.Random(7)
    documents = load(ROOT / "corpus" / "dev")
    extractions = {d.id: shaken(d, dice) for d in documents}
    ours = evaluate(documents, extractions)
    gold = {d.id: {"id": d.id, "entities": d.entities, "claims": d.claims} for d in documents}
    theirs, _ = yardstick().score(gold, {k: json.loads(v.model_dump_json()) for k, v in extractions.items()})
    assert ours.entities.model_dump() == theirs["entities"]
    assert ours.claims.model_dump() == theirs["claims"]
    assert ours.funds_plus.model_dump() == theirs["funds+"]
    assert {k: v.model_dump() for k, v in ours.by_label.items()} == theirs["by_type"]
    assert {k: v.model_dump() for k, v in ours.by_predicate.items()} == theirs["by_predicate"]
    assert 0 < ours.claims.f1 < 1
