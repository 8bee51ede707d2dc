"""What the domain types take and what they refuse."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from graph.ids import claim_id, entity_id, fold, text_hash
from graph.model import Article, Claim, Entity, Extraction, Mention
from graph.ontology import EDGE_PREDICATES, LABELS, ONTOLOGY, PREDICATES, VALUE_PREDICATES

TEXT = "산업통상부가 M.AX 얼라이언스에 7000억원을 투입한다."
MOTIR = Entity(
    id="ministry/motir", type="Ministry", name="산업통상부", mentions=[Mention(text="산업통상부", start=0, end=5)]
)
MAX = Entity(id="alliance/max", type="Alliance", name="M.AX 얼라이언스")
SHIPS = Entity(id="sector/ships", type="Sector", name="조선")


def claim(**changed: Any) -> Claim:
    fields = {
        "id": "claim/1",
        "predicate": "FUNDS",
        "subject": MOTIR.id,
        "object": MAX.id,
        "qualifiers": {"amount_krw": 700_000_000_000, "fiscal_year": 2026},
        "quote": TEXT,
        "start": 0,
        "end": len(TEXT),
        "confidence": 0.9,
        "extractor": "test",
    }
    return Claim.model_validate(fields | changed)


def extraction(*claims: Claim, text: str | None = TEXT) -> Extraction:
    article = Article(id="a", text=text, text_sha256=text_hash(TEXT))
    return Extraction(article=article, entities=[MOTIR, MAX, SHIPS], claims=list(claims))


def test_the_ontology_has_twelve_labels_and_twelve_predicates() -> None:
    assert (len(LABELS), len(PREDICATES)) == (12, 12)
    assert set(VALUE_PREDICATES) == {"HAS_GOAL", "HAS_BUDGET"}
    assert set(EDGE_PREDICATES) | set(VALUE_PREDICATES) == set(PREDICATES)


@pytest.mark.parametrize(
    ("predicate", "subject", "obj", "allowed"),
    [
        ("FUNDS", "Ministry", "Alliance", True),
        ("FUNDS", "Person", "Program", False),
        ("SUCCEEDS", "Fund", "Fund", True),
        ("SUCCEEDS", "Fund", "Program", False),
        ("PART_OF", "Division", "Committee", True),
        ("PART_OF", "Committee", "Alliance", False),
        ("HAS_BUDGET", "Program", None, True),
        ("HAS_BUDGET", "Ministry", None, False),
        ("LEADS", "Ministry", None, False),
    ],
)
def test_a_predicate_joins_only_the_labels_that_it_allows(
    predicate: str, subject: str, obj: str | None, allowed: bool
) -> None:
    assert ONTOLOGY.predicates[predicate].allows(subject, obj) is allowed


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"quote": " ", "end": 1}, "has no quote"),
        ({"end": 3}, "do not span the quote"),
        ({"predicate": "PAYS"}, "is not a predicate"),
        ({"object": None}, "needs object"),
        ({"predicate": "HAS_BUDGET"}, "takes no object"),
        ({"predicate": "HAS_BUDGET", "object": None, "qualifiers": {}}, "lacks the qualifier amount_krw"),
        ({"qualifiers": {"amount_krw": 7.5}}, "amount_krw is 7.5, not a whole number of won"),
        ({"qualifiers": {"amount_krw": True}}, "amount_krw is True"),
        ({"qualifiers": {"amount_krw": "7000억"}}, "amount_krw is '7000억'"),
        ({"qualifiers": {"amount_krw": 10**18}}, "amount_krw is 1000000000000000000"),
        ({"qualifiers": {"fiscal_year": 26}}, "fiscal_year is 26, not a year"),
        ({"qualifiers": {"amount_qualifier": "roughly"}}, "amount_qualifier is 'roughly', not one of exact"),
        ({"qualifiers": {"role": "주관"}}, "takes no qualifier role"),
        ({"qualifiers": {"period_start": 2030, "period_end": 2026}}, "runs backwards"),
        ({"confidence": 1.2}, "confidence"),
    ],
)
def test_a_claim_is_refused_with_the_reason(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says.replace("[", r"\[")):
        claim(**changed)


def test_an_extraction_takes_a_claim_that_fits() -> None:
    assert extraction(claim()).claims[0].qualifiers["amount_krw"] == 700_000_000_000


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (claim(object="program/unknown"), "names program/unknown, which is not among the entities"),
        (claim(predicate="TARGETS", qualifiers={}, object=SHIPS.id), "TARGETS does not join Ministry → Sector"),
        (claim(predicate="SUCCEEDS", qualifiers={}, object=MOTIR.id), "joins an entity with itself"),
        (claim(quote="x" * len(TEXT)), "its quote is not the text at 0"),
    ],
)
def test_an_extraction_refuses_a_claim_that_does_not_fit(wrong: Claim, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        extraction(wrong)


def test_an_extraction_refuses_the_same_claim_twice() -> None:
    with pytest.raises(ValidationError, match="a claim id stands twice"):
        extraction(claim(), claim())


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"id": "ministry/x", "type": "Office", "name": "x"}, "'Office' is not a label"),
        ({"id": "fund/x", "type": "Ministry", "name": "x"}, "is not 'ministry/…'"),
        ({"id": "ministry/a b", "type": "Ministry", "name": "x"}, "in one piece"),
        ({"id": "program/x", "type": "Program", "name": "x", "kind": "company"}, "is none of Program's"),
        ({"id": "program/x", "type": "Program", "name": "x", "valid_from": "2025-13"}, "is not an ISO 8601 date"),
    ],
)
def test_an_entity_is_refused_with_the_reason(fields: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Entity.model_validate(fields)


def test_the_text_never_leaves_through_the_contract() -> None:
    assert "투입" not in extraction().model_dump_json()


def test_spellings_of_one_name_fold_to_one_key_and_numbers_stay_apart() -> None:
    assert fold("「산업 AI」 확산") == fold("산업AI 확산") == "산업ai확산"
    assert fold("전략 2.0") != fold("전략 20")
    assert fold("AI+ 전략") != fold("AI 전략")


def test_ids_are_readable_and_scoped_where_a_name_says_too_little() -> None:
    assert entity_id("Program", "AI 팩토리 선도사업") == "program/ai팩토리선도사업"
    assert entity_id("Division", "표준분과", scope="AI 산업정책위원회") == "division/ai산업정책위원회:표준분과"


def test_a_claim_has_the_id_of_what_it_says_and_where() -> None:
    said = ("a", "FUNDS", MOTIR.id, MAX.id, {"amount_krw": 1})
    assert claim_id(*said, 0) == claim_id(*said, 0)
    assert claim_id(*said, 0) != claim_id(*said, 7)
