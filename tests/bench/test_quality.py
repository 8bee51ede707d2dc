"""The page that says how well kaigraph reads."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from graph.ids import claim_id
from graph.model import Claim
from ingest.evaluate import evaluate
from ingest.gold import GoldDocument

SCRIPT = Path(__file__).parents[2] / "bench" / "quality.py"
TEXT = "산업통상부가 사업을 벌인다."
GOLD = GoldDocument("d", "", "2025-12-24", TEXT, [{"name": "산업통상부", "type": "Ministry"}], [])


@pytest.fixture(scope="module")
def quality() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_quality", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def claim(confidence: float) -> Claim:
    return Claim(
        id=claim_id("d", "LEADS", "ministry/motir", "program/x", {}, 0),
        predicate="LEADS",
        subject="ministry/motir",
        object="program/x",
        quote=TEXT,
        start=0,
        end=len(TEXT),
        confidence=confidence,
        extractor="test",
    )


def test_claims_are_counted_by_the_confidence_that_was_stated(quality: ModuleType) -> None:
    read = [(claim(0.62), True), (claim(0.68), False), (claim(0.95), True), (claim(1.0), True)]
    found = quality.bins(read)
    assert [(b.low, b.high, b.claims, b.observed) for b in found] == [(0.6, 0.7, 2, 0.5), (0.9, 1.0, 2, 1.0)]
    assert found[0].stated == pytest.approx(0.65)


def test_the_page_tells_every_figure_and_keeps_what_was_counted_by_eye(quality: ModuleType) -> None:
    measured = evaluate([GOLD], {})
    page = quality.page(
        {"full": measured, "gold-names": measured, "rules": measured},
        measured,
        {"train": measured, "more": measured},
        quality.bins([(claim(0.62), True)]),
        command="python -m bench.quality --folds 3",
        folds="three parts",
        real="Forty articles.",
    )
    assert "left out in three parts" in page
    assert "`kaigraph evaluate corpus/test --qualifiers`" in page
    assert "| Ministry | 1 | 0 | 0.000 | 0.000 | 0.000 |" in page
    assert "| 0.6–0.7 | 1 | 0.62 | 1.00 |" in page
    assert "python -m bench.quality --folds 3" in page
    assert "`kaigraph evaluate corpus/test`: 1 more" in page
    assert all(f"### corpus/{folder}: 1 documents" in page for folder in ("train", "more"))
    assert page.endswith("Forty articles.\n")
