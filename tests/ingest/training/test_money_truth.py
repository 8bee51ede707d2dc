"""What is learned of money from a document whose names were not all found."""

import pytest

import ingest.korean.sentences  # noqa: F401  registers the component
from ingest.document import Node, Span
from ingest.gold import GoldDocument
from ingest.korean.tokenizer import blank
from ingest.training.money_truth import UNNAMED, USUAL_SCORE, example

TEXT = "산업통상부는 내년 AI 공장 확산 사업에 300억원을 투입한다."
GOLD = GoldDocument(
    "T1", "", "2025-12-24", TEXT,
    [{"name": "산업통상부", "type": "Ministry"}, {"name": "AI 공장 확산 사업", "type": "Program"}],
    [
        {
            "predicate": "FUNDS", "subject": "산업통상부", "object": "AI 공장 확산 사업", "amount_krw": 30_000_000_000,
            "fiscal_year": 2026, "quote": TEXT,
        }
    ],
)  # fmt: skip
PAYER = Node("Ministry", "산업통상부", [Span(0, 5)], score=0.7)


@pytest.fixture(scope="module")
def nlp():
    made = blank()
    made.add_pipe("kaigraph_sentences")
    return made


def test_a_sum_says_what_is_paid_though_the_name_of_what_it_is_for_was_not_found(nlp) -> None:
    one = example(nlp, GOLD, [PAYER])
    (said,) = one.at(one.page.sums[0])
    assert (said.form, said.payer, said.object) == ("funds", 0, UNNAMED)
    assert one.required["funds"] == 1


def test_annotated_names_are_as_sure_as_they_were_found(nlp) -> None:
    one = example(nlp, GOLD, [PAYER], annotated=True)
    (said,) = one.at(one.page.sums[0])
    scores = {node.name: node.score for node in one.page.nodes}
    assert scores == {"산업통상부": 0.7, "AI 공장 확산 사업": USUAL_SCORE}
    assert one.page.nodes[said.object].name == "AI 공장 확산 사업"
