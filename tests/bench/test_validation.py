"""Reading every document by models that have not learned from it."""

from __future__ import annotations

from pathlib import Path

from bench.validation import HeldOut, cross_validate, kept
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
