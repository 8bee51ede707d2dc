"""What is learned of years from annotated documents."""

from __future__ import annotations

import pytest

import ingest.korean.sentences  # noqa: F401  registers the component
from ingest.extract.money.dating import pack
from ingest.gold import GoldDocument
from ingest.korean.tokenizer import blank
from ingest.training.dates import learn, questions, train
from ingest.training.money_truth import Example, example


def document(number: int) -> GoldDocument:
    """Make a document whose sum belongs to the year that its sentence names last."""
    year = 2024 + number % 5
    spent = f"{year}년에는 AI 공장 사업에 {number + 3}00억원을 투입한다."
    aim = f"{year + 3}년까지 AI 공장 {number + 10}곳을 만든다."
    text = f"산업통상부는 {year - 2}년에 이 계획을 냈다. {spent} {aim}"
    return GoldDocument(
        f"T{number}", "", "2025-12-24", text,
        [{"name": "산업통상부", "type": "Ministry"}, {"name": "AI 공장 사업", "type": "Program"}],
        [
            {
                "predicate": "FUNDS", "subject": "산업통상부", "object": "AI 공장 사업",
                "amount_krw": (number + 3) * 10**10, "fiscal_year": year, "quote": spent,
            },
            {
                "predicate": "HAS_BUDGET", "subject": "AI 공장 사업", "amount_krw": (number + 3) * 10**10,
                "fiscal_year": year, "quote": spent,
            },
            {
                "predicate": "HAS_GOAL", "subject": "AI 공장 사업", "metric": "AI 공장", "value": number + 10,
                "unit": "곳", "by_year": year + 3, "quote": aim,
            },
        ],
    )  # fmt: skip


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    return [example(nlp, document(number), [], annotated=True) for number in range(60)]


def test_a_number_is_asked_once_with_the_years_of_the_gold(examples: list[Example]) -> None:
    paid, aimed = questions(examples[:1])
    assert (paid.form, paid.gold) == ("funds", (("fiscal_year", 2024),))
    assert {paid.gold, (("fiscal_year", 2022),)} <= set(paid.choices)
    assert len(paid.columns) == len(paid.choices)
    assert (aimed.form, aimed.gold) == ("goal", (("by_year", 2027),))


def test_what_is_learned_tells_the_years_of_unseen_documents(examples: list[Example]) -> None:
    trained = train(examples, folds=3)
    assert trained.reached["funds"]["asked"] == 60
    assert trained.reached["funds"]["right"] > 0.9
    assert trained.reached["goal"]["right"] > 0.9
    assert len(trained.without) == 3


def test_the_same_documents_teach_the_same(examples: list[Example]) -> None:
    asked = list(questions(examples))
    assert pack(learn(asked)) == pack(learn(asked))
