from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError
from ingest.document import Node, Span
from ingest.gold import GoldDocument
from ingest.korean.tokenizer import blank
from ingest.training.unseen import lay_unseen, read_unseen, write_unseen

TEXT = "산업통상부는 AI 팩토리 사업에 300억원을 투입한다."
FOUND = [Node("Ministry", "산업통상부", [Span(0, 5)]), Node("Technology", "300억원", [Span(17, 22)], score=0.4)]


def test_found_nodes_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_unseen(tmp_path / "unseen.json", {"T1": FOUND})
    assert read_unseen(tmp_path / "unseen.json") == {"T1": FOUND}


def test_a_missing_file_is_named_with_what_makes_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"unseen\.json"):
        read_unseen(tmp_path / "unseen.json")


def test_a_found_node_stands_for_the_annotated_entity_that_it_names() -> None:
    entities = [{"name": "산업통상부", "type": "Ministry"}, {"name": "AI 팩토리 사업", "type": "Program"}]
    doc = blank()(TEXT)
    named = lay_unseen(doc, GoldDocument("T1", "", "2025-12-24", TEXT, entities, []), FOUND)
    assert named == {"산업통상부": FOUND[0]}
    assert doc._.nodes == FOUND


def test_a_node_of_the_same_name_goes_before_one_that_shares_a_form() -> None:
    text = "제조 AI 사업과 로봇 사업이 있다. 이 사업은 내년에 끝난다."
    nodes = [Node("Program", "로봇 사업", [Span(9, 14), Span(20, 24)])]
    entities = [
        {"name": "제조 AI 사업", "type": "Program", "surfaces": ["제조 AI 사업", "이 사업"]},
        {"name": "로봇 사업", "type": "Program", "surfaces": ["로봇 사업"]},
    ]
    named = lay_unseen(blank()(text), GoldDocument("T1", "", "2025-12-24", text, entities, []), nodes)
    assert named == {"로봇 사업": nodes[0]}
