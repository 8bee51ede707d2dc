"""What stands beside a thing, and what is aimed at a sector, in a scope: made of its claims as the projection would."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph import neighbors
from graph.neighbors import projected, stated_edges
from graph.ontology import EDGE_PREDICATES
from graph.reader import Reader
from graph.scope import EVERYTHING, Scope
from graph.store import Store
from tests.graph.asking import Ask, fill
from tests.graph.examples import CHIPS, FACTORY, MAX, MOF, MOTIR, SHIP, pays, report, say

FUNDS = pays(MOTIR, MAX, "산업통상부가 M.AX 얼라이언스에 7000억원을 쓴다.", 7 * 10**11, year=2026)
GRAPH = (
    report("a", "2025-09-10", FUNDS, say("LEADS", MOTIR, MAX, "산업통상부가 이끈다.", modality="plan")),
    report("b", "2025-12-24", FUNDS, pays(MOTIR, MAX, "8000억원이라고도 한다.", 8 * 10**11, year=2026, confidence=0.4)),
    report("c", "2026-01-05", say("TARGETS", MAX, CHIPS, "반도체를 겨냥한다."), publisher="다른신문"),
    report("d", None, say("PARTICIPATES_IN", MOF, MAX, "해양수산부도 참여한다.")),
    report("e", "2026-01-06", pays(MOTIR, SHIP, "다른 사업에 1억원.", 10**8), based_on="https://news.example/x"),
    report("f", "2026-01-07", pays(MOTIR, SHIP, "다른 사업에 1억 원.", 10**8), based_on="https://news.example/x"),
)


@pytest.mark.parametrize("entity", [MAX.id, MOTIR.id, MOF.id, CHIPS.id])
@pytest.mark.parametrize("way", ["out", "in"])
def test_the_claims_of_everything_make_the_edges_of_the_projection(store: Store, entity: str, way: str) -> None:
    fill(store, *GRAPH)
    made, complete = stated_edges(store, entity, [way], EDGE_PREDICATES, EVERYTHING)  # type: ignore[list-item]
    stored = projected(store, entity, way, None)  # type: ignore[arg-type]
    assert sorted(
        ({name: one.row()[name] for name in stored[0]} for one in made), key=lambda row: str(row["key"])
    ) == sorted(stored, key=lambda row: str(row["key"]))
    assert complete


def beside(ask: Ask, **scope: object) -> list[tuple[str, str, int, int | None]]:
    answer = ask(*GRAPH).neighbors(MAX.id, scope=Scope(**scope))  # type: ignore[arg-type]
    assert answer.count == len(answer.neighbors)
    return [(one.predicate, one.entity.name, one.articles, one.amount_krw) for one in answer.neighbors]


def test_a_scope_counts_only_its_own_articles_and_amounts(ask: Ask) -> None:
    assert beside(ask, as_of=date(2025, 10, 1)) == [
        ("FUNDS", "산업통상부", 1, 7 * 10**11),
        ("LEADS", "산업통상부", 1, None),
    ]
    assert beside(ask, published_from=date(2025, 12, 1), min_confidence=0.5, published_to=date(2025, 12, 31)) == [
        ("FUNDS", "산업통상부", 1, 7 * 10**11)
    ]
    assert beside(ask, publisher="다른신문") == [("TARGETS", "반도체", 1, None)]
    assert beside(ask, modality="plan") == [("LEADS", "산업통상부", 1, None)]


def test_the_quotes_of_an_edge_are_of_its_scope(ask: Ask) -> None:
    (edge, _) = ask(*GRAPH).neighbors(MAX.id, scope=Scope(as_of=date(2025, 10, 1))).neighbors
    assert [claim.citation.article_id for claim in edge.claims] == ["a"]


@pytest.mark.parametrize("scope", [EVERYTHING, Scope(min_confidence=0.1)])
def test_only_the_quotes_that_are_shown_are_fetched(
    store: Store, monkeypatch: pytest.MonkeyPatch, scope: Scope
) -> None:
    asked: list[str] = []
    read = type(store).read

    def noted(self: Any, statement: str, given: Any = None, **more: Any) -> Any:
        asked.extend(given["ids"] if statement == "read/claims_by_id" else ())
        return read(self, statement, given, **more)

    sure, surer = (pays(MOTIR, MAX, f"{n}번째 문장.", 7 * 10**11, year=2026, confidence=n / 10) for n in (8, 9))
    undated = pays(MOTIR, MAX, "해를 말하지 않는다.", 7 * 10**11)
    reader = Reader(fill(store, *GRAPH, report("g", "2025-12-30", sure, surer, undated)))
    whole = reader.neighbors(MOTIR.id, scope=scope, quotes=20)
    monkeypatch.setattr(type(store), "read", noted)
    few = reader.neighbors(MOTIR.id, scope=scope, quotes=1, limit=2)
    first, second = (one.claims for one in few.neighbors)
    assert [first, second] == [one.claims[:1] for one in whole.neighbors[:2]]
    assert sorted(asked) == sorted(claim.id for claim in (*first, *second))
    assert [claim.quote for claim in whole.neighbors[0].claims] == [
        "산업통상부가 M.AX 얼라이언스에 7000억원을 쓴다.",
        "산업통상부가 M.AX 얼라이언스에 7000억원을 쓴다.",
        "9번째 문장.",
        "8번째 문장.",
        "8000억원이라고도 한다.",
    ]


def test_pages_in_a_scope_go_on_where_they_ended(ask: Ask) -> None:
    reader, scope = ask(*GRAPH), Scope(min_confidence=0.1)
    whole = reader.neighbors(MAX.id, scope=scope)
    first = reader.neighbors(MAX.id, scope=scope, limit=2)
    rest = reader.neighbors(MAX.id, scope=scope, limit=2, cursor=first.next_cursor)
    assert first.neighbors + rest.neighbors == whole.neighbors
    assert len(whole.neighbors) == 4


def test_a_hub_with_too_many_claims_says_so(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbors, "MOST_CLAIMS", 1)
    assert ask(*GRAPH).neighbors(MAX.id, scope=Scope(min_confidence=0.1)).complete is False
    assert ask(*GRAPH).neighbors(MAX.id).complete is True


def test_what_targets_a_sector_is_asked_of_a_scope(ask: Ask) -> None:
    reader = ask(*GRAPH, report("g", "2025-01-01", say("TARGETS", FACTORY, CHIPS, "반도체를 노린다.")))
    assert [row.entity.name for row in reader.targets(CHIPS.id).targeting] == ["M.AX 얼라이언스", FACTORY.name]
    assert [row.entity.name for row in reader.targets(CHIPS.id, scope=Scope(as_of=date(2025, 6, 1))).targeting] == [
        FACTORY.name
    ]
