"""What is learned of years from annotated documents."""

from __future__ import annotations

import pytest

import ingest.korean.sentences  # noqa: F401  registers the component
from ingest.gold import GoldDocument
from ingest.korean.tokenizer import blank
from ingest.training.dates import questions
from ingest.training.money_truth import Example, example


def document(number: int) -> GoldDocument:
    """Make a document whose sum belongs to the year that its sentence names last."""
    year = 2024 + number % 5
    text = f"산업통상부는 {year - 2}년에 이 계획을 냈다. {year}년에는 AI 공장 사업에 {number + 3}00억원을 투입한다."
    return GoldDocument(
        f"T{number}", "", "2025-12-24", text,
        [{"name": "산업통상부", "type": "Ministry"}, {"name": "AI 공장 사업", "type": "Program"}],
        [
            {
                "predicate": "FUNDS", "subject": "산업통상부", "object": "AI 공장 사업",
                "amount_krw": (number + 3) * 10**10, "fiscal_year": year, "quote": text[text.index(f"{year}년에는") :],
            },
            {
                "predicate": "HAS_BUDGET", "subject": "AI 공장 사업", "amount_krw": (number + 3) * 10**10,
                "fiscal_year": year, "quote": text[text.index(f"{year}년에는") :],
            },
        ],
    )  # fmt: skip


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    return [example(nlp, document(number), [], annotated=True) for number in range(60)]


def test_a_number_is_asked_once_with_the_years_of_the_gold(examples: list[Example]) -> None:
    (asked,) = questions(examples[:1])
    assert asked.gold == (("fiscal_year", 2024),)
    assert asked.gold in asked.choices
    assert (("fiscal_year", 2022),) in asked.choices
    assert len(asked.columns) == len(asked.choices)
