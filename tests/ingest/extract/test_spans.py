"""Since when money flows that flows until a year."""

from datetime import date

import pytest

import ingest.korean.sentences  # noqa: F401  registers the component
from graph.ids import text_hash
from graph.model import Article
from ingest.extract.money.layout import lay_out
from ingest.extract.money.spans import since
from ingest.korean.tokenizer import blank


@pytest.fixture(scope="module")
def nlp():
    made = blank()
    made.add_pipe("kaigraph_sentences")
    return made


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("로봇 사업은 2022년 착수하여 2026년까지 401억 원을 들인다.", 2022),
        ("정부는 올해부터 로봇 등 6개 연구에 2026년까지 1007억원을 쓴다.", 2025),
        ("정부는 올해 로봇 등 6개 연구에 2026년까지 1007억원을 쓴다.", None),
        ("2022년 착수한 사업에 1007억원을 쓴다.", None),
        ("2026년까지 1007억원을 쓰고 2022년부터 한 일을 잇는다.", None),
    ],
)
def test_what_goes_on_until_a_year_begins_where_the_sentence_says_so(nlp, text: str, first: int | None) -> None:
    doc = nlp.make_doc(text)
    doc._.article = Article(id="a", published_on=date(2025, 5, 26), text=text, text_sha256=text_hash(text))
    page = lay_out(nlp(doc))
    assert since(page, page.sums[0], 2026) == first
