"""Common words that are things only where money is put into them."""

from __future__ import annotations

import pytest

from ingest.extract.coreference import Thing
from ingest.extract.mentions import Mention
from ingest.extract.paid import RULE, SURE, proposals, raised, table
from ingest.gazetteer import gazetteer
from ingest.korean.tokenizer import blank

NLP = blank()


def proposed(text: str, found: list[Mention] | None = None) -> list[str]:
    """Return what is proposed in a text, by its places."""
    doc = NLP(text)
    matches = gazetteer().find(text, doc._.morphs, None)
    return [text[m.start : m.end] for m in proposals(text, found or [], matches) if m.rule == RULE]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("정부는 올해 인공지능(AI) 분야에 3조 6000억원을 투입한다.", "인공지능(AI)"),
        ("올해 정부 AI 예산을 3조 6000억원까지 늘린다.", "AI"),
        ("산업부의 내년 AI 예산안은 1조1347억원이다.", "AI"),
        ("산업별 배분은 AI(30조 원), 반도체(20조 9000억 원)다.", "AI"),
        ("내년에 인공지능(AI) 6조원, 반도체 4조 2천억원을 공급한다.", "인공지능(AI)"),
        ("펀드는 30조원을 AI에 배정했다.", "AI"),
        ("AI 연구개발에는 1.5조원이 들어간다.", "AI"),
        ("정부는 총 1조 8000억원 규모의 AI 예산을 편성했다.", "AI"),
    ],
)
def test_a_word_that_a_sum_is_for_is_proposed(text: str, word: str) -> None:
    assert proposed(text) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "정부는 AI 시대를 맞아 사업 예산 3조원을 편성했다.",
        "AI 대전환에 5조 1천억원을 쓴다.",
        "AI에 밀린 기업이 많다. 정부는 3조원을 투입한다.",
        "제조 AI에 300억원을 투입한다.",
        "정부는 AI 예산 가운데 7000억원을 공장에 쓴다.",
        "산업부는 3조원으로 공장을 짓는다. AI에 투자한다.",
    ],
)
def test_a_word_that_gets_no_sum_is_not(text: str) -> None:
    assert proposed(text) == []


def test_what_only_adds_a_noun_of_money_gives_way_and_a_longer_name_does_not() -> None:
    text = "정부는 AI 예산 3조원을 편성했다."
    assert proposed(text, [Mention(4, 9, "Technology", 0.4, rule="crf")]) == ["AI"]
    text = "정부는 AI 예산 혁신 3조원을 편성했다."
    assert proposed(text, [Mention(4, 12, "Program", 0.9, rule="crf")]) == []


def test_the_judges_doubt_is_overruled_for_such_words_alone() -> None:
    entry = gazetteer().entries[min(table().entries)]
    paid = Thing("Technology", "인공지능", [Mention(0, 2, "Technology", SURE, rule=RULE)], known=entry)
    other = Thing("Technology", "로봇", [Mention(0, 2, "Technology", 0.3, rule="known")])
    verdicts = list(raised([(paid, "Program", 0.1), (other, "Technology", 0.1), (paid, "Technology", 0.9)]))
    assert [(label, sure) for _, label, sure in verdicts] == [
        ("Technology", SURE),
        ("Technology", 0.1),
        ("Technology", 0.9),
    ]
