"""Sums of which nothing is claimed."""

from __future__ import annotations

import pytest

import ingest.korean.sentences  # noqa: F401  registers the component
from ingest.extract.money.layout import lay_out
from ingest.korean.tokenizer import blank


@pytest.fixture(scope="module")
def nlp():
    made = blank()
    made.add_pipe("kaigraph_sentences")
    return made


def counting(nlp, text: str) -> list[str]:
    """Return the sums of a text that something may be claimed of, as they are written."""
    page = lay_out(nlp(text))
    return [text[s.start : s.end] for s in page.sums if not s.idle]


@pytest.mark.parametrize(
    "text",
    [
        "과기정통부는 센서 사업에 1,200억원(+200억원)을 편성했다.",
        "과기정통부는 센서 사업에 1,200억원(전년 대비 +200억원)을 편성했다.",
        "과기정통부는 센서 사업에 1,200억원(△200억원)을 편성했다.",
        "과기정통부는 센서 사업에 1,200억원(200억원↑)을 편성했다.",
        "과기정통부는 센서 사업에 1,200억원(200억원 증)을 편성했다.",
        "과기정통부는 센서 사업에 1,200억원(순증 200억원)을 편성했다.",
        "과기정통부는 센서 사업에 올해보다 200억원 늘어난 1,200억원을 편성했다.",
        "과기정통부는 센서 사업에 올해보다 200억원, 20% 늘어난 1,200억원을 편성했다.",
        "과기정통부는 센서 사업에 올해보다 200억원(20%) 증가한 1,200억원을 편성했다.",
        "과기정통부는 센서 사업에 올해보다 20%(200억원) 늘어난 1,200억원을 편성했다.",
        "과기정통부는 센서 사업에 200억원을 더한 1,200억원을 편성했다.",
    ],
)
def test_how_much_more_a_sum_is_is_no_sum_of_its_own(nlp, text: str) -> None:
    assert counting(nlp, text) == ["1,200억원"]


@pytest.mark.parametrize(
    "text",
    [
        "센서 사업 1,200억원(▲시험 설비 200억원)을 편성했다.",
        "센서 사업에 1,200억원(국비 200억원)을 편성했다.",
        "센서 사업에 1,200억원, 로봇 사업에 200억원을 편성했다.",
        "센서 사업에 1,200억원, 200억원을 차례로 편성했다.",
    ],
)
def test_what_stands_beside_a_sum_without_being_more_than_it_is_one(nlp, text: str) -> None:
    assert counting(nlp, text) == ["1,200억원", "200억원"]
