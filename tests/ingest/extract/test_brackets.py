"""Who pays a sum where brackets behind it name him."""

from __future__ import annotations

import pytest

import ingest.korean.sentences  # noqa: F401  registers the component
from ingest.document import Node, Span
from ingest.extract.money.brackets import by_brackets, paid_by
from ingest.extract.money.decision import decide
from ingest.extract.money.evidence import proposals
from ingest.extract.money.layout import lay_out
from ingest.extract.money.looks import look
from ingest.extract.money.page import Page
from ingest.extract.money.scorer import default_scorer
from ingest.korean.tokenizer import blank

NLP = blank()
NLP.add_pipe("kaigraph_sentences")
NAMED = {
    "정부": "Ministry", "과기정통부": "Ministry", "중기부": "Ministry", "AI 컴퓨팅 사업": "Program",
    "딥테크 펀드": "Fund", "한빛전자": "Organization",
}  # fmt: skip


def page_of(text: str) -> Page:
    doc = NLP(text)
    doc._.nodes = [
        Node(label, name, [Span(text.index(name), text.index(name) + len(name))])
        for name, label in NAMED.items()
        if name in text
    ]
    return lay_out(doc)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AI 컴퓨팅 사업에 2조 1000억원(과기정통부)이 들어간다.", [{"과기정통부"}]),
        ("AI 컴퓨팅 사업에 2조 1000억원 (과기정통부·중기부)이 들어간다.", [{"과기정통부", "중기부"}]),
        ("AI 컴퓨팅 사업에 300억원(과기정통부), 딥테크 펀드에 200억원(중기부)을 쓴다.", [{"과기정통부"}, {"중기부"}]),
        ("AI 컴퓨팅 사업에 300억원(과기정통부 추산)이 들어간다.", [set()]),
        ("AI 컴퓨팅 사업에 300억원(한빛전자)이 들어간다.", [set()]),
        ("AI 컴퓨팅 사업(과기정통부, 300억원)이 시작된다.", [set()]),
        ("과기정통부는 AI 컴퓨팅 사업에 300억원을 쓴다.", [set()]),
    ],
)
def test_brackets_behind_a_sum_name_its_payer(text: str, expected: list[set[str]]) -> None:
    page = page_of(text)
    assert [{page.nodes[node].name for node in paid_by(page, site)} for site in page.sums] == expected


def test_the_payer_in_brackets_is_claimed_and_no_other() -> None:
    page = page_of(
        "정부는 AI 컴퓨팅 사업에 2조 1000억원(과기정통부)을 투입하고, 딥테크 펀드에 3000억원(중기부)을 투입한다."
    )
    scorer = default_scorer()
    found = list(proposals(page, look(page, scorer)))
    chances = scorer.chances(page, found)
    told = {
        (page.nodes[d.proposal.payer.node].name, page.nodes[d.proposal.object.node].name, d.shared)
        for d in decide(page, found, chances, scorer.least)
        if d.proposal.payer is not None
    }
    assert told == {("과기정통부", "AI 컴퓨팅 사업", False), ("중기부", "딥테크 펀드", False)}
    settled = by_brackets(page, found, chances)
    assert all(
        chance == 0.0
        for one, chance in zip(found, settled, strict=True)
        if one.payer is None or page.nodes[one.payer.node].name == "정부"
    )
