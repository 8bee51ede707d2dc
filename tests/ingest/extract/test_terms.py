"""On what terms a sum is given, as learned from words, years and payers."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from importlib.resources import files

import numpy as np
import pytest

import ingest.korean.sentences  # noqa: F401  registers the component
from graph.errors import InputError
from graph.ids import text_hash
from graph.model import Article
from ingest.document import Node, Span
from ingest.extract.money import terms
from ingest.extract.money.around import around
from ingest.extract.money.cues import site_cues
from ingest.extract.money.layout import lay_out
from ingest.extract.money.page import Page
from ingest.extract.money.terms import ANSWERS, MODEL, Payment, Terms, default_terms, pack, term_cues, unpack
from ingest.korean.tokenizer import blank

NLP = blank()
NLP.add_pipe("kaigraph_sentences")
PAYERS = {"산업부": "Ministry", "중기부": "Ministry", "한빛은행": "Organization", "한빛전자": "Organization"}
KINDS = {"한빛은행": "bank", "한빛전자": "company"}


def page_of(text: str, title: str = "") -> Page:
    doc = NLP.make_doc(text)
    doc._.article = Article(id="t", title=title, text=text, text_sha256=text_hash(text), published_on=date(2025, 11, 6))
    doc = NLP(doc)
    doc._.nodes = [
        Node(label, name, [Span(text.index(name), text.index(name) + len(name))], kind=KINDS.get(name))
        for name, label in PAYERS.items()
        if name in text
    ]
    return lay_out(doc)


def payment(page: Page, year: int | None = None) -> Payment:
    site = page.sums[0]
    return Payment(site, site_cues(page, site, around(page, site)), page.nodes[0] if page.nodes else None, year)


@pytest.mark.parametrize(
    ("text", "year", "answers"),
    [
        ("산업부는 내년 이 사업에 300억원을 투입할 계획이다.", 2026, ("plan", "planned", "budget")),
        ("산업부는 올해 이 사업에 예산 300억원을 편성했다.", 2025, ("fact", "budgeted", "budget")),
        ("산업부는 지난해까지 이 사업에 300억원을 지원했다.", 2024, ("fact", "executed", "budget")),
        ("한빛전자는 2030년까지 공장에 3조원을 투자하기로 했다.", 2030, ("plan", "planned", "investment")),
        ("한빛은행은 중소기업에 5000억원을 저리로 대출하기로 했다.", None, ("plan", "planned", "loan")),
    ],
)
def test_terms_are_told_from_words_years_and_payers(text: str, year: int | None, answers: tuple[str, ...]) -> None:
    page = page_of(text)
    assert tuple(default_terms().tell(page, payment(page, year)).values()) == answers


def test_a_ministry_s_name_does_not_tell_what_it_pays_as() -> None:
    page = page_of("중기부는 새 사업에 300억원을 쓴다.")  # 중기부 ends in 기부, a word of giving
    assert "instrument=" in term_cues(page, payment(page))


def test_the_title_and_the_year_are_among_the_cues() -> None:
    page = page_of("산업부는 새 사업에 300억원을 쓴다.", title="2026년 예산안 발표")
    found = term_cues(page, payment(page, 2026))
    assert {"year=1", "title=drafted", "title,year=drafted1", "payer=Ministry"} <= set(found)
    assert "year=?" in term_cues(page, payment(page))


def test_without_cues_the_bias_answers_and_the_order_of_cues_does_not() -> None:
    bias = np.zeros(ANSWERS, np.float32)
    bias[1] = 1.0
    made = Terms({"a": 0, "b": 1}, np.vstack([np.eye(ANSWERS, dtype=np.float32)[2] * 2] * 2), bias)
    assert made.answer([])["modality"] == "plan"
    assert made.answer(["b", "a", "b"]) == made.answer(["a", "b"])
    assert made.answer(["a"])["modality"] == "proposal"


def test_what_is_packed_is_read_again_and_gives_the_same_bytes() -> None:
    content = pack(default_terms())
    assert pack(unpack(content)) == content
    page = page_of("산업부는 내년 이 사업에 300억원을 투입할 계획이다.")
    assert unpack(content).tell(page, payment(page, 2026)) == default_terms().tell(page, payment(page, 2026))


def test_a_model_for_other_answers_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = pack(default_terms())
    monkeypatch.setattr(terms, "QUESTIONS", {**terms.QUESTIONS, "modality": ("fact", "plan")})
    with pytest.raises(InputError, match="another version"):
        unpack(content)


def test_the_model_is_the_one_that_its_report_describes() -> None:
    folder = files("ingest.extract") / "models"
    report = json.loads((folder / "terms.json").read_text("utf-8"))
    assert report["model_sha256"] == sha256((folder / MODEL).read_bytes()).hexdigest()
    for reached in report["cross_validation"].values():
        assert reached["right"] > reached["right_by_rules"]
