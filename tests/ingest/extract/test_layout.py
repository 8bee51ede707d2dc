"""What of an article is a sum, a target or a word of paying."""

import pytest

import ingest.korean.sentences  # noqa: F401  registers the component
from ingest.document import Node, Span
from ingest.extract.money.layout import lay_out
from ingest.korean.tokenizer import blank


@pytest.fixture(scope="module")
def nlp():
    made = blank()
    made.add_pipe("kaigraph_sentences")
    return made


def test_a_name_that_is_written_like_a_sum_is_none(nlp) -> None:
    text = "이억원 위원장은 펀드에 이억원을 출자한다고 밝혔다."
    doc = nlp(text)
    doc._.nodes = [Node("Person", "이억원", [Span(0, 3)]), Node("Fund", "펀드", [Span(10, 12)])]
    page = lay_out(doc)
    assert [(s.start, s.amount.won) for s in page.sums if s.amount] == [(text.rindex("이억원"), 200_000_000)]
    assert [n.start for n in page.numbers] == [text.rindex("이억원")]
