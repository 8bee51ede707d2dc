"""Readers that are measured against each other."""

from __future__ import annotations

import pytest

from graph.errors import InputError
from ingest.gold import GoldDocument
from ingest.measuring import reader
from ingest.pipeline import article_of

TEXT = "산업통상부가 M.AX 얼라이언스의 '다람쥐 실증사업'을 추진한다."
GOLD = GoldDocument(
    "t", "", "2025-12-24", TEXT,
    [{"type": "Ministry", "name": "산업통상부"}, {"type": "Program", "name": "다람쥐 실증사업"}], [],
)  # fmt: skip


def test_given_names_are_the_only_entities() -> None:
    read = reader("gold-names", [GOLD]).read(article_of(TEXT, "t"))
    assert [e.name for e in read.entities] == ["산업통상부", "다람쥐 실증사업"]
    assert {c.predicate for c in read.claims} == {"LEADS"}


def test_a_text_that_is_not_annotated_has_no_names_to_give() -> None:
    with pytest.raises(InputError, match="no annotated document"):
        reader("gold-names", [GOLD]).read(article_of(TEXT + " 끝.", "t"))


def test_rules_know_what_gazetteers_know() -> None:
    read = reader("rules", []).read(article_of(TEXT, "t"))
    assert {"산업통상부", "M.AX 얼라이언스"} <= {e.name for e in read.entities}
    assert "다람쥐 실증사업" not in {e.name for e in read.entities}
