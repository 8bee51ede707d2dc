"""An entity answers under the ids that it had before."""

from __future__ import annotations

import pytest

from graph.check import check
from graph.errors import InputError, Merged, NotFound
from graph.merged import present_ids
from graph.merges import following, forget, present_id, record
from graph.merging import Unmerging, unmerge
from graph.reader import Reader
from graph.store import Store
from graph.writer import Writer
from tests.graph.asking import fill
from tests.graph.examples import MAX, MOF, MOTIR, SHIP, pays, report

ARTICLE = report("a", "2025-12-24", pays(MOTIR, MAX, "산업통상부가 M.AX에 낸다."), pays(MOF, SHIP, "해수부가 낸다."))
OLD, OLDER = "alliance/옛이름", "alliance/더옛이름"


@pytest.fixture
def filled(store: Store) -> Store:
    return fill(store, ARTICLE)


def test_a_former_id_leads_to_the_present_one_over_several_merges(filled: Store) -> None:
    assert record(filled, OLD, MAX.id) == MAX.id
    assert record(filled, OLDER, OLD) == MAX.id
    assert present_id(filled, OLDER) == MAX.id
    assert present_id(filled, MAX.id) is None


def test_whoever_asks_for_a_former_id_is_told_the_present_one(filled: Store) -> None:
    record(filled, OLD, MAX.id)
    with pytest.raises(Merged) as caught:
        Reader(filled).neighbors(OLD)
    assert (caught.value.old, caught.value.new) == (OLD, MAX.id)
    with pytest.raises(Merged):
        Reader(filled).funding(recipient=OLD)


def test_following_goes_on_with_the_present_id_and_says_so(filled: Store) -> None:
    record(filled, OLD, MAX.id)
    told: list[tuple[str, str]] = []
    with following(lambda old, new: told.append((old, new))):
        assert Reader(filled).entity(OLD).name == "M.AX 얼라이언스"
    assert told == [(OLD, MAX.id)]


def test_it_outlasts_the_articles_and_reading_them_again(filled: Store) -> None:
    record(filled, OLD, MAX.id)
    Writer(filled).delete("a")
    with following(lambda _old, _new: None), pytest.raises(NotFound):
        Reader(filled).entity(OLD)
    fill(filled, ARTICLE)
    assert present_id(filled, OLD) == MAX.id
    assert check(filled).ok


def test_recording_again_changes_nothing_and_forgetting_takes_it_back(filled: Store) -> None:
    record(filled, OLD, MAX.id)
    assert record(filled, OLD, MAX.id) == MAX.id
    assert (forget(filled, OLD), forget(filled, OLD)) == (True, False)
    with pytest.raises(NotFound):
        Reader(filled).entity(OLD)


def test_the_revision_grows_with_a_merge(filled: Store) -> None:
    before = Reader(filled).revision()
    record(filled, OLD, MAX.id)
    forget(filled, OLD)
    assert Reader(filled).revision() == before + 2


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (MOF.id, MOTIR.id, InputError),  # still an entity
        (MAX.id, MAX.id, InputError),
        (OLD, OLD, InputError),
        (OLD, OLDER, InputError),  # OLDER leads to OLD
        (OLD, "alliance/nothing", NotFound),
        (OLDER, MOTIR.id, InputError),  # merged into another before
        ("no id", MAX.id, InputError),
        (OLD, "M.AX 얼라이언스", InputError),
    ],
)
def test_a_merge_that_would_hide_something_or_lead_nowhere_is_refused(
    filled: Store, old: str, new: str, error: type[Exception]
) -> None:
    record(filled, OLD, MAX.id)
    record(filled, OLDER, OLD)
    forget(filled, OLD)
    before = filled.read("check/redirects")
    with pytest.raises(error):
        record(filled, old, new)
    assert filled.read("check/redirects") == before


def test_any_number_of_merges_may_follow_each_other(filled: Store) -> None:
    ids = [f"alliance/{number}" for number in range(60)]
    for old, new in zip(ids, [*ids[1:], MAX.id], strict=True):
        filled.write(lambda transaction, old=old, new=new: transaction.run("write/redirect", {"id": old, "to": new}))
    assert present_id(filled, ids[0]) == MAX.id
    assert present_ids(filled) == dict.fromkeys(ids, MAX.id)
    assert check(filled).ok


@pytest.mark.parametrize("ring", [(OLD,), (OLD, OLDER), (OLD, OLDER, "alliance/셋째")])
def test_merges_in_a_circle_are_a_fault_that_can_be_taken_back(filled: Store, ring: tuple[str, ...]) -> None:
    leads = dict(zip(ring, (*ring[1:], ring[0]), strict=True)) | {"alliance/한쪽": OLD, "alliance/다른것": MAX.id}
    for old, new in leads.items():
        filled.write(lambda transaction, old=old, new=new: transaction.run("write/redirect", {"id": old, "to": new}))
    for old in (*ring, "alliance/한쪽"):
        with pytest.raises(InputError, match="lead in a circle"):
            present_id(filled, old)
    assert present_ids(filled) == {"alliance/다른것": MAX.id}
    (fault,) = check(filled).faults
    assert (fault.what, fault.count) == ("merges that lead in a circle", len(ring) + 1)
    assert Writer(filled).write(report("b", None, pays(MOTIR, MAX, "산업부가 낸다."))) == "added"
    assert unmerge(filled, OLD) == Unmerging(old=OLD, articles=0)
    assert check(filled).ok
