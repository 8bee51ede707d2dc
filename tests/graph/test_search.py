"""Search: the nearest name first, in the same order on every engine and by every index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date

import pytest

from graph import finding
from graph.answers import SearchAnswer
from graph.errors import InputError
from graph.finding import Finder, Narrowing
from graph.reader import Reader
from graph.scope import Scope
from graph.settings import StoreSettings
from graph.store import Store
from graph.store.opening import open_store
from graph.writer import Writer
from tests.graph.asking import Ask, fill
from tests.graph.examples import FACTORY, MAX, MOTIE, MOTIR, ROBOT_SECTOR, ROBOT_TECHNOLOGY, report, say, thing
from tests.graph.searching import SEARCHES, Hit

TEXTS = [text for text, _ in SEARCHES.find]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(open_store(StoreSettings(neo4j_uri=None, data=tmp_path_factory.mktemp("search")))) as store:
        yield fill(store, *SEARCHES.graph())


@pytest.fixture(scope="module")
def neo4j(request: pytest.FixtureRequest) -> Iterator[Store]:
    server = request.getfixturevalue("neo4j_server")
    server.wipe()
    with closing(open_store(server.settings)) as store:
        yield fill(store, *SEARCHES.graph())


@pytest.fixture
def names(engine: str, request: pytest.FixtureRequest) -> Reader:
    """A reader of the graph of `searches.yaml`: once for each engine."""
    return Reader(request.getfixturevalue(engine))


def told(found: SearchAnswer) -> list[Hit]:
    return [(hit.how, hit.entity.name) for hit in found.items]


def test_there_are_enough_searches_to_tell() -> None:
    assert len(set(TEXTS)) == len(TEXTS) >= 60


@pytest.mark.parametrize(("text", "first"), SEARCHES.find, ids=TEXTS)
def test_the_nearest_come_first(names: Reader, text: str, first: list[Hit]) -> None:
    found = told(names.search(text))
    assert found[: len(first)] == first
    assert first or not found


@pytest.mark.parametrize(("text", "label", "found"), SEARCHES.labelled)
def test_search_for_one_label(names: Reader, text: str, label: str, found: list[Hit]) -> None:
    answer = names.search(text, label=label)
    assert told(answer)[: len(found)] == found
    assert {hit.entity.label for hit in answer.items} <= {label}
    assert answer.facets == names.search(text).facets


@pytest.mark.parametrize("scope", [Scope(), Scope(publisher="산업신문"), Scope(as_of=date(2025, 10, 1))], ids=str)
def test_the_whole_order_is_the_same_on_every_engine_and_without_an_index(
    names: Reader, embedded: Store, scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {text: names.search(text, limit=100, scope=scope) for text in TEXTS}
    monkeypatch.setattr("graph.search.finder", lambda _, narrowing: Finder(embedded, narrowing))
    plain = Reader(embedded)
    assert found == {text: plain.search(text, limit=100, scope=scope) for text in TEXTS}
    assert sum(len(answer.items) for answer in found.values()) > len(TEXTS)


@pytest.mark.parametrize("most", [1, 2, 7])
def test_the_order_is_the_same_where_there_are_more_names_than_are_looked_at(
    names: Reader, embedded: Store, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST", most)
    monkeypatch.setattr("graph.search.MOST", most)
    texts = ["산업", "ai", "ㅅㅇ", "한국", "얼라이언스", "사업"]
    found = [names.search(text, label=label) for text in texts for label in (None, "Program")]
    monkeypatch.setattr("graph.search.finder", lambda _, narrowing: Finder(embedded, narrowing))
    plain = Reader(embedded)
    assert found == [plain.search(text, label=label) for text in texts for label in (None, "Program")]
    assert any(answer.more for answer in found)


def test_facets_count_entities_by_label_and_not_names(names: Reader) -> None:
    found = names.search("ai", limit=1)
    counted = {facet.label: facet.count for facet in found.facets}
    assert counted == {"Program": 6, "Technology": 2, "Committee": 2, "Alliance": 1, "Division": 1}
    assert [facet.count for facet in found.facets] == sorted(counted.values(), reverse=True)
    assert (len(found.items), found.more) == (1, False)


def test_a_former_name_leads_to_the_present_one(names: Reader) -> None:
    (hit,) = names.search("산업통상자원부").items
    assert hit.now is not None
    assert (hit.now.id, hit.now.name) == ("ministry/motir", "산업통상부")
    assert names.search("산업통상부").items[0].now is None


def test_what_ended_and_gave_its_name_to_nobody_is_called_nothing_else_now(names: Reader) -> None:
    assert names.search("기획재정부").items[0].now is None


def test_a_scope_leaves_entities_that_its_articles_mention(names: Reader) -> None:
    until = Scope(as_of=date(2025, 9, 30))
    assert told(names.search("산업부", scope=until)) == [("exact", "산업통상부"), ("exact", "산업통상자원부")]
    before = names.search("산업부", scope=Scope(published_to=date(2025, 2, 1)))
    assert told(before) == [("exact", "산업통상자원부")]
    assert before.items[0].now is None, "nobody had written of 산업통상부 by then"
    assert names.search("인공지능", scope=Scope(publisher="시험일보")).items[0].articles == 2


def test_a_scope_of_claims_is_refused(names: Reader) -> None:
    for scope in (Scope(min_confidence=0.5), Scope(modality="plan")):
        with pytest.raises(InputError, match="a search is for names"):
            names.search("산업부", scope=scope)


def test_articles_are_found_by_their_headlines_the_newest_first(names: Reader) -> None:
    def headlines(text: str, **scope: object) -> list[str]:
        return [one.citation.article_id for one in names.search(text, scope=Scope(**scope)).articles]

    assert headlines("M.AX 얼라이언스") == ["article/3", "article/2"]
    assert headlines("얼라이언스의") == ["article/3", "article/2"]
    assert headlines("산업 과제") == ["article/1"]
    assert headlines("얼라이언스", publisher="시험일보") == ["article/2"]
    assert headlines("얼라이언스", published_from=date(2025, 12, 1)) == ["article/3"]
    assert headlines("조선") == headlines("M") == []


@pytest.mark.parametrize("later", ["renamed", "follows"])
def test_a_programme_is_called_what_it_was_renamed_to(ask: Ask, later: str) -> None:
    old, new = thing("Program", "자율제조 사업"), thing("Program", "팩토리 사업")
    claim = say("SUCCEEDS", new, old, "자율제조 사업은 팩토리 사업이 되었다.", kind=later)
    now = ask(report("a", "2025-12-24", claim)).search("자율제조 사업").items[0].now
    assert (now.id if now else None) == (new.id if later == "renamed" else None)


def test_names_are_followed_to_the_last_and_circles_do_no_harm(ask: Ask) -> None:
    one, two, three = (thing("Ministry", name, key=f"ministry/{name}") for name in ("첫째부", "둘째부", "셋째부"))
    chain = [say("SUCCEEDS", two, one, "둘째부가 되었다."), say("SUCCEEDS", three, two, "셋째부가 되었다.")]
    now = ask(report("a", "2025-12-24", *chain)).search("첫째부").items[0].now
    assert now is not None
    assert now.id == three.id
    circle = report("b", "2025-12-25", say("SUCCEEDS", one, three, "첫째부가 되었다."))
    assert ask(circle).search("첫째부").items[0].entity.id == one.id


def test_of_equal_hits_the_one_in_more_articles_comes_first(ask: Ask) -> None:
    one, two = thing("Program", "로봇 과제", "과제 1"), thing("Sector", "로봇 과제", "과제 2")
    reader = ask(report("a", "2025-12-24", extra=(one, two)), report("b", "2025-12-24", extra=(two,)))
    found = reader.search("로봇 과제").items
    assert [(hit.entity.label, hit.articles) for hit in found] == [("Sector", 2), ("Program", 1)]


def test_a_hit_says_which_name_was_matched(ask: Ask) -> None:
    reader = ask(report("a", "2025-12-24", extra=(FACTORY, MAX)))
    assert reader.search("맥스").items[0].matched == "맥스"
    assert reader.search("m.ax alliance").items[0].matched == "M.AX Alliance"


def test_search_may_be_for_one_label(ask: Ask) -> None:
    reader = ask(report("a", "2025-12-24", extra=(ROBOT_SECTOR, ROBOT_TECHNOLOGY)))
    assert [hit.entity.id for hit in reader.search("로봇", label="Technology").items] == ["technology/robot"]


def test_search_refuses_nothing_unknown_labels_and_endless_lists(ask: Ask) -> None:
    reader = ask()
    with pytest.raises(InputError, match="nothing to search for"):
        reader.search(" ·")
    with pytest.raises(InputError, match="no label"):
        reader.search("로봇", label="Robot")
    with pytest.raises(InputError, match="1 to 100"):
        reader.search("로봇", limit=101)


def test_search_sees_what_was_written_since(store: Store) -> None:
    reader = Reader(fill(store, report("a", "2025-12-24", extra=(MOTIR,))))
    assert reader.search("맥스").items == []
    fill(store, report("b", "2025-12-24", extra=(MAX,)))
    assert [hit.entity.id for hit in reader.search("얼라이언").items] == [MAX.id]
    Writer(store).delete("b")
    assert reader.search("얼라이언").items == []
    fill(store, report("c", "2025-12-24", extra=(MAX, MOTIE)))
    assert [hit.entity.id for hit in reader.search("얼라이언").items] == [MAX.id]


ODD = [
    "*",
    '"',
    "name:*",
    "OR",
    "(AND)",
    "[a TO z]",
    "~2",
    "가나^9",
    "\\",
    "' OR 1=1 --",
    "\x00",
    "\ud800가",
    "ㅏㅏ",
    "👍👍",
]
FOREIGN = ["١٢", "ไทย", "東京大学", "ｶﾀｶﾅ", "ﷺ", "Привет мир", "가\u200b나", "e\u0301te\u0301", "a" * 300, "가" * 300]


@pytest.mark.parametrize("text", [*ODD, *FOREIGN], ids=ascii)
def test_no_text_breaks_a_search(names: Reader, text: str) -> None:
    with suppress(InputError):
        assert not [hit for hit in names.search(text).items if hit.how == "exact"]


def test_narrowing_looks_at_few_names_only_where_all_entities_are_wanted() -> None:
    assert Narrowing().at_most == finding.MOST
    assert Narrowing(labels=["Ministry"]).at_most > Narrowing(scope=Scope(publisher="a")).at_most - 1 > finding.MOST


def test_a_search_goes_on_after_its_last_hit_whatever_is_written_meanwhile(store: Store) -> None:
    fill(store, *(report(f"a{at}", "2025-01-01", extra=(thing("Program", f"제조 혁신 {at}호"),)) for at in range(7)))
    reader = Reader(store)
    whole = [hit.entity.name for hit in reader.search("제조 혁신").items]
    shown: list[str] = []
    cursor = None
    while cursor is not None or not shown:
        answer = reader.search("제조 혁신", limit=2, cursor=cursor)
        shown += [hit.entity.name for hit in answer.items]
        cursor = answer.next_cursor
        if len(shown) == 2:
            fill(store, report("b", "2025-01-02", extra=(thing("Program", "제조 혁신"),)))
    assert len(whole) == 7
    assert shown == whole
    with pytest.raises(InputError, match="no cursor"):
        reader.search("제조 혁신", cursor="x")
