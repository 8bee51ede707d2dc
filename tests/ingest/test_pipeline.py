"""The pipeline from an article to the extraction contract."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from graph.model import Article
from ingest.document import Draft, Node, Span
from ingest.korean.tokenizer import blank
from ingest.pipeline import COMPONENTS, Pipeline, article_of, build, contract

TEXT = (
    "산업통상부는 24일 서울에서 M.AX 얼라이언스 제1차 정기총회를 열었다. "
    "산업부는 내년에 M.AX 얼라이언스에 7000억원을 투입한다. 김정관 산업부 장관이 참석했다."
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def article(text: str = TEXT, name: str = "t") -> Article:
    return article_of(text, name, published_on=date(2025, 12, 24))


def test_the_pipeline_has_its_components_in_order() -> None:
    assert build().pipe_names == list(COMPONENTS)


def test_every_quote_and_every_mention_is_the_text_at_its_offsets(pipeline: Pipeline) -> None:
    read = pipeline.read(article())
    assert len(read.claims) >= 3
    assert all(TEXT[c.start : c.end] == c.quote for c in read.claims)
    assert all(TEXT[m.start : m.end] == m.text for e in read.entities for m in e.mentions)


def test_who_funds_what_is_read_with_its_year_and_whole_won(pipeline: Pipeline) -> None:
    read = pipeline.read(article())
    names = {e.id: e.name for e in read.entities}
    paid = [(names[c.subject], names[c.object or ""], c.qualifiers) for c in read.claims if c.predicate == "FUNDS"]
    assert [p[:2] for p in paid] == [("산업통상부", "M.AX 얼라이언스")]
    assert (paid[0][2]["amount_krw"], paid[0][2]["fiscal_year"]) == (700_000_000_000, 2026)


def test_a_page_says_nothing_beside_its_article(pipeline: Pipeline) -> None:
    above = "가나일보\n로그인\n전체메뉴\n입력 2027.03.04 09:12\n"
    below = "홍길동 기자\n제보를 기다립니다.\n많이 본 뉴스\n국민성장펀드 150조원 조성\n과기정통부, GPU에 2028년 2조원\n"
    alone, on_page = pipeline.read(article()), pipeline.read(article(f"{above}{TEXT}\n공모는 곧 시작한다.\n{below}"))
    assert {e.id for e in on_page.entities} == {e.id for e in alone.entities}
    told = [{(c.predicate, c.subject, c.object, str(c.qualifiers)) for c in read.claims} for read in (alone, on_page)]
    assert told[0] == told[1]


def test_blanks_and_full_width_forms_are_read_as_plain_ones_and_quoted_as_written(pipeline: Pipeline) -> None:
    text = "산업통상부는\u00a0내년 ‘ＡＩ 실증 사업’에 1조\u00a0２，０００억\u3000원을 투입한다."
    read = pipeline.read(article(text))
    (paid,) = [c for c in read.claims if c.predicate == "FUNDS"]
    assert paid.qualifiers["amount_krw"] == 1_200_000_000_000
    assert paid.quote == text
    (program,) = [e for e in read.entities if e.id == paid.object]
    assert (program.name, program.mentions[0].text) == ("AI 실증 사업", "ＡＩ 실증 사업")


def test_a_wrapped_text_is_read_as_its_whole_lines_are_and_quoted_as_written(pipeline: Pipeline) -> None:
    text = (
        "과학기술정보통신부는 24일 서울에서 총회를 열고 제조 AX 얼라이언스의 새 계획을 내놓았다. "
        "이 계획에 따라 과학기술정보통신부는 내년에 국가 AI 컴퓨팅센터 구축사업에 총 1조 2,000억 원을 지원한다."
    )
    wrapped = "\n".join(textwrap.wrap(text, 28))
    whole, read = (pipeline.read(article_of(one, "a", published_on=date(2025, 11, 1))) for one in (text, wrapped))
    said = [(c.predicate, c.subject, c.object, c.qualifiers, c.start, c.end) for c in whole.claims]
    assert said == [(c.predicate, c.subject, c.object, c.qualifiers, c.start, c.end) for c in read.claims]
    (paid,) = [one for one in read.claims if one.predicate == "FUNDS"]
    assert (paid.qualifiers["amount_krw"], paid.quote) == (1_200_000_000_000, wrapped[paid.start : paid.end])


def test_marks_as_newspapers_set_them_are_read_as_plain_ones(pipeline: Pipeline) -> None:
    plain = "산업통상부는 'AI 팩토리'와 'M.AX·제조 얼라이언스' 등 \"핵심\" 사업에 내년 3000억원을 투입한다."
    text = "산업통상부는 ‘AI 팩토리’와 ‘M.AXㆍ제조 얼라이언스’ 등 “핵심” 사업에 내년 3000억원을 투입한다."
    one, other = (pipeline.read(article(said)) for said in (plain, text))
    assert [(e.id, e.name) for e in one.entities] == [(e.id, e.name) for e in other.entities]
    assert [c.qualifiers for c in one.claims] == [c.qualifiers for c in other.claims]
    assert all(text[m.start : m.end] == m.text for e in other.entities for m in e.mentions)


def test_what_was_read_before_makes_no_difference(pipeline: Pipeline) -> None:
    alone = pipeline.read(article()).model_dump_json()
    pipeline.read(article("삼성전자는 반도체에 10조원을 투자한다.", "other"))
    assert pipeline.read(article()).model_dump_json() == alone


def test_an_article_without_text_is_refused(pipeline: Pipeline) -> None:
    with pytest.raises(ValueError, match="carries no text"):
        pipeline.read(Article(id="t", text_sha256="0" * 64))


def test_a_part_can_be_replaced() -> None:
    assert Pipeline(blank()).read(article()).entities == []


def drafted(*drafts: Draft, nodes: list[Node]) -> Doc:
    nlp: Language = blank()
    doc = nlp(TEXT)
    doc._.article = article()
    doc._.nodes, doc._.claims = nodes, list(drafts)
    return doc


def test_a_draft_that_the_ontology_forbids_is_dropped_and_the_rest_kept() -> None:
    ministry = Node("Ministry", "산업통상부", [Span(0, 5)])
    alliance = Node("Alliance", "M.AX 얼라이언스", [Span(TEXT.index("M.AX"), TEXT.index("M.AX") + 10)])
    good = Draft("LEADS", ministry, alliance, 0, 20, confidence=0.8)
    nodes = [ministry, alliance]
    backwards = Draft("TARGETS", ministry, alliance, 0, 20, confidence=0.9)
    wrong_sum = Draft("FUNDS", ministry, alliance, 0, 20, {"amount_krw": 0}, confidence=0.9)
    read = contract(drafted(good, backwards, wrong_sum, nodes=nodes))
    assert [c.predicate for c in read.claims] == ["LEADS"]


def test_of_two_drafts_that_say_the_same_the_surer_one_is_kept() -> None:
    ministry = Node("Ministry", "산업통상부", [Span(0, 5)])
    alliance = Node("Alliance", "M.AX 얼라이언스", [Span(TEXT.index("M.AX"), TEXT.index("M.AX") + 10)])
    drafts = [Draft("LEADS", ministry, alliance, 0, 20, confidence=c) for c in (0.4, 0.8)]
    assert [c.confidence for c in contract(drafted(*drafts, nodes=[ministry, alliance])).claims] == [0.8]
