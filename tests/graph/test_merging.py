"""Two entities are made one: in the store, and in whatever is written to it afterwards."""

from __future__ import annotations

import pytest

from graph.check import check, graph_hash
from graph.errors import InputError, Merged, NotFound
from graph.merged import as_merged
from graph.merges import forget
from graph.merging import Merging, merge
from graph.reader import Reader
from graph.store import Store
from graph.writer import Writer
from tests.graph.asking import fill
from tests.graph.examples import MAX, MOTIR, SHIP, pays, report, say, thing

TWIN = thing("Alliance", "제조 AX 얼라이언스")
PAYS = pays(MOTIR, TWIN, "산업통상부는 제조 AX 얼라이언스에 7천억원을 쓴다.", 7 * 10**11, year=2026)
ARTICLES = (
    report("a", "2025-12-24", PAYS, say("LEADS", MOTIR, MAX, "산업통상부가 M.AX를 이끈다.")),
    report("b", "2025-12-25", say("LEADS", MOTIR, MAX, "산업통상부가 얼라이언스를 이끈다.")),
)


@pytest.fixture
def filled(store: Store) -> Store:
    return fill(store, *ARTICLES)


def test_what_was_said_of_either_is_said_of_one(filled: Store) -> None:
    assert merge(filled, TWIN.id, MAX.id) == Merging(old=TWIN.id, new=MAX.id, articles=1)
    reader = Reader(filled)
    (row,) = reader.funding(recipient=MAX.id).named.rows
    assert (row.amount_krw, row.claims[0].quote) == (7 * 10**11, PAYS.quote)
    assert TWIN.name in reader.entity(MAX.id).aliases
    with pytest.raises(Merged):
        reader.entity(TWIN.id)
    assert check(filled).ok


def test_articles_that_are_read_again_or_come_later_name_the_present_entity(filled: Store) -> None:
    merge(filled, TWIN.id, MAX.id)
    writer, before = Writer(filled), graph_hash(filled)
    assert [writer.write(one) for one in ARTICLES] == ["unchanged", "unchanged"]
    assert graph_hash(filled) == before
    assert writer.fingerprint(ARTICLES[0]) == writer.manifest()["a"]
    fill(filled, report("c", "2025-12-26", say("TARGETS", TWIN, thing("Sector", "조선"), "조선을 겨냥한다.")))
    assert [claim.subject.id for claim in Reader(filled).claims(predicate="TARGETS").items] == [MAX.id]
    assert check(filled).ok


def test_the_same_again_changes_nothing_and_taking_it_back_needs_the_articles(filled: Store) -> None:
    untouched = graph_hash(filled)
    merge(filled, TWIN.id, MAX.id)
    assert merge(filled, TWIN.id, MAX.id) == Merging(old=TWIN.id, new=MAX.id, articles=0)
    assert forget(filled, TWIN.id)
    assert [Writer(filled).write(one) for one in ARTICLES] == ["changed", "unchanged"]
    assert graph_hash(filled) == untouched


def test_what_cannot_be_one_is_refused(filled: Store) -> None:
    before = graph_hash(filled)
    with pytest.raises(InputError, match="different kinds"):
        merge(filled, TWIN.id, MOTIR.id)
    with pytest.raises(InputError, match="one already"):
        merge(filled, MAX.id, MAX.id)
    with pytest.raises(NotFound):
        merge(filled, TWIN.id, "alliance/none")
    with pytest.raises(InputError, match="no entity's id"):
        merge(filled, "alliance/x y", MAX.id)
    assert graph_hash(filled) == before


def test_a_claim_that_would_join_an_entity_with_itself_goes_and_the_surer_of_two_stays() -> None:
    whole = thing("Program", "제조 혁신")
    part = say("PART_OF", SHIP, whole, "하나는 다른 하나의 일부다.")
    once = say("TARGETS", SHIP, thing("Sector", "조선"), "조선을 겨냥한다.", confidence=0.6)
    again = say("TARGETS", whole, thing("Sector", "조선"), "조선을 겨냥한다.", confidence=0.9)
    (claim,) = as_merged(report("a", None, part, once, again), {whole.id: SHIP.id}).claims
    assert (claim.subject, claim.predicate, claim.confidence) == (SHIP.id, "TARGETS", 0.9)
