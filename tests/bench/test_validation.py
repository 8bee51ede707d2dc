"""Reading every document by models that have not learned from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bench import validation
from bench.validation import HeldOut, cross_validate, kept, trained
from graph.errors import InputError
from ingest.document import Node, Span
from ingest.extract import scorer as relation_scorer
from ingest.extract.money import dating
from ingest.extract.money import scorer as money_scorer
from ingest.gold import GoldDocument
from ingest.training.held_out import write_held_out
from ingest.training.unseen import write_unseen

TEXT = "산업통상부는 내년 AI 팩토리 사업에 300억원을 투입한다."
NODES = [Node("Ministry", "산업통상부", [Span(0, 5)]), Node("Program", "AI 팩토리 사업", [Span(10, 19)])]


def document(number: int) -> GoldDocument:
    return GoldDocument(f"d{number}", "", "2025-11-06", TEXT, [], [])


def test_what_a_training_kept_is_read_whole(tmp_path: Path) -> None:
    write_unseen(tmp_path / "unseen.json", {"d0": NODES})
    money, years = money_scorer.default_scorer(), dating.default_dater()
    write_held_out(tmp_path, money_scorer.MODEL, [money_scorer.pack(money)] * 2)
    write_held_out(tmp_path, dating.MODEL, [dating.pack(years)] * 2)
    write_held_out(tmp_path, relation_scorer.MODEL, [relation_scorer.save(relation_scorer.default_scorer())])
    held_out = kept(tmp_path)
    assert [len(part) for part in held_out] == [1, 2, 2, 1]
    assert held_out.unseen == {"d0": NODES}
    assert held_out.money[1].least == money.least


def test_a_document_is_read_by_the_models_of_its_fold() -> None:
    years, relations = dating.default_dater(), relation_scorer.default_scorer()
    sure = money_scorer.default_scorer()
    never = money_scorer.unpack(money_scorer.pack(sure))
    never.least = dict.fromkeys(never.least, 1.1)
    held_out = HeldOut({"d0": NODES, "d1": NODES}, [never, sure], [years], [relations])
    found = cross_validate([document(0), document(1)], held_out)
    paid = {key: [c for c in one.claims if c.predicate == "FUNDS"] for key, one in found.items()}
    assert paid["d0"] == []
    (claim,) = paid["d1"]
    assert claim.qualifiers["amount_krw"] == 30_000_000_000
    assert claim.qualifiers["fiscal_year"] == 2026


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for number in range(2):
        one = document(number)
        gold = {"id": one.id, "title": "", "published_on": one.published_on, "entities": [], "claims": []}
        for name, text in ((f"gold/{one.id}.json", json.dumps(gold)), (f"docs/{one.id}.md", TEXT)):
            path = tmp_path / "corpus" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return tmp_path / "corpus"


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let each training take no time and give the packaged models; what was trained is written down."""
    done: list[str] = []

    def training(name: str, model: Callable[[], Any]) -> Callable[..., Any]:
        def train(*given: Any) -> Any:
            done.append(name)
            return SimpleNamespace(without=[model() for _ in range(given[-1])])

        return train

    monkeypatch.setattr(validation.names, "propose", lambda data, *_: done.append("names") or data)
    monkeypatch.setattr(validation.names, "cross_validate", lambda *_: None)
    monkeypatch.setattr(validation.relations, "train", training("relations", relation_scorer.default_scorer))
    monkeypatch.setattr(validation.dates, "train", training("years", dating.default_dater))
    monkeypatch.setattr(validation.money, "train", training("money", money_scorer.default_scorer))
    return done


def test_a_training_that_was_broken_off_goes_on(
    corpus: Path, tmp_path: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(validation.money, "train", broken)
        with pytest.raises(KeyboardInterrupt):
            trained([corpus], 2, tmp_path / "folds")
    assert steps == ["names", "relations", "years"]
    held_out = trained([corpus], 2, tmp_path / "folds")
    assert steps == ["names", "relations", "years", "money"]
    assert [len(part) for part in held_out] == [2, 2, 2, 2]
    trained([corpus], 2, tmp_path / "folds")
    assert len(steps) == 4


def test_a_training_of_something_else_is_not_gone_on_with(corpus: Path, tmp_path: Path, steps: list[str]) -> None:
    trained([corpus], 2, tmp_path / "folds")
    with pytest.raises(InputError, match="in other folds"):
        trained([corpus], 1, tmp_path / "folds")
    (corpus / "docs" / "d0.md").write_text(TEXT + " 끝.", "utf-8")
    with pytest.raises(InputError, match="from other texts"):
        trained([corpus], 2, tmp_path / "folds")
    assert len(steps) == 4
