"""Which of the years that a text offers a sum or a target gets."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

import ingest.korean.sentences  # noqa: F401  registers the component
from graph.errors import InputError
from graph.ids import text_hash
from graph.model import Article
from ingest.document import Node, Span
from ingest.extract.money.dating import SCORERS, default_dater, pack, table, unpack
from ingest.extract.money.layout import lay_out
from ingest.extract.money.page import Page
from ingest.extract.money.year_choices import choices
from ingest.korean.tokenizer import blank

NLP = blank()
NLP.add_pipe("kaigraph_sentences")


def page_of(text: str, on: date = date(2025, 11, 6), title: str = "") -> Page:
    doc = NLP.make_doc(text)
    doc._.article = Article(id="t", title=title, text=text, text_sha256=text_hash(text), published_on=on)
    doc = NLP(doc)
    at = text.index("사업")
    doc._.nodes = [Node("Program", "사업", [Span(at, at + 2)])]
    return lay_out(doc)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("산업부는 내년 AI 사업에 300억원을 투입한다.", [{"fiscal_year": 2026}]),
        ("산업부는 지난해 AI 사업에 300억원을 지원했다.", [{"fiscal_year": 2024}]),
        ("산업부는 2026년부터 2030년까지 AI 사업에 300억원을 투입한다.", [{"period_start": 2026, "period_end": 2030}]),
        ("산업부는 2030년까지 AI 사업에 300억원을 투입한다.", [{"period_end": 2030}]),
        ("내년 AI 사업 예산은 올해 100억원에서 300억원으로 늘었다.", [{"fiscal_year": 2025}, {"fiscal_year": 2026}]),
    ],
)
def test_a_sum_gets_the_years_that_its_sentence_gives_it(text: str, expected: list[dict[str, int]]) -> None:
    page = page_of(text)
    assert default_dater().years(page, [(site, "funds") for site in page.sums]) == expected


@pytest.mark.parametrize("said", ["총사업비 300억원", "총 사업비는 300억원", "총사업비가 무려 300억원"])
def test_what_a_whole_project_costs_is_offered_no_single_year(said: str) -> None:
    page = page_of(f"올해 새로 시작한 이 사업은 {said}이다. 2026년 예산은 20억원이다.")
    whole, yearly = ([dict(one.years) for one in choices(page, site, "budget")] for site in page.sums)
    assert not any("fiscal_year" in years for years in whole)
    assert {"fiscal_year": 2026} in yearly


def test_a_target_gets_the_year_by_which_it_is_to_be_reached() -> None:
    page = page_of("정부는 이 사업으로 2030년까지 AI 공장 500곳을 만든다.")
    assert default_dater().years(page, [(site, "goal") for site in page.numbers]) == [{"by_year": 2030}]


def test_sums_and_targets_are_asked_together_and_answered_in_their_order() -> None:
    page = page_of("정부는 이 사업에 내년 300억원을 들여 2030년까지 AI 공장 500곳을 만든다.")
    numbers = [site for site in page.numbers if site.quantity is not None and site.quantity.value == 500]
    asked = [(numbers[0], "goal"), (page.sums[0], "funds")]
    assert default_dater().years(page, asked) == [{"by_year": 2030}, {"fiscal_year": 2026}]


def test_years_that_no_choice_makes_likely_are_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of("산업부는 내년 AI 사업에 300억원을 투입한다.")
    monkeypatch.setattr("ingest.extract.money.dating.LEAST_ODDS", 99.0)
    assert default_dater().years(page, [(page.sums[0], "funds")]) == [{}]


def test_nothing_asked_is_nothing_answered() -> None:
    assert default_dater().years(page_of("사업이 있다."), []) == []


@pytest.mark.parametrize(
    ("title", "before", "offered"),
    [
        ("AI 사업 예산, 2021년 대비 2배", "", False),
        ("2021년 AI 사업 예산 2배", "", True),
        ("", "AI 예산은 2021년보다 두 배로 늘었다. ", False),
        ("", "AI 예산은 2021년 처음 짜였다. ", True),
    ],
)
def test_a_year_that_title_or_sentence_before_only_compares_with_is_not_offered(
    title: str, before: str, offered: bool
) -> None:
    page = page_of(f"{before}산업부는 AI 사업에 300억원을 투입한다.", title=title)
    years = {choice.years for choice in choices(page, page.sums[0], "funds")}
    assert ((("fiscal_year", 2021),) in years) is offered


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("산업부, AI 사업에 300억원 투입…2021년 대비 2배 확대", [False]),
        ("산업부는 2021년(150억원)보다 두 배 많은 300억원을 AI 사업에 투입한다.", [True, False]),
        ("산업부는 2021년 AI 사업에 300억원을 투입했다.", [True]),
    ],
)
def test_a_year_that_its_sentence_only_compares_with_is_offered_to_the_sum_beside_it_alone(
    text: str, offered: list[bool]
) -> None:
    page = page_of(text)
    years = [{choice.years for choice in choices(page, site, "funds")} for site in page.sums]
    assert [(("fiscal_year", 2021),) in some for some in years] == offered


def test_the_years_offered_are_none_and_those_of_the_text() -> None:
    page = page_of("이 사업은 2027년에 시작한다. 2030년까지 300억원이 든다.")
    offered = {choice.years for choice in choices(page, page.sums[0], "budget")}
    assert offered == {(), (("period_end", 2030),), (("fiscal_year", 2030),), (("fiscal_year", 2027),)}


def test_every_choice_has_as_many_columns() -> None:
    page = page_of("이 사업은 2027년에 시작한다. 2030년까지 300억원이 들고, 공장 500곳을 세운다.")
    for site, kind in ((page.sums[0], "funds"), (page.sums[0], "budget"), (page.numbers[-1], "goal")):
        found, rows = table(page, site, kind)
        assert len(rows) == len(found)
        assert len({len(row) for row in rows}) == 1


def test_an_article_without_a_date_is_dated_by_what_it_says() -> None:
    text = "산업부는 2026년 AI 사업에 300억원을 투입한다."
    doc = NLP.make_doc(text)
    doc._.article = Article(id="t", text=text, text_sha256=text_hash(text))
    doc = NLP(doc)
    doc._.nodes = []
    page = lay_out(doc)
    assert default_dater().years(page, [(page.sums[0], "funds")]) == [{"fiscal_year": 2026}]


def test_a_dater_is_packed_to_the_same_bytes_and_read_back() -> None:
    content = pack(default_dater())
    again = unpack(content)
    assert pack(again) == content
    for name in SCORERS:
        np.testing.assert_array_equal(again.trees[name].value, default_dater().trees[name].value)


def test_a_file_of_another_format_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = pack(default_dater())
    monkeypatch.setattr("ingest.extract.money.dating.FORMAT", 99)
    with pytest.raises(InputError, match="another version"):
        unpack(content)


def test_a_year_that_stands_beside_the_article_is_none_of_it() -> None:
    text = "산업부는 AI 사업에 300억원을 투입한다. 공모는 곧 시작한다.\n공사가 이어진다.\n"
    beside = "홍길동 기자\n2026.03.04 09:12 송고\n관련기사\n내년 예산 30% 늘린다\n"
    assert page_of(text).times == page_of(text + beside).times == []
    assert [time.year for time in page_of(text + "내년에 끝난다.\n" + beside).times] == [2026]


def test_headlines_do_not_put_off_the_head_of_an_article() -> None:
    story = "산업부는 내년 AI 사업을 연다.\n\n" + "공모가 이어진다.\n\n" * 6 + "예산은 300억원이다.\n"
    plain, headed = (page_of(text) for text in (story, "공장에 인공지능\n새 공모\n\n" + story))
    offered = [
        [(one.years, place, away) for one in choices(page, page.sums[0], "funds") for place, _, away in one.offers]
        for page in (plain, headed)
    ]
    assert offered[0] == offered[1]
    assert ((("fiscal_year", 2026),), "head", 7) in offered[0]
