"""Two entities are made one: in the store, and in whatever is written to it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.check import check, graph_hash
from graph.errors import InputError, Merged, NotFound
from graph.export.documents import Document, document
from graph.export.formats import export_to
from graph.importing import import_dump, open_dump
from graph.merged import as_merged, present_ids_at
from graph.merges import record
from graph.merging import Merging, Unmerging, merge, unmerge
from graph.reader import Reader
from graph.settings import StoreSettings
from graph.store import Store
from graph.store.opening import open_store
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


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(StoreSettings(neo4j_uri=None, data=tmp_path / "other"))) as opened:
        yield opened


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


def test_the_same_again_changes_nothing(filled: Store) -> None:
    merge(filled, TWIN.id, MAX.id)
    before = graph_hash(filled)
    assert merge(filled, TWIN.id, MAX.id) == Merging(old=TWIN.id, new=MAX.id, articles=0)
    assert graph_hash(filled) == before


def test_what_was_said_of_an_entity_is_said_of_it_again_once_its_merge_is_taken_back(filled: Store) -> None:
    untouched = graph_hash(filled)
    merge(filled, TWIN.id, MAX.id)
    assert unmerge(filled, TWIN.id) == Unmerging(old=TWIN.id, articles=1)
    assert graph_hash(filled) == untouched
    assert [Writer(filled).write(one) for one in ARTICLES] == ["unchanged", "unchanged"]
    assert unmerge(filled, TWIN.id) is None
    assert check(filled).ok


def test_articles_that_came_since_say_again_what_they_said(filled: Store) -> None:
    later = report("c", "2025-12-26", say("TARGETS", TWIN, thing("Sector", "조선"), "조선을 겨냥한다."))
    both = graph_hash(fill(filled, later))
    Writer(filled).delete("c")
    merge(filled, TWIN.id, MAX.id)
    fill(filled, later)
    assert unmerge(filled, TWIN.id) == Unmerging(old=TWIN.id, articles=2)
    assert graph_hash(filled) == both


def test_of_several_merges_one_is_taken_back_at_a_time(filled: Store) -> None:
    third = thing("Alliance", "셋째 얼라이언스")
    fill(filled, report("c", "2025-12-26", say("LEADS", MOTIR, third, "산업통상부가 셋째를 이끈다.")))
    untouched = graph_hash(filled)
    merge(filled, TWIN.id, third.id)
    merge(filled, third.id, MAX.id)
    assert unmerge(filled, third.id) == Unmerging(old=third.id, articles=2)
    assert [row.recipient.id for row in Reader(filled).funding(recipient=third.id).named.rows] == [third.id]
    assert unmerge(filled, TWIN.id) == Unmerging(old=TWIN.id, articles=1)
    assert graph_hash(filled) == untouched
    merge(filled, TWIN.id, third.id)
    merge(filled, third.id, MAX.id)
    assert unmerge(filled, TWIN.id) == Unmerging(old=TWIN.id, articles=1)
    assert [row.recipient.id for row in Reader(filled).funding(recipient=TWIN.id).named.rows] == [TWIN.id]
    assert unmerge(filled, third.id) == Unmerging(old=third.id, articles=1)
    assert graph_hash(filled) == untouched


def test_taking_back_that_was_broken_off_goes_on(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    untouched = graph_hash(filled)
    merge(filled, TWIN.id, MAX.id)
    with monkeypatch.context() as patch:
        patch.setattr("graph.merges.forget", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            unmerge(filled, TWIN.id)
    assert unmerge(filled, TWIN.id) == Unmerging(old=TWIN.id, articles=0)
    assert graph_hash(filled) == untouched


def test_what_an_older_kaigraph_merged_comes_back_when_it_is_read_again(filled: Store) -> None:
    untouched = graph_hash(filled)
    merge(filled, TWIN.id, MAX.id)
    without = {"id": "a", "properties": {"as_read": None}}
    filled.write(lambda transaction: transaction.run("write/article", without))
    assert unmerge(filled, TWIN.id) == Unmerging(old=TWIN.id, articles=0)
    assert [Writer(filled).write(one) for one in ARTICLES] == ["changed", "unchanged"]
    assert graph_hash(filled) == untouched


def test_an_article_that_says_it_by_itself_when_it_is_read_again_goes_on_saying_so(filled: Store) -> None:
    merge(filled, TWIN.id, MAX.id)
    by_itself = as_merged(ARTICLES[0], {TWIN.id: MAX.id})
    assert Writer(filled).write(by_itself) == "unchanged"
    assert unmerge(filled, TWIN.id) == Unmerging(old=TWIN.id, articles=0)
    assert Reader(filled).funding(recipient=MAX.id).named.rows[0].amount_krw == 7 * 10**11


def test_a_dump_holds_what_it_takes_to_take_a_merge_back(filled: Store, other: Store, tmp_path: Path) -> None:
    untouched = graph_hash(filled)
    merge(filled, TWIN.id, MAX.id)
    list(export_to(filled, "dump", tmp_path / "dump"))
    with open_dump(tmp_path / "dump") as dump:
        list(dump.verify())
        list(import_dump(other, dump))
        *_, again = import_dump(other, dump)
    assert again["unchanged"] == 2
    assert graph_hash(other) == graph_hash(filled)
    assert unmerge(other, TWIN.id) == Unmerging(old=TWIN.id, articles=1)
    assert graph_hash(other) == untouched


def test_an_article_that_is_written_while_its_entity_is_merged_names_the_present_one(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(store: Store) -> tuple[int, dict[str, str]]:
        found = present_ids_at(store)
        monkeypatch.undo()
        merge(store, TWIN.id, MAX.id)
        return found

    later = report("c", "2025-12-26", say("TARGETS", TWIN, thing("Sector", "조선"), "조선을 겨냥한다."))
    monkeypatch.setattr("graph.writer.present_ids_at", overtaken)
    assert Writer(filled).write(later) == "added"
    assert [claim.subject.id for claim in Reader(filled).claims(predicate="TARGETS").items] == [MAX.id]
    assert unmerge(filled, TWIN.id) == Unmerging(old=TWIN.id, articles=2)
    assert [claim.subject.id for claim in Reader(filled).claims(predicate="TARGETS").items] == [TWIN.id]


@pytest.mark.parametrize("takes_back", [False, True])
def test_what_is_written_while_an_entity_is_merged_or_taken_back_is_not_lost(
    filled: Store, monkeypatch: pytest.MonkeyPatch, takes_back: bool
) -> None:
    def overtaken(store: Store, article: str) -> Document | None:
        found = document(store, article)
        monkeypatch.undo()
        Writer(store).write(newer)
        return found

    newer = report("a", "2025-12-24", say("TARGETS", TWIN, thing("Sector", "조선"), "조선을 겨냥한다."))
    if takes_back:
        merge(filled, TWIN.id, MAX.id)
    monkeypatch.setattr("graph.merging.document", overtaken)
    (unmerge if takes_back else lambda *ids: merge(*ids, MAX.id))(filled, TWIN.id)
    (claim,) = Reader(filled).claims(predicate="TARGETS").items
    assert claim.subject.id == (TWIN.id if takes_back else MAX.id)
    assert not Reader(filled).funding(recipient=MAX.id).named.rows
    assert check(filled).ok


def take_in(store: Store, source: Store, path: Path) -> None:
    list(export_to(source, "dump", path))
    with open_dump(path) as dump:
        list(dump.verify())
        list(import_dump(store, dump))


def test_what_comes_in_by_a_dump_is_merged_as_the_store_says(filled: Store, other: Store, tmp_path: Path) -> None:
    fill(other, *ARTICLES[1:])
    record(other, TWIN.id, MAX.id)
    fill(filled, report("c", "2025-12-26", extra=(MOTIR,)))
    take_in(other, filled, tmp_path / "dump")
    merge(filled, TWIN.id, MAX.id)
    assert graph_hash(other) == graph_hash(filled)
    with open_dump(tmp_path / "dump") as dump:
        *_, again = import_dump(other, dump)
    assert again["unchanged"] == 3
    assert unmerge(other, TWIN.id) == Unmerging(old=TWIN.id, articles=1)


def test_a_dump_s_merges_hold_for_what_the_store_has_beside_it(filled: Store, other: Store, tmp_path: Path) -> None:
    fill(other, report("c", "2025-12-26", say("TARGETS", TWIN, thing("Sector", "조선"), "조선을 겨냥한다.")))
    merge(filled, TWIN.id, MAX.id)
    take_in(other, filled, tmp_path / "dump")
    assert [claim.subject.id for claim in Reader(other).claims(predicate="TARGETS").items] == [MAX.id]
    assert check(other).ok
    revision = Reader(other).revision()
    take_in(other, filled, tmp_path / "again")
    assert Reader(other).revision() == revision
    assert unmerge(other, TWIN.id) == Unmerging(old=TWIN.id, articles=2)


@pytest.mark.parametrize("third", [False, True])
def test_a_dump_whose_merges_contradict_the_store_s_is_refused_whole(
    filled: Store, other: Store, tmp_path: Path, third: bool
) -> None:
    more = thing("Alliance", "셋째 얼라이언스")
    fill(other, *ARTICLES, report("c", None, extra=(more,)))
    merge(filled, TWIN.id, MAX.id)
    merge(other, *((TWIN.id, more.id) if third else (MAX.id, TWIN.id)))
    before = graph_hash(other)
    wrong = TWIN.id if third else MAX.id
    with pytest.raises(
        InputError, match=f"dump: by the dump {TWIN.id} is {MAX.id}, and by the store {wrong} is"
    ) as told:
        take_in(other, filled, tmp_path / "dump")
    assert f"unmerge {wrong}`" in told.value.hint
    assert graph_hash(other) == before
    unmerge(other, wrong)
    with open_dump(tmp_path / "dump") as dump:
        list(import_dump(other, dump))
    assert check(other).ok


def test_what_cannot_be_one_is_refused(filled: Store) -> None:
    before = graph_hash(filled)
    with pytest.raises(InputError, match="different kinds"):
        merge(filled, TWIN.id, MOTIR.id)
    with pytest.raises(InputError, match="one already"):
        merge(filled, MAX.id, MAX.id)
    with pytest.raises(NotFound):
        merge(filled, TWIN.id, "alliance/none")
    for no_id in ("alliance/x y", "nope/x", "연합"):
        with pytest.raises(InputError, match="no entity's id"):
            merge(filled, no_id, MAX.id)
    assert graph_hash(filled) == before


def test_a_claim_that_would_join_an_entity_with_itself_goes_and_the_surer_of_two_stays() -> None:
    whole = thing("Program", "제조 혁신")
    part = say("PART_OF", SHIP, whole, "하나는 다른 하나의 일부다.")
    once = say("TARGETS", SHIP, thing("Sector", "조선"), "조선을 겨냥한다.", confidence=0.6)
    again = say("TARGETS", whole, thing("Sector", "조선"), "조선을 겨냥한다.", confidence=0.9)
    (claim,) = as_merged(report("a", None, part, once, again), {whole.id: SHIP.id}).claims
    assert (claim.subject, claim.predicate, claim.confidence) == (SHIP.id, "TARGETS", 0.9)
