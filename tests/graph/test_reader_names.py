"""Names: an entity by id or by any of its names, and search that puts the nearest first."""

from __future__ import annotations

from datetime import date

import pytest

from graph.errors import Ambiguous, InputError, NotFound
from tests.graph.asking import Ask
from tests.graph.examples import (
    MAX,
    MOTIE,
    MOTIR,
    ROBOT_SECTOR,
    ROBOT_TECHNOLOGY,
    pays,
    report,
    say,
    thing,
)


@pytest.mark.parametrize("name", ["alliance/max", "M.AX 얼라이언스", "max얼라이언스", " 맥스 ", "「M.AX」 얼라이언스"])
def test_an_entity_is_found_by_id_and_by_any_name_however_written(ask: Ask, name: str) -> None:
    assert ask(report("a", "2025-12-24", extra=(MAX,))).entity(name).id == "alliance/max"


def test_an_entity_comes_with_its_names_its_articles_and_its_claims(ask: Ask) -> None:
    entity = ask(
        report("a", "2025-09-10", say("LEADS", MOTIR, MAX, "산업통상부가 M.AX 얼라이언스를 이끈다.")),
        report("b", "2025-12-24", pays(MOTIR, MAX, "M.AX 얼라이언스에 돈을 댄다.", year=2026)),
        report("c", None, extra=(MAX,)),
    ).entity("맥스")
    assert (entity.name, entity.name_en, entity.aliases) == ("M.AX 얼라이언스", "M.AX Alliance", ["맥스"])
    assert (entity.articles, entity.first_mentioned, entity.last_mentioned) == (
        3,
        date(2025, 9, 10),
        date(2025, 12, 24),
    )
    assert (entity.claims_as_subject, entity.claims_as_object) == ({}, {"FUNDS": 1, "LEADS": 1})


def test_a_name_of_two_entities_is_ambiguous_and_names_them(ask: Ask) -> None:
    reader = ask(report("a", "2025-12-24", extra=(ROBOT_SECTOR, ROBOT_TECHNOLOGY)))
    with pytest.raises(Ambiguous) as raised:
        reader.entity("로봇")
    assert raised.value.candidates == [("sector/robot", "로봇"), ("technology/robot", "로봇")]
    assert reader.entity("technology/robot").label == "Technology"


def test_an_own_name_goes_before_an_alias(ask: Ask) -> None:
    other = thing("Program", "맥스 사업", "M.AX 얼라이언스")
    assert ask(report("a", "2025-12-24", extra=(MAX, other))).entity("M.AX 얼라이언스").id == MAX.id


def test_a_name_carried_one_after_the_other_means_the_present_body(ask: Ask) -> None:
    assert ask(report("a", "2025-12-24", extra=(MOTIE, MOTIR))).entity("산업부").id == "ministry/motir"


def test_without_dates_the_last_name_of_a_renaming_is_the_present_one(ask: Ask) -> None:
    old, new = thing("Program", "자율제조 사업", "AX 사업"), thing("Program", "팩토리 사업", "AX 사업")
    renamed = say("SUCCEEDS", new, old, "자율제조 사업은 팩토리 사업으로 바뀌었다.", kind="renamed")
    assert ask(report("a", "2025-12-24", renamed)).entity("AX 사업").id == new.id


def test_an_unknown_name_is_not_found_and_near_ones_are_named(ask: Ask) -> None:
    reader = ask(report("a", "2025-12-24", extra=(MOTIR, MAX)))
    with pytest.raises(NotFound, match="산업통상뷰") as raised:
        reader.entity("산업통상뷰")
    assert raised.value.hint == "Near: 산업통상부 (ministry/motir)"


def test_a_name_of_something_else_is_told_as_what_it_is(ask: Ask) -> None:
    reader = ask(report("a", "2025-12-24", extra=(MOTIR, MAX)))
    with pytest.raises(NotFound) as raised:
        reader.targets("산업통상부")
    assert raised.value.message == (
        "'산업통상부' has the label Ministry, and Sector, Technology or Region is asked for"
    )
    with pytest.raises(NotFound, match=r"'M\.AX 얼라이언스' has the label Alliance, and Program is asked for"):
        reader.funding(programme="M.AX 얼라이언스")


@pytest.mark.parametrize("name", ["", "  ", "\t"])
def test_an_empty_name_is_refused(ask: Ask, name: str) -> None:
    with pytest.raises(InputError, match="empty"):
        ask().entity(name)


def test_a_name_in_another_encoding_is_refused(ask: Ask) -> None:
    with pytest.raises(InputError, match="no UTF-8 text"):
        ask().entity("산업부\udcff")


def test_a_name_of_nothing_but_signs_is_not_found(ask: Ask) -> None:
    with pytest.raises(NotFound):
        ask(report("a", "2025-12-24", extra=(MOTIR,))).entity("···")


def test_search_puts_exact_before_prefix_before_containing_before_near(ask: Ask) -> None:
    names = ["AI 팩토리", "AI 팩토리 분과", "대형 AI 팩토리", "AI 펙토리"]
    made = tuple(thing("Program", name) for name in reversed(names))
    hits = ask(report("a", "2025-12-24", extra=made)).search("ai팩토리").items
    assert [(hit.entity.name, hit.how) for hit in hits] == [
        ("AI 팩토리", "exact"),
        ("AI 팩토리 분과", "prefix"),
        ("대형 AI 팩토리", "contains"),
        ("AI 펙토리", "fuzzy"),
    ]
