"""Copies of one report are kept as articles and count as one source, however they came and whatever goes."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from graph.check import MISPLACED, UNFINDABLE, check, graph_hash
from graph.copies import Sketched, groups_of, rebuild
from graph.export.documents import documents
from graph.importing import import_documents
from graph.model import Extraction
from graph.projection import rebuild as rebuild_edges
from graph.reader import Reader
from graph.settings import StoreSettings
from graph.sketch import are_copies, sketch_of
from graph.store import Store
from graph.store.opening import open_store
from graph.writer import Writer
from tests.graph.examples import FACTORY, MAX, MOTIR, pays, report, say

WORDS = ("설비", "공정", "부품", "금형", "배관", "전력", "물류", "창고", "검사", "포장", "용접", "도장")
PARTS = [
    "\n".join(
        f"{part}조 {n}항에서 {WORDS[(n + part) % 12]} 개선에 {part * 31 + n * 7}억원을 배정했다." for n in range(12)
    )
    for part in range(6)
]
"""Paragraphs of a report. Two texts with two of three in common are copies; with one of three they are not."""
CHAIN = ("".join(PARTS[0:3]), "".join(PARTS[1:4]), "".join(PARTS[2:5]), "".join(PARTS[3:6]))
"""Each is a copy of the next; the first and the third are not copies by themselves."""
OTHER = "\n".join(f"주민 {n * 3}명은 {WORDS[n % 12]} 문제를 {n + 2}년째 제기해 왔다고 한다." for n in range(30))


def carrying(key: str, text: str, day: str | None = "2025-12-24", won: int = 7) -> Extraction:
    """Make an article that carries a report, and says who pays how much."""
    said = (pays(MOTIR, MAX, f"{key}: {won}원을 낸다.", won, year=2026), say("LEADS", MOTIR, FACTORY, "이끈다."))
    return report(key, day, *said, sketch=sketch_of(text))


def write(store: Store, *articles: Extraction) -> Reader:
    list(Writer(store).write_many(articles))
    return Reader(store)


def groups(store: Store) -> dict[str, str | None]:
    return {row["id"]: row["copies"] for row in store.read("check/articles")}


def behind(store: Store) -> tuple[int, int]:
    """Return how many independent articles, and how many claims, stand behind the edge of money."""
    (edge,) = [row for row in store.read("check/edges") if row["predicate"] == "FUNDS"]
    return edge["articles"], edge["claims"]


def test_the_example_is_a_chain() -> None:
    near = {(a, b) for a in range(4) for b in range(4) if are_copies(sketch_of(CHAIN[a]), sketch_of(CHAIN[b]))}
    assert {(0, 1), (1, 2), (2, 3)} <= near
    assert (0, 2) not in near
    assert (0, 3) not in near


def test_copies_are_kept_and_count_once(store: Store) -> None:
    ask = write(
        store,
        carrying("wire", CHAIN[0], "2025-12-24"),
        carrying("paper", CHAIN[0], "2025-12-25"),
        carrying("else", OTHER, "2025-12-26"),
    )
    assert groups(store) == {"wire": "wire", "paper": "wire", "else": None}
    assert behind(store) == (2, 3)
    (paid,) = ask.funding(year=2026).named.rows
    assert (paid.corroborated_by, len(paid.claims)) == (2, 3)
    (led,) = [one for one in ask.neighbors(FACTORY.id).neighbors if one.predicate == "LEADS"]
    assert (led.articles, led.claim_count) == (2, 3)
    assert check(store).ok


def test_an_article_says_whose_copy_it_is(store: Store) -> None:
    ask = write(
        store,
        carrying("late", CHAIN[0], "2025-12-26"),
        carrying("wire", CHAIN[0], "2025-12-24"),
        carrying("undated", CHAIN[0], None),
        carrying("else", OTHER),
    )
    late, wire, alone = ask.article("late"), ask.article("wire"), ask.article("else")
    assert late.copy_of is not None
    assert (late.copy_of.article_id, late.copies) == ("wire", 2)
    assert [one.article_id for one in late.other_copies] == ["wire", "undated"]
    assert (wire.copy_of, wire.copies) == (None, 2)
    assert [one.article_id for one in wire.other_copies] == ["late", "undated"]
    assert (alone.copy_of, alone.copies, alone.other_copies) == (None, 0, [])


@pytest.mark.parametrize(("order", "together"), [((3, 0, 2, 1), 1), ((0, 3, 1, 2), 4)])
def test_the_order_of_articles_makes_no_difference(store: Store, order: tuple[int, ...], together: int) -> None:
    articles = [carrying(f"a{n}", CHAIN[n], f"2025-12-2{n}", won=7 + n) for n in range(4)]
    list(Writer(store).write_many([articles[n] for n in order], together=together))
    assert set(groups(store).values()) == {"a0"}
    assert check(store).ok


def test_a_group_comes_apart_when_what_joins_it_goes(store: Store) -> None:
    write(store, *(carrying(f"a{n}", CHAIN[n], f"2025-12-2{n}") for n in range(4)))
    assert behind(store)[0] == 1
    assert Writer(store).delete("a1")
    assert groups(store) == {"a0": None, "a2": "a2", "a3": "a2"}
    assert behind(store)[0] == 2
    write(store, carrying("a1", CHAIN[1], "2025-12-21"))
    assert set(groups(store).values()) == {"a0"}
    assert behind(store)[0] == 1
    write(store, carrying("a2", OTHER, "2025-12-22"))
    assert groups(store) == {"a0": "a0", "a1": "a0", "a2": None, "a3": None}
    assert behind(store)[0] == 3
    assert check(store).ok


def test_the_same_words_much_later_are_another_report(store: Store) -> None:
    write(
        store,
        carrying("a", CHAIN[0], "2025-01-10"),
        carrying("b", CHAIN[0], "2025-02-10"),
        carrying("c", CHAIN[0], "2025-03-14"),
    )
    assert groups(store) == {"a": "a", "b": "a", "c": None}
    write(store, carrying("undated", CHAIN[0], None))
    assert set(groups(store).values()) == {"a"}
    assert check(store).ok


def test_a_group_is_called_after_its_oldest_article(store: Store) -> None:
    write(store, carrying("b", CHAIN[0], "2025-12-24"), carrying("c", CHAIN[0], "2025-12-25"))
    assert groups(store) == {"b": "b", "c": "b"}
    write(store, carrying("z", CHAIN[0], "2025-12-23"))
    assert set(groups(store).values()) == {"z"}
    Writer(store).delete("z")
    assert groups(store) == {"b": "b", "c": "b"}


def test_writing_copies_again_changes_nothing(store: Store) -> None:
    articles = [carrying("a", CHAIN[0]), carrying("b", CHAIN[0])]
    write(store, *articles)
    before = graph_hash(store)
    assert [what for _, what in Writer(store).write_many(articles)] == ["unchanged"] * 2
    assert graph_hash(store) == before


def test_whatever_comes_and_goes_the_groups_are_those_of_the_articles(store: Store) -> None:
    chance = random.Random(20261121)
    texts = (*CHAIN, *("".join(PARTS[n:]) for n in range(4)), OTHER)
    writer = Writer(store)
    there: dict[str, Extraction] = {}
    for _ in range(12):
        batch: list[Extraction] = []
        for _ in range(chance.randint(1, 3)):
            key = f"a{chance.randrange(9)}"
            written = key in there and all(one.article.id != key for one in batch)
            if written and chance.random() < 0.35:
                assert writer.delete(key)
                del there[key]
            else:
                there[key] = carrying(key, chance.choice(texts), f"2025-12-{chance.randint(10, 20)}")
                batch.append(there[key])
        list(writer.write_many(batch, together=2))
        assert groups(store) == {key: expected(there.values()).get(key) for key in there}
    assert check(store).ok


def expected(articles: Iterable[Extraction]) -> dict[str, str]:
    return groups_of(
        Sketched(one.article.id, one.article.sketch, str(one.article.published_on), None) for one in articles
    )


def test_a_copy_of_the_store_has_the_same_groups(store: Store, tmp_path: Path) -> None:
    write(store, *(carrying(f"a{n}", CHAIN[n], f"2025-12-2{n}") for n in range(4)))
    other = open_store(StoreSettings(neo4j_uri=None, data=tmp_path / "other"))
    try:
        list(import_documents(other, reversed(list(documents(store)))))
        assert groups(other) == groups(store)
        assert graph_hash(other) == graph_hash(store)
    finally:
        other.close()


def test_groups_that_are_wrong_are_found_and_made_anew(store: Store) -> None:
    write(store, carrying("a", CHAIN[0]), carrying("b", CHAIN[0]), carrying("c", OTHER))
    wrong = [
        {"id": "b", "properties": {"copies": None, "band01": 5}},
        {"id": "c", "properties": {"copies": "a"}},
    ]
    store.write(lambda transaction: transaction.run("write/copies", {"articles": wrong}))
    found = {fault.what: fault.examples for fault in check(store).faults}
    assert found[MISPLACED] == ["b", "c"]
    assert found[UNFINDABLE] == ["b"]
    assert rebuild(store) == 2
    rebuild_edges(store)
    assert check(store).ok
    assert groups(store) == {"a": "a", "b": "a", "c": None}
    assert rebuild(store) == 0
