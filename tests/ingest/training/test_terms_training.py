"""What is learned of the terms of sums from annotated documents."""

from __future__ import annotations

import pytest

import ingest.korean.sentences  # noqa: F401  registers the component
from ingest.extract.money.terms import pack
from ingest.gold import GoldDocument
from ingest.korean.tokenizer import blank
from ingest.training.money_truth import Example, example
from ingest.training.terms import LEAST_SEEN, Asked, fit, measure, sums


def document(number: int) -> GoldDocument:
    """Make a document one of whose sums is lent and planned, or spent as a budget; and that says what a thing costs."""
    lent = number % 2 == 0
    paid = (
        f"한빛은행은 AI 공장 사업에 {number + 3}00억원을 빌려주기로 했다."
        if lent
        else f"한빛은행은 AI 공장 사업에 {number + 3}00억원을 집행했다."
    )
    size = f"로봇 사업의 규모는 {number + 1}0억원이다."
    return GoldDocument(
        f"T{number}", "", "2025-12-24", f"{paid} {size}",
        [
            {"name": "한빛은행", "type": "Organization"}, {"name": "AI 공장 사업", "type": "Program"},
            {"name": "로봇 사업", "type": "Program"},
        ],
        [
            {
                "predicate": "FUNDS", "subject": "한빛은행", "object": "AI 공장 사업", "quote": paid,
                "amount_krw": (number + 3) * 10**10, "modality": "plan" if lent else "fact",
                "status": "planned" if lent else "executed", "instrument": "loan" if lent else "budget",
            },
            {
                "predicate": "HAS_BUDGET", "subject": "로봇 사업", "amount_krw": (number + 1) * 10**9, "quote": size,
                "modality": "fact",
            },
        ],
    )  # fmt: skip


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    return [example(nlp, document(number), [], annotated=True) for number in range(40)]


def test_a_sum_is_asked_once_and_a_size_only_whether_it_is_a_fact(examples: list[Example]) -> None:
    paid, size = sums(examples[:1])
    assert paid.gold == {"modality": "plan", "status": "planned", "instrument": "loan"}
    assert size.gold == {"modality": "fact"}
    assert "payer=Organizationbank" in paid.cues
    assert "payer=-" in size.cues


def test_what_is_learned_answers_for_unseen_documents(examples: list[Example]) -> None:
    reached = measure(list(sums(examples)), folds=4)
    assert reached["status"] == {"asked": 40, "right": 1.0, "right_by_rules": reached["status"]["right_by_rules"]}
    assert reached["instrument"]["right"] == 1.0
    assert reached["modality"]["asked"] == 80


def test_the_same_documents_give_the_same_model(examples: list[Example]) -> None:
    asked = list(sums(examples))
    assert pack(fit(asked)) == pack(fit(asked))


def test_a_cue_seen_too_rarely_is_not_learned() -> None:
    asked = [
        Asked(n, {"often", "yes" if n % 2 else "no", *(["rare"] if n < LEAST_SEEN - 1 else [])}, gold, gold)
        for n in range(20)
        for gold in [
            {
                "modality": "fact" if n % 2 else "plan",
                "status": "executed" if n % 2 else "planned",
                "instrument": "budget" if n % 2 else "loan",
            }
        ]
    ]
    known = fit(asked).cues
    assert {"yes", "no"} <= known.keys()
    assert "rare" not in known
