"""What is read of money and targets, on sentences of our own (`money_sentences.yaml`)."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import ingest.korean.sentences  # noqa: F401  registers the component
from graph.ids import text_hash
from graph.model import Article
from ingest.document import Draft, Node, Span
from ingest.extract.money import MoneyReader
from ingest.korean.amounts import find
from ingest.korean.tokenizer import blank

ON = date(2025, 12, 24)
SENTENCES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("money_sentences.yaml").read_text("utf-8"))
VALUES = {"FUNDS": ("amount_krw", "fiscal_year"), "HAS_BUDGET": ("amount_krw", "fiscal_year")}


@pytest.fixture(scope="module")
def nlp():
    made = blank()
    made.add_pipe("kaigraph_sentences")
    return made


@pytest.fixture(scope="module")
def reader() -> MoneyReader:
    return MoneyReader()


def read(nlp, reader: MoneyReader, text: str, named: dict[str, str], on: date | None = ON) -> list[Draft]:
    """Read a text in which `named` gives the label of each name."""
    doc = nlp.make_doc(text)
    doc._.article = Article(id="a", published_on=on, text=text, text_sha256=text_hash(text))
    doc = nlp(doc)
    doc._.nodes = [
        Node(label, name, [Span(at, at + len(name)) for at in range(len(text)) if text.startswith(name, at)])
        for name, label in named.items()
    ]
    return reader(doc)._.claims


def said(claim: Draft) -> list[Any]:
    """Return a claim as the table writes it."""
    value, year = VALUES.get(claim.predicate, ("value", "by_year"))
    obj = claim.object.name if claim.object else None
    return [claim.predicate, claim.subject.name, obj, claim.qualifiers.get(value), claim.qualifiers.get(year)]


@pytest.fixture(scope="module")
def readings(nlp, reader) -> list[tuple[dict[str, Any], list[list[Any]]]]:
    return [(row, [said(c) for c in read(nlp, reader, row["text"], row["named"])]) for row in SENTENCES]


def test_most_sentences_are_read_as_they_should(readings) -> None:
    whole = [row["text"] for row, found in readings if sorted(map(str, found)) != sorted(map(str, row["claims"]))]
    assert len(SENTENCES) >= 60
    assert len(whole) <= 0.25 * len(SENTENCES), "\n".join(whole)


def test_hardly_any_claim_is_wrong(readings) -> None:
    wrong = [(row["text"], claim) for row, found in readings for claim in found if claim[:4] not in _ends(row)]
    shown = sum(len(found) for _, found in readings)
    assert len(wrong) <= 0.1 * shown, "\n".join(map(str, wrong))


def _ends(row: dict[str, Any]) -> list[list[Any]]:
    return [claim[:4] for claim in row["claims"]]


def test_no_amount_is_made_up(readings) -> None:
    for row, found in readings:
        written = {a.value for a in find(row["text"])}
        assert all(claim[3] in written for claim in found if claim[0] != "HAS_GOAL" and claim[3] is not None)


def test_years_are_right_where_the_sentence_says_them(readings) -> None:
    counts: Counter[bool] = Counter()
    for row, found in readings:
        years = {tuple(map(str, c[:4])): c[4] for c in row["claims"]}
        for claim in found:
            expected = years.get(tuple(map(str, claim[:4])))
            if expected is not None:
                counts[claim[4] == expected] += 1
    assert counts[True] >= 20
    assert counts[False] <= 0.1 * counts.total()


def test_a_claim_quotes_its_sentence_to_the_letter(nlp, reader) -> None:
    text = "행사가 열렸다. 산업통상부는 내년 'AI 공장 확산 사업'에 7천억원을 투입한다. 관심이 크다."
    (claim,) = read(nlp, reader, text, {"산업통상부": "Ministry", "AI 공장 확산 사업": "Program"})
    assert text[claim.start : claim.end] == "산업통상부는 내년 'AI 공장 확산 사업'에 7천억원을 투입한다."


def test_a_payment_has_its_instrument_status_and_exactness(nlp, reader) -> None:
    text = "한국산업은행은 내년 '미래모빌리티 펀드'에 최대 500억 원을 출자할 계획이다."
    (claim,) = read(nlp, reader, text, {"한국산업은행": "Organization", "미래모빌리티 펀드": "Fund"})
    assert claim.qualifiers["instrument"] == "investment"
    assert claim.qualifiers["status"] == "planned"
    assert claim.qualifiers["amount_qualifier"] == "at_most"
    assert claim.modality == "plan"


def test_without_a_date_no_year_is_guessed(nlp, reader) -> None:
    text = "산업통상부는 내년 'AI 공장 확산 사업'에 7천억원을 투입한다."
    (claim,) = read(nlp, reader, text, {"산업통상부": "Ministry", "AI 공장 확산 사업": "Program"}, on=None)
    assert "fiscal_year" not in claim.qualifiers


def test_what_two_places_state_is_claimed_once(nlp, reader) -> None:
    text = (
        "산업통상부는 내년 'AI 공장 확산 사업'에 7천억원을 투입한다.\n\n"
        "산업통상부는 'AI 공장 확산 사업'에 내년 7000억 원을 투입하기로 했다."
    )
    claims = read(nlp, reader, text, {"산업통상부": "Ministry", "AI 공장 확산 사업": "Program"})
    assert [said(c) for c in claims] == [["FUNDS", "산업통상부", "AI 공장 확산 사업", 700_000_000_000, 2026]]


def test_the_same_text_is_read_the_same_every_time(nlp, reader) -> None:
    row = SENTENCES[15]
    first, second = (read(nlp, reader, row["text"], row["named"]) for _ in range(2))
    assert [(said(c), c.confidence, c.start) for c in first] == [(said(c), c.confidence, c.start) for c in second]


def test_confidence_lies_between_nothing_and_certainty(nlp, reader) -> None:
    for row in SENTENCES[:20]:
        assert all(0 < c.confidence < 1 for c in read(nlp, reader, row["text"], row["named"]))


def test_money_in_a_quotation_is_said_by_its_speaker(nlp, reader) -> None:
    text = '김정관 장관은 "산업통상부는 내년 M.AX 얼라이언스에 7천억원을 투입한다"고 말했다.'
    named = {"김정관": "Person", "산업통상부": "Ministry", "M.AX 얼라이언스": "Alliance"}
    (claim,) = [c for c in read(nlp, reader, text, named) if c.predicate == "FUNDS"]
    assert claim.asserted_by is not None
    assert (claim.asserted_by.name, claim.qualifiers["amount_krw"]) == ("김정관", 700_000_000_000)


def test_money_outside_of_quotations_is_said_by_the_article(nlp, reader) -> None:
    text = "산업통상부는 내년 M.AX 얼라이언스에 7천억원을 투입한다."
    claims = read(nlp, reader, text, {"산업통상부": "Ministry", "M.AX 얼라이언스": "Alliance"})
    assert [c.asserted_by for c in claims] == [None]


def test_what_people_without_a_name_pay_is_not_claimed(nlp, reader) -> None:
    text = "산업통상부는 선박 사업에 2500억원을 투입한다. 나머지 1500억원은 참여하는 기업과 기관이 댄다."
    claims = read(nlp, reader, text, {"산업통상부": "Ministry", "선박 사업": "Program"})
    assert [c.qualifiers.get("amount_krw") for c in claims] == [250_000_000_000]


def test_money_spent_around_a_body_is_its(nlp, reader) -> None:
    text = "산업통상부는 내년 AI 예산 가운데 7,000억 원을 M.AX 얼라이언스 중심으로 집행할 계획이다."
    named = {"산업통상부": "Ministry", "AI": "Technology", "M.AX 얼라이언스": "Alliance"}
    claims = read(nlp, reader, text, named)
    assert [(c.object and c.object.name, c.qualifiers.get("amount_krw")) for c in claims] == [
        ("M.AX 얼라이언스", 700_000_000_000)
    ]


GIVERS = {"경상남도": "Organization", "창원시": "Organization", "제조 AI 실증센터 구축사업": "Program"}


def test_what_each_of_several_gives_is_no_joint_sum(nlp, reader) -> None:
    text = "경상남도와 창원시가 제조 AI 실증센터 구축사업에 각각 50억원씩을 지원한다."
    found = read(nlp, reader, text, GIVERS)
    assert {(c.subject.name, c.qualifiers["amount_krw"]) for c in found} == {
        ("경상남도", 5_000_000_000), ("창원시", 5_000_000_000)
    }  # fmt: skip
    assert not any("shared" in c.qualifiers for c in found)


def test_what_several_give_together_is_a_joint_sum(nlp, reader) -> None:
    text = "경상남도와 창원시가 제조 AI 실증센터 구축사업에 100억원을 함께 지원한다."
    found = read(nlp, reader, text, GIVERS)
    assert {(c.subject.name, c.qualifiers["shared"]) for c in found} == {("경상남도", True), ("창원시", True)}


@pytest.mark.parametrize("givers", ["경상남도와 민간이", "경상남도 등이"])
def test_what_a_payer_gives_with_others_who_are_not_named_is_a_joint_sum(nlp, reader, givers: str) -> None:
    text = f"{givers} 제조 AI 실증센터 구축사업에 100억원을 투입한다."
    found = read(nlp, reader, text, GIVERS)
    assert [(c.subject.name, c.qualifiers.get("shared")) for c in found] == [("경상남도", True)]


def test_what_a_payer_gives_alone_is_no_joint_sum(nlp, reader) -> None:
    text = "경상남도는 제조 AI 실증센터 구축사업에 100억원을 투입한다."
    found = read(nlp, reader, text, GIVERS)
    assert [(c.subject.name, c.qualifiers.get("shared")) for c in found] == [("경상남도", None)]


def test_a_sum_that_adds_up_what_each_gives_is_not_given_once_more(nlp, reader) -> None:
    text = "경상남도와 창원시가 제조 AI 실증센터 구축사업에 50억원씩 모두 100억원을 지원한다."
    found = read(nlp, reader, text, GIVERS)
    assert [c.qualifiers["amount_krw"] for c in found if c.predicate == "FUNDS"] == [5_000_000_000] * 2


def test_a_sum_that_a_payer_gives_with_people_without_a_name_is_not_all_its_own(nlp, reader) -> None:
    text = "정부와 민간이 휴머노이드 개발사업에 2000억원씩 모두 4000억원을 투입한다."
    found = read(nlp, reader, text, {"정부": "Ministry", "휴머노이드 개발사업": "Program"})
    assert [c.qualifiers["amount_krw"] for c in found if c.predicate == "FUNDS"] == [200_000_000_000]


@pytest.mark.parametrize("each", ["해마다 50억원씩", "연간 50억원씩", "사업당 50억원씩", "5년간 50억원씩"])
def test_what_several_give_each_year_or_programme_is_given_together(nlp, reader, each: str) -> None:
    text = f"경상남도와 창원시가 제조 AI 실증센터 구축사업에 {each}을 지원한다."
    found = read(nlp, reader, text, GIVERS)
    assert [(c.subject.name, c.qualifiers["amount_krw"], c.qualifiers.get("shared")) for c in found] == [
        ("경상남도", 5_000_000_000, True),
        ("창원시", 5_000_000_000, True),
    ]


def test_what_several_give_each_place_is_no_sum_of_theirs(nlp, reader) -> None:
    text = "경상남도와 창원시가 제조 AI 실증센터 구축사업에 곳당 50억원씩을 지원한다."
    assert read(nlp, reader, text, GIVERS) == []
