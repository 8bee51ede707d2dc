"""What is read of money, on sentences of our own."""
from datetime import date

import pytest
from spacy.tokens import Doc

import ingest.korean.sentences  # noqa: F401  registers the component
from graph.ids import text_hash
from graph.model import Article
from ingest.document import Draft, Node, Span
from ingest.extract.money import MoneyReader
from ingest.korean.tokenizer import blank

ON = date(2025, 12, 24)


@pytest.fixture(scope="module")
def nlp():
    made = blank()
    made.add_pipe("kaigraph_sentences")
    return made


@pytest.fixture(scope="module")
def reader() -> MoneyReader:
    return MoneyReader()


def read(nlp, reader: MoneyReader, text: str, named: dict[str, str]) -> list[Draft]:
    """Read a text in which `named` gives the label of each name."""
    doc: Doc = nlp.make_doc(text)
    doc._.article = Article(id="a", published_on=ON, text=text, text_sha256=text_hash(text))
    doc = nlp(doc)
    doc._.nodes = [
        Node(label, name, [Span(at, at + len(name)) for at in range(len(text)) if text.startswith(name, at)])
        for name, label in named.items()
    ]
    return reader(doc)._.claims


def test_a_payment_has_its_payer_object_amount_and_year(nlp, reader) -> None:
    text = "산업통상부는 내년 'AI 공장 확산 사업'에 7천억원을 투입한다고 밝혔다."
    (claim,) = read(nlp, reader, text, {"산업통상부": "Ministry", "AI 공장 확산 사업": "Program"})
    assert (claim.predicate, claim.subject.name, claim.object.name) == ("FUNDS", "산업통상부", "AI 공장 확산 사업")
    assert claim.qualifiers["amount_krw"] == 700_000_000_000
    assert claim.qualifiers["fiscal_year"] == 2026
    assert text[claim.start : claim.end] == text


def test_what_a_thing_costs_is_its_budget_where_nobody_pays(nlp, reader) -> None:
    text = "'로봇 실증 사업'의 총사업비는 234억원이다."
    (claim,) = read(nlp, reader, text, {"로봇 실증 사업": "Program"})
    assert (claim.predicate, claim.qualifiers["amount_krw"]) == ("HAS_BUDGET", 23_400_000_000)


def test_support_without_money_is_no_payment(nlp, reader) -> None:
    text = "산업통상부는 '로봇 실증 사업'을 적극 지원하기로 했다."
    assert read(nlp, reader, text, {"산업통상부": "Ministry", "로봇 실증 사업": "Program"}) == []
