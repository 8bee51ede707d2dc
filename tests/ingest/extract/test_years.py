"""Which years a sum belongs to."""

from __future__ import annotations

from datetime import date

import pytest

import ingest.korean.sentences  # noqa: F401  registers the component
from graph.ids import text_hash
from graph.model import Article
from ingest.document import Node, Span
from ingest.extract.money.layout import lay_out
from ingest.extract.money.years import first_of, years_of_sum
from ingest.korean.tokenizer import blank

NLP = blank()
NLP.add_pipe("kaigraph_sentences")


def years(text: str, *, budget: bool = True, on: date = date(2025, 11, 6)) -> list[dict[str, object]]:
    doc = NLP.make_doc(text)
    doc._.article = Article(id="t", text=text, text_sha256=text_hash(text), published_on=on)
    doc = NLP(doc)
    at = text.index("사업")
    doc._.nodes = [Node("Program", "사업", [Span(at, at + 2)])]
    page = lay_out(doc)
    return [dict(years_of_sum(page, site, budget=budget)) for site in page.sums]


@pytest.mark.parametrize(
    "text",
    [
        "새 사업은 내년부터 2030년까지 5년간 이어진다. 들어갈 돈은 약 400억원이다.",
        "□ 새 사업은 2026년부터 2030년까지 5년간 이어진다.\n\n ○ 들어가는 돈은 모두 400억 원이다.",
    ],
)
def test_a_sum_has_the_years_that_the_sentence_before_gives_its_thing(text: str) -> None:
    assert years(text, budget=False) == [{"period_start": 2026, "period_end": 2030}]


def test_years_that_are_over_are_not_those_of_the_next_sum() -> None:
    assert years("이 사업은 2019년부터 2023년까지 5년간 이어졌다. 도가 400억원을 더 낸다.", budget=False) == [{}]


def test_a_sum_of_its_own_year_keeps_it() -> None:
    text = "새 사업은 내년부터 2030년까지 5년간 이어진다. 첫해인 내년에는 40억원을 쓴다."
    assert years(text) == [{"fiscal_year": 2026}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("이 사업에 올해까지 400억원이 들어갔다.", [{"period_end": 2025}]),
        ("이 사업에 2025년까지 400억원이 들어간다.", [{"period_end": 2025}]),
        ("이 사업에 연말까지 400억원을 더 쓴다.", [{"fiscal_year": 2025}]),
        ("이 사업에 올해 12월까지 400억원을 더 쓴다.", [{"fiscal_year": 2025}]),
    ],
)
def test_what_lasts_until_this_year_began_before_it(text: str, expected: list[dict[str, int]]) -> None:
    assert years(text) == expected


@pytest.mark.parametrize(
    ("length", "named", "first"),
    [(2, [2025, 2026], 2025), (3, [2026], 2026), (2, [2023, 2026], 2026), (3, [2025, 2026], 2026)],
)
def test_a_length_of_time_begins_with_the_years_that_are_all_of_it(length: int, named: list[int], first: int) -> None:
    assert first_of(length, named) == first


def test_what_a_whole_project_costs_belongs_to_no_year() -> None:
    text = "내년 예산안에 새 사업이 담겼다. 내년에 40억원을 쓴다.\n\n총사업비는 국비와 민자를 합해 400억원이다."
    assert years(text) == [{"fiscal_year": 2026}, {}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("이 사업에 220억원을 들여 2030년까지 공장 50곳을 세운다.", {}),
        ("이 사업으로 공장을 2030년 50개로 늘리고 최대 400억원을 대출한다.", {}),
        ("지난 7월 문을 연 센터가 이 사업에 80억원을 낸다.", {}),
        ("이 사업에 80억원을 낸다, 지난해 대비 두 배다.", {}),
        ("80억원짜리 사업을 내년에 어떻게 꾸릴지 정했다.", {}),
        ("80억원 규모의 사업을 내년에 꾸린다.", {}),
        ("80억원 규모(2026년)의 사업을 꾸린다.", {"fiscal_year": 2026}),
        ("80억원 규모의 사업을 2030년까지 꾸린다.", {"period_end": 2030}),
        ("올해 80억원 규모의 사업을 꾸린다.", {"fiscal_year": 2025}),
        ("올해 이 사업에 80억원을 낸다.", {"fiscal_year": 2025}),
        ("2030년까지 이 사업에 80억원을 낸다.", {"period_end": 2030}),
    ],
)
def test_a_year_of_something_else_in_the_sentence_is_not_the_sums(text: str, expected: dict[str, int]) -> None:
    assert years(text, budget=False) == [expected]
