"""Paths: the shortest chains of statements between two entities, with quotes, in words, and within bounds."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from graph import paths as module
from graph.answers import Path
from graph.drawing import draw_paths
from graph.errors import InputError
from graph.model import Entity
from graph.scope import Scope
from tests.graph.asking import Ask
from tests.graph.examples import CHIPS, FACTORY, FUND, MAX, MOTIE, MOTIR, SHIP, SHIPBUILDING, pays, report, say, thing

SAMSUNG = thing("Organization", "삼성전자")
GRAPH = (
    report(
        "a",
        "2025-09-10",
        say("LEADS", MOTIR, MAX, "산업통상부가 얼라이언스를 이끈다."),
        say("PARTICIPATES_IN", SAMSUNG, MAX, "삼성전자가 참여한다."),
        say("TARGETS", MAX, CHIPS, "반도체를 겨냥한다."),
        say("LEADS", MOTIR, FACTORY, "산업통상부가 AI 팩토리를 이끈다."),
    ),
    report("b", "2025-12-16", pays(FUND, CHIPS, "펀드가 반도체에 4조원을 넣는다.", 4 * 10**12, year=2026)),
    report("c", "2025-12-24", say("LEADS", MOTIR, MAX, "산업통상부는 여전히 이끈다."), publisher="다른신문"),
)


def ways(found: list[Path]) -> list[list[str]]:
    return [[path.hops[0].start.name, *(hop.end.name for hop in path.hops)] for path in found]


def test_a_path_goes_along_statements_whichever_way_they_point(ask: Ask) -> None:
    answer = ask(*GRAPH).paths("삼성전자", "국민성장펀드")
    assert ways(answer.paths) == [["삼성전자", "M.AX 얼라이언스", "반도체", "국민성장펀드"]]
    assert answer.stopped_by is None
    (path,) = answer.paths
    assert [(hop.edges[0].predicate, hop.edges[0].claims[0].quote) for hop in path.hops] == [
        ("PARTICIPATES_IN", "삼성전자가 참여한다."),
        ("TARGETS", "반도체를 겨냥한다."),
        ("FUNDS", "펀드가 반도체에 4조원을 넣는다."),
    ]
    assert path.korean.split(". ") == [
        "삼성전자가 M.AX 얼라이언스에 참여한다",
        "M.AX 얼라이언스가 반도체를 겨냥한다",
        "국민성장펀드가 반도체에 4조원을 댄다.",
    ]
    assert path.english.startswith("삼성전자 takes part in M.AX 얼라이언스. M.AX 얼라이언스 is aimed at 반도체.")


def test_an_edge_counts_its_articles_and_shows_all_their_quotes(ask: Ask) -> None:
    (path,) = ask(*GRAPH).paths(MOTIR.id, MAX.id).paths
    (edge,) = path.hops[0].edges
    assert (edge.articles, edge.first_stated, edge.last_stated) == (2, date(2025, 9, 10), date(2025, 12, 24))
    assert {claim.citation.article_id for claim in edge.claims} == {"a", "c"}


def test_an_edge_shows_as_many_claims_as_are_asked_for_of_different_articles_first(ask: Ask) -> None:
    again = report("d", "2025-12-25", *(say("LEADS", MOTIR, MAX, f"{n}년째 이끈다.") for n in (1, 2)))
    reader = ask(*GRAPH, again)
    ((edge,),) = (hop.edges for path in reader.paths(MOTIR.id, MAX.id, quotes=3).paths for hop in path.hops)
    assert (edge.claim_count, {claim.citation.article_id for claim in edge.claims}) == (4, {"a", "c", "d"})
    with pytest.raises(InputError):
        reader.paths(MOTIR.id, MAX.id, quotes=0)


def test_shorter_paths_come_first_then_those_that_more_articles_carry(ask: Ask) -> None:
    weak, strong = thing("Program", "약한 사업"), thing("Program", "강한 사업")
    lead = [say("LEADS", MOTIR, strong, f"{n}번째로 이끈다.") for n in range(2)]
    reader = ask(
        report("a", "2025-01-01", say("LEADS", MOTIR, weak, "이끈다."), lead[0], say("TARGETS", weak, CHIPS, "겨냥.")),
        report("b", "2025-01-02", lead[1], say("TARGETS", strong, CHIPS, "겨냥한다.")),
        report("c", "2025-01-03", say("TARGETS", strong, CHIPS, "또 겨냥한다."), say("PART_OF", weak, strong, "일부.")),
    )
    found = reader.paths(MOTIR.id, CHIPS.id, limit=20).paths
    assert ways(found) == [
        ["산업통상부", "강한 사업", "반도체"],
        ["산업통상부", "약한 사업", "반도체"],
        ["산업통상부", "강한 사업", "약한 사업", "반도체"],
        ["산업통상부", "약한 사업", "강한 사업", "반도체"],
    ]
    assert reader.paths(MOTIR.id, CHIPS.id, limit=1).stopped_by == "enough"


def chain(length: int) -> list[Entity]:
    return [thing("Program", f"사업 {n}") for n in range(length + 1)]


@pytest.mark.parametrize("hops", [1, 2, 5, 6])
def test_a_chain_is_found_where_its_length_is_asked_for(ask: Ask, hops: int) -> None:
    line = chain(hops)
    reader = ask(report("a", None, *(say("PART_OF", a, b, f"{a.name}은 {b.name}의 일부.") for a, b in pairwise(line))))
    assert [path.length for path in reader.paths(line[0].id, line[-1].id, max_hops=hops).paths] == [hops]
    if hops > 1:
        assert reader.paths(line[0].id, line[-1].id, max_hops=hops - 1).paths == []


def test_nothing_joins_what_has_nothing_in_common(ask: Ask) -> None:
    answer = ask(*GRAPH, report("d", None, say("TARGETS", SHIP, SHIPBUILDING, "조선을 겨냥한다."))).paths(
        "조선", "삼성전자", max_hops=6
    )
    assert (answer.paths, answer.stopped_by) == ([], None)


def test_hubs_may_be_avoided_but_as_ends_they_stay(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = ask(*GRAPH)
    assert ways(reader.paths(FACTORY.id, CHIPS.id).paths) == [[FACTORY.name, "산업통상부", "M.AX 얼라이언스", "반도체"]]
    assert reader.paths(FACTORY.id, CHIPS.id, avoid_hubs=True).paths == []
    assert len(reader.paths(MOTIR.id, CHIPS.id, avoid_hubs=True).paths) == 1
    monkeypatch.setattr(module, "HUB_EDGES", 2)
    assert reader.paths("삼성전자", CHIPS.id, avoid_hubs=True).paths == []


def test_a_scope_joins_only_by_its_own_claims(ask: Ask) -> None:
    reader = ask(*GRAPH)
    assert reader.paths("삼성전자", FUND.id, scope=Scope(as_of=date(2025, 10, 1))).paths == []
    (path,) = reader.paths(MOTIR.id, MAX.id, scope=Scope(publisher="다른신문")).paths
    assert [claim.quote for claim in path.hops[0].edges[0].claims] == ["산업통상부는 여전히 이끈다."]


def test_a_search_that_is_cut_short_says_by_what(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = ask(*GRAPH)
    monkeypatch.setattr(module, "MOST_EXPANDED", 1)
    answer = reader.paths("삼성전자", FUND.id)
    assert (answer.stopped_by, answer.expanded) == ("entities", 1)
    monkeypatch.setattr(module, "MOST_EXPANDED", 5000)
    clock = iter(range(1000))
    monkeypatch.setattr(module.time, "monotonic", lambda: next(clock))
    assert reader.paths("삼성전자", FUND.id, seconds=1).stopped_by == "seconds"


def test_what_cannot_be_meant_is_refused(ask: Ask) -> None:
    reader = ask(*GRAPH)
    with pytest.raises(InputError, match="both ends"):
        reader.paths("산업통상부", MOTIR.id)
    with pytest.raises(InputError, match="1 to 6"):
        reader.paths(MOTIR.id, MAX.id, max_hops=7)
    with pytest.raises(InputError, match=r"0\.1 to 30"):
        reader.paths(MOTIR.id, MAX.id, seconds=31)


def test_paths_are_drawn_from_subject_to_object(ask: Ask) -> None:
    reader = ask(*GRAPH, report("d", None, say("SUCCEEDS", MOTIR, MOTIE, "뒤를 이었다.")))
    chart = draw_paths(reader.paths(MOTIE.id, MAX.id))
    assert 'n2 -->|"succeeds<br/>#8220;뒤를 이었다.#8221;"| n0' in chart
    assert 'n2 -->|"leads · told 2025-09-10<br/>' in chart
    assert chart.endswith("  class n0,n1 asked\n")
