"""Whose a time of a sum's sentence is."""

from __future__ import annotations

from datetime import date

import pytest

import ingest.korean.sentences  # noqa: F401  registers the component
from graph.ids import text_hash
from graph.model import Article
from ingest.extract.money.layout import lay_out
from ingest.extract.money.year_owners import of_another
from ingest.korean.tokenizer import blank


@pytest.fixture(scope="module")
def nlp():
    made = blank()
    made.add_pipe("kaigraph_sentences")
    return made


def times_of(nlp, text: str, amount: str) -> list[str]:
    """Return the times of a text that may be a sum's, as they are written."""
    doc = nlp.make_doc(text)
    doc._.article = Article(id="t", text=text, text_sha256=text_hash(text), published_on=date(2025, 11, 12))
    page = lay_out(nlp(doc))
    site = next(s for s in page.sums if text[s.start : s.end] == amount)
    return [text[t.start : t.end] for t in page.times_of(site.sentence) if not of_another(page, t, site)]


@pytest.mark.parametrize(
    ("text", "amount", "expected"),
    [
        ("내년 예산을 올해 1,000억원보다 200억원 늘어난 1,200억원으로 잡았다.", "1,200억원", ["내년"]),
        ("내년 예산을 올해 본예산(1,000억원) 대비 늘린 1,200억원으로 잡았다.", "1,200억원", ["내년"]),
        ("내년에 올해 600억원의 두 배인 1,200억원을 투입한다.", "1,200억원", ["내년"]),
        ("내년 예산을 올해 1,000억원보다 늘어난 1,200억원으로 잡았다.", "1,000억원", ["내년", "올해"]),
        ("올해 1,000억원을 쓰고 1,200억원을 더 쓴다.", "1,200억원", ["올해"]),
        ("올해 예산에 200억원을 더한 1,200억원을 내년에 투입한다.", "1,200억원", ["내년"]),
        ("올해 예산에 200억원을 더 썼고 1,200억원을 남겼다.", "1,200억원", ["올해"]),
    ],
)
def test_the_time_of_a_sum_that_is_compared_with_is_its_alone(nlp, text: str, amount: str, expected: list[str]) -> None:
    assert times_of(nlp, text, amount) == expected


@pytest.mark.parametrize(
    ("text", "amount", "expected"),
    [
        ("5년간 3,000억원(내년 300억원)을 투입한다.", "3,000억원", ["5년간"]),
        ("5년간 3,000억원(내년 300억원)을 투입한다.", "300억원", ["5년간", "내년"]),
        ("2026년 100억원, 2027년 150억원 등 총 250억원을 투입한다.", "250억원", []),
        ("2026년 100억원, 2027년 150억원 등 총 250억원을 투입한다.", "150억원", ["2026년", "2027년"]),
        ("2026년 로봇에 100억원, 센서에 150억원 등 총 250억원을 투입한다.", "250억원", ["2026년"]),
    ],
)
def test_the_time_of_a_part_is_not_that_of_the_whole(nlp, text: str, amount: str, expected: list[str]) -> None:
    assert times_of(nlp, text, amount) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("현대자동차는 2023년 착공한 전용공장에 2조원을 투자한다.", []),
        ("산업부는 작년에 선정한 선도 공장에 2조원을 지원하기로 했다.", []),
        ("산업부는 2021년 새로 설립된 진흥원에 2조원을 지원할 계획이다.", []),
        ("산업부는 2021년 문을 연 센터에 2조원을 지원했다.", ["2021년"]),
        ("산업부는 2021년 전용공장에 2조원을 투자한다.", ["2021년"]),
        ("현대자동차는 내년 착공할 전용공장에 2조원을 투자한다.", ["내년"]),
    ],
)
def test_when_a_thing_was_made_is_not_when_it_will_be_paid_for(nlp, text: str, expected: list[str]) -> None:
    assert times_of(nlp, text, "2조원") == expected
