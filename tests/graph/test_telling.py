"""Claims in words: a sentence in Korean with the right particles, and one in English."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from graph.telling import Telling, tell, telling
from tests.graph.asking import Ask
from tests.graph.examples import MAX, MOTIE, MOTIR, SHIP, Said, pays, report, say, thing

MINISTER = thing("Person", "김정관")


@pytest.mark.parametrize(
    ("said", "korean", "english"),
    [
        (
            pays(MOTIR, MAX, "쓴다.", 7 * 10**11, amount_qualifier="at_most", modality="plan"),
            "산업통상부가 M.AX 얼라이언스에 최대 7,000억원을 댄다(계획).",
            "산업통상부 puts at most 700,000,000,000 won into M.AX 얼라이언스 (planned).",
        ),
        (pays(MOTIR, SHIP, "쓴다."), f"산업통상부가 {SHIP.name}에 자금을 댄다.", f"산업통상부 funds {SHIP.name}."),
        (
            say("HOLDS_POSITION", MINISTER, MOTIR, "장관", title="장관"),
            "김정관은 산업통상부 장관이다.",
            "김정관 is 장관 of 산업통상부.",
        ),
        (
            say("SUCCEEDS", MOTIR, MOTIE, "바꿨다.", kind="renamed"),
            "산업통상자원부가 산업통상부로 이름을 바꿨다.",
            "산업통상자원부 was renamed 산업통상부.",
        ),
        (say("SUCCEEDS", MOTIR, MOTIE, "이었다."), "산업통상부가 산업통상자원부의 뒤를 이었다.", None),
        (
            say("HAS_GOAL", MAX, None, "목표", value=10**14, unit="원", metric="부가가치", qualifier="at_least"),
            "M.AX 얼라이언스는 부가가치 100조원 이상을 목표로 한다.",
            "M.AX 얼라이언스 has the goal at least 100,000,000,000,000 won (부가가치).",
        ),
        (say("HAS_GOAL", MAX, None, "목표", value=4.5, unit="%"), "M.AX 얼라이언스는 4.5%를 목표로 한다.", None),
        (
            say("HAS_GOAL", MAX, None, "목표", value=1450.5, unit="원", metric="환율", qualifier="at_most"),
            "M.AX 얼라이언스는 환율 최대 1,450.5원을 목표로 한다.",
            "M.AX 얼라이언스 has the goal at most 1,450.5 won (환율).",
        ),
        (
            say("HAS_BUDGET", SHIP, None, "규모", amount_krw=6 * 10**11, amount_qualifier="about"),
            f"{SHIP.name}의 규모는 약 6,000억원이다.",
            f"{SHIP.name} has the budget about 600,000,000,000 won.",
        ),
    ],
)
def test_a_claim_is_told_in_both_languages(ask: Ask, said: Said, korean: str, english: str | None) -> None:
    (claim,) = ask(report("a", "2025-12-24", said)).claims().items
    told = tell(claim)
    assert told.korean == korean
    assert english is None or told.english == english


def test_a_wording_that_misses_a_predicate_or_names_what_there_is_not_is_refused() -> None:
    known = telling().model_dump()
    with pytest.raises(ValidationError, match="FUNDS"):
        Telling.model_validate(known | {"predicates": {k: v for k, v in known["predicates"].items() if k != "FUNDS"}})
    wrong = known["predicates"] | {"LEADS": {"korean": "{whoever} 이끈다", "english": "leads"}}
    with pytest.raises(KeyError, match="whoever"):
        Telling.model_validate(known | {"predicates": wrong})
