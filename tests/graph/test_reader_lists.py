"""Claims, articles, neighbours, what targets a sector, and the overview."""

from __future__ import annotations

from datetime import date

import pytest

from graph.errors import Ambiguous, InputError, NotFound
from graph.scope import Scope
from graph.store import Store
from tests.graph.asking import Ask
from tests.graph.examples import (
    AUTONOMOUS_SHIP,
    CHIPS,
    FACTORY,
    MAX,
    MEMORY,
    MOTIR,
    ROBOT_SECTOR,
    ROBOT_TECHNOLOGY,
    SHIP,
    SHIPBUILDING,
    pays,
    report,
    say,
    thing,
)

LEADS = say("LEADS", MOTIR, MAX, "산업통상부가 M.AX 얼라이언스를 이끈다.", role="주관")
MINISTER = thing("Person", "김정관")


def test_a_claim_says_all_that_was_read(ask: Ask) -> None:
    quote = "김정관은 산업통상부 장관이다."
    held = say("HOLDS_POSITION", MINISTER, MOTIR, quote, title="장관", asserted_by=MINISTER)
    (claim,) = ask(report("a", "2025-12-24", LEADS, held)).claims(predicate="HOLDS_POSITION").items
    assert (claim.subject.name, claim.object and claim.object.name) == ("김정관", "산업통상부")
    assert claim.qualifiers == {"title": "장관"}
    assert claim.asserted_by is not None
    assert claim.asserted_by.id == MINISTER.id
    assert (claim.quote, claim.end - claim.start) == (quote, len(quote))
    assert (claim.modality, claim.confidence, claim.extractor) == ("fact", 0.9, "hand 1")
    assert claim.citation.published_on == date(2025, 12, 24)


def test_every_qualifier_of_a_goal_comes_back_under_its_own_name(ask: Ask) -> None:
    goal = {"metric": "AI 팩토리", "value": 500, "unit": "곳", "by_year": 2030, "qualifier": "at_least"}
    reader = ask(report("a", "2025-12-24", say("HAS_GOAL", MAX, None, "2030년까지 500곳 이상 만든다.", **goal)))
    (claim,) = reader.claims(year=2030).items
    assert claim.object is None
    assert claim.qualifiers == goal


def test_a_claim_is_found_by_its_id(ask: Ask) -> None:
    reader = ask(report("a", "2025-12-24", LEADS))
    (claim,) = reader.claims().items
    assert reader.claim(claim.id) == claim
    with pytest.raises(NotFound, match="claim/none"):
        reader.claim("claim/none")


def test_of_entities_with_one_name_the_predicate_decides(ask: Ask) -> None:
    field, programme = thing("Sector", "드론"), thing("Program", "드론")
    reader = ask(
        report(
            "a",
            "2025-12-24",
            say("TARGETS", MAX, field, "드론 산업을 겨냥한다."),
            say("LEADS", MOTIR, programme, "드론 사업을 이끈다."),
        )
    )
    assert [claim.quote for claim in reader.claims(predicate="TARGETS", object="드론").items] == [
        "드론 산업을 겨냥한다."
    ]
    assert [claim.quote for claim in reader.claims(predicate="LEADS", object="드론").items] == ["드론 사업을 이끈다."]
    with pytest.raises(Ambiguous):
        reader.claims(object="드론")


def test_claims_go_on_page_by_page_newest_article_first(ask: Ask) -> None:
    reports = [
        report(f"{n}", day, *(pays(MOTIR, MAX, f"{n}번 기사의 {m}번째 말.", 10**8 * m, year=2026) for m in (1, 2, 3)))
        for n, day in enumerate(["2025-01-01", None, "2025-03-01", "2025-03-01"])
    ]
    reader = ask(*reports)
    whole = [claim.quote for claim in reader.claims().items]
    assert [quote[0] for quote in whole] == list("222333000111")
    assert whole[:3] == [f"2번 기사의 {m}번째 말." for m in (1, 2, 3)]
    for limit in (1, 5, 11, 12):
        page = reader.claims(limit=limit)
        seen = [claim.quote for claim in page.items]
        while page.next_cursor:
            page = reader.claims(limit=limit, cursor=page.next_cursor)
            seen += [claim.quote for claim in page.items]
        assert seen == whole


def test_claims_refuse_what_cannot_be_meant(ask: Ask) -> None:
    reader = ask(report("a", "2025-12-24", LEADS))
    with pytest.raises(InputError, match="no predicate"):
        reader.claims(predicate="funds")
    with pytest.raises(InputError, match="1 to 500"):
        reader.claims(limit=0)
    with pytest.raises(InputError, match="no cursor"):
        reader.claims(cursor="x")
    with pytest.raises(InputError, match="empty"):
        reader.claims(subject="")
    with pytest.raises(NotFound):
        reader.claims(object="없는 것")


def test_an_article_comes_with_everything_read_from_it_in_the_order_of_its_text(ask: Ask) -> None:
    later = say("TARGETS", MAX, CHIPS, "얼라이언스는 반도체를 겨냥한다.")
    reader = ask(report("x/1", "2025-12-24", LEADS, later, based_on="https://news.example/y", license="CC-BY-4.0"))
    article = reader.article("x/1")
    assert [claim.quote for claim in article.claims] == [LEADS.quote, later.quote]
    assert [(entity.id, entity.called) for entity in article.entities] == [
        ("alliance/max", "M.AX 얼라이언스"),
        ("ministry/motir", "산업통상부"),
        ("sector/semiconductor", "반도체"),
    ]
    assert (article.citation.retold, article.citation.license, article.language) == (True, "CC-BY-4.0", "ko")
    with pytest.raises(NotFound, match="article"):
        reader.article("x/2")


def test_articles_are_listed_newest_first_and_by_publisher_and_day(ask: Ask) -> None:
    reader = ask(
        report("a", "2025-01-01", LEADS),
        report("b", "2025-06-01", extra=(MAX,), publisher="다른일보"),
        report("c", None, extra=(MAX,)),
        report("d", "2025-06-01", LEADS),
    )

    def ids(**narrowed: object) -> list[tuple[str, int]]:
        scope = Scope(**narrowed)  # type: ignore[arg-type]
        return [(one.citation.article_id, one.claims) for one in reader.articles(scope=scope).items]

    assert ids() == [("b", 0), ("d", 1), ("a", 1), ("c", 0)]
    assert ids(publisher="다른일보") == [("b", 0)]
    assert ids(published_from=date(2025, 1, 2)) == [("b", 0), ("d", 1)]
    assert ids(published_to=date(2025, 5, 31)) == [("a", 1)]
    page = reader.articles(limit=2)
    assert page.next_cursor is not None
    rest = reader.articles(limit=2, cursor=page.next_cursor)
    assert ([one.citation.article_id for one in rest.items], rest.next_cursor) == (["a", "c"], None)


def test_neighbours_are_edges_both_ways_with_quotes_widely_stated_ones_first(ask: Ask) -> None:
    reader = ask(
        report("a", "2025-12-24", LEADS, say("TARGETS", MAX, CHIPS, "반도체를 겨냥한다.")),
        report("b", "2026-01-05", say("TARGETS", MAX, CHIPS, "반도체가 목표다.", confidence=0.95)),
        report("c", "2026-01-06", pays(MOTIR, MAX, "7000억원을 준다.", 7000 * 10**8, year=2026)),
    )
    answer = reader.neighbors("맥스")
    rows = [(row.predicate, row.direction, row.entity.name, row.articles) for row in answer.neighbors]
    assert rows == [
        ("TARGETS", "out", "반도체", 2),
        ("FUNDS", "in", "산업통상부", 1),
        ("LEADS", "in", "산업통상부", 1),
    ]
    assert answer.count == 3
    assert [claim.quote for claim in answer.neighbors[0].claims] == ["반도체가 목표다.", "반도체를 겨냥한다."]
    assert (answer.neighbors[1].amount_krw, answer.neighbors[1].fiscal_year) == (7000 * 10**8, 2026)
    assert [claim.quote for claim in answer.neighbors[2].claims] == [LEADS.quote]
    assert reader.neighbors("맥스", quotes=1).neighbors[0].claims[0].quote == "반도체가 목표다."
    assert reader.neighbors("맥스", quotes=0).neighbors[0].claims == []


def test_what_an_entitys_edges_lead_to_is_given_once_each_widely_stated_ones_first(ask: Ask) -> None:
    reader = ask(
        report(
            "a", "2025-12-24", *(pays(MOTIR, MAX, f"{year}년 7000억원.", 10**11, year=year) for year in (2025, 2026))
        ),
        report("b", "2026-01-05", *(pays(MOTIR, CHIPS, f"반도체에 {at}원.", at, year=2026) for at in (1, 2))),
        report("c", "2026-01-06", pays(MOTIR, CHIPS, "반도체에 2원.", 2, year=2026)),
    )
    assert [(one.id, one.name) for one in reader.ends("산업통상부", "FUNDS", "out")] == [
        (CHIPS.id, CHIPS.name),
        (MAX.id, MAX.name),
    ]
    assert [one.id for one in reader.ends("맥스", "FUNDS", "in")] == [MOTIR.id]
    assert reader.ends("맥스", "FUNDS", "out") == []
    with pytest.raises(InputError, match="predicate"):
        reader.ends("맥스", "NAMED", "out")


def test_neighbours_may_be_of_one_predicate_and_direction_and_go_on(ask: Ask) -> None:
    sectors = [thing("Sector", f"업종 {n}") for n in range(5)]
    reader = ask(report("a", "2025-12-24", LEADS, *(say("TARGETS", MAX, s, f"{s.name}을 겨냥한다.") for s in sectors)))
    assert reader.neighbors("맥스", direction="in").count == 1
    assert reader.neighbors("맥스", direction="out", predicate="LEADS").count == 0
    page = reader.neighbors("맥스", predicate="TARGETS", limit=2)
    seen = [row.entity.name for row in page.neighbors]
    while page.next_cursor:
        page = reader.neighbors("맥스", predicate="TARGETS", limit=2, cursor=page.next_cursor)
        seen += [row.entity.name for row in page.neighbors]
    assert seen == [sector.name for sector in sectors]
    with pytest.raises(InputError, match="no predicate"):
        reader.neighbors("맥스", predicate="HAS_GOAL")


def test_the_first_quote_of_an_edge_states_the_amount_that_it_shows(ask: Ask) -> None:
    surer = {"amount_qualifier": "at_most", "year": 2026, "confidence": 0.99}
    reader = ask(
        report("a", "2025-12-24", pays(MOTIR, MAX, "7000억원을 쓴다.", 7 * 10**11, year=2026, confidence=0.8)),
        report("b", "2025-12-23", pays(MOTIR, MAX, "최대 7000억원을 쓴다.", 7 * 10**11, **surer)),
        report("c", "2025-12-24", pays(MOTIR, MAX, "모두 7000억원을 쓴다.", 7 * 10**11, year=2026, confidence=0.7)),
    )
    (edge,) = reader.neighbors("맥스").neighbors
    assert (edge.amount_krw, edge.amount_qualifier) == (7 * 10**11, "exact")
    assert [claim.quote for claim in edge.claims] == [
        "7000억원을 쓴다.",
        "모두 7000억원을 쓴다.",
        "최대 7000억원을 쓴다.",
    ]


def test_the_edges_of_two_years_have_their_own_quotes(ask: Ask) -> None:
    reader = ask(
        report(
            "a",
            "2025-12-24",
            pays(MOTIR, MAX, "올해 1억원.", 10**8, year=2025),
            pays(MOTIR, MAX, "내년 2억원.", 2 * 10**8, year=2026),
        )
    )
    rows = {row.fiscal_year: [claim.quote for claim in row.claims] for row in reader.neighbors("맥스").neighbors}
    assert rows == {2025: ["올해 1억원."], 2026: ["내년 2억원."]}


def test_what_targets_a_sector_is_shown_with_the_words_that_say_so(ask: Ask) -> None:
    answer = ask(
        report("a", "2025-11-06", say("TARGETS", SHIP, SHIPBUILDING, "조선·해운의 디지털 전환을 이끈다.")),
        report("b", "2025-12-24", say("TARGETS", MAX, SHIPBUILDING, "조선 분야의 모델을 만든다.")),
        report("c", "2026-01-24", say("TARGETS", MAX, SHIPBUILDING, "조선에도 쓴다.")),
        report("d", "2026-01-24", say("TARGETS", SHIP, AUTONOMOUS_SHIP, "자율운항선박을 만든다.")),
    ).targets("조선업")
    assert answer.of.id == "sector/shipbuilding"
    assert [(row.entity.name, row.articles) for row in answer.targeting] == [(MAX.name, 2), (SHIP.name, 1)]
    assert [claim.quote for claim in answer.targeting[0].claims] == ["조선 분야의 모델을 만든다.", "조선에도 쓴다."]
    assert (answer.targeting[0].first_stated, answer.targeting[0].last_stated) == (
        date(2025, 12, 24),
        date(2026, 1, 24),
    )


def test_parts_of_a_sector_are_targeted_with_it(ask: Ask) -> None:
    answer = ask(
        report(
            "a",
            "2025-11-06",
            say("PART_OF", MEMORY, CHIPS, "메모리 반도체는 반도체의 한 갈래다."),
            say("TARGETS", FACTORY, MEMORY, "메모리 반도체 공정을 겨냥한다."),
        )
    ).targets("반도체")
    assert [(row.entity.name, row.aim.name) for row in answer.targeting] == [(FACTORY.name, "메모리 반도체")]


def test_what_targets_a_thing_shows_as_many_claims_as_are_asked_for_of_different_articles_first(ask: Ask) -> None:
    twice = (say("TARGETS", FACTORY, ROBOT_TECHNOLOGY, quote) for quote in ("로봇을 쓴다.", "또 로봇을 쓴다."))
    again = say("TARGETS", FACTORY, ROBOT_TECHNOLOGY, "다시 로봇을 쓴다.")
    reader = ask(report("a", "2025-11-06", *twice), report("b", "2025-11-07", again))
    (row,) = reader.targets("로봇", quotes=2).targeting
    assert (row.claim_count, {claim.citation.article_id for claim in row.claims}) == (3, {"a", "b"})
    (whole,) = reader.targets("로봇").targeting
    assert (len(whole.claims), whole.articles) == (3, row.articles)
    with pytest.raises(InputError):
        reader.targets("로봇", quotes=0)


def test_a_sector_and_a_technology_of_one_name_are_asked_together(ask: Ask) -> None:
    reader = ask(
        report(
            "a",
            "2025-11-06",
            say("TARGETS", FACTORY, ROBOT_TECHNOLOGY, "로봇을 쓴다."),
            say("TARGETS", MAX, ROBOT_SECTOR, "로봇 산업을 키운다."),
        )
    )
    answer = reader.targets("로봇")
    assert (answer.of.id, answer.count) == ("sector/robot", 2)
    assert reader.targets("technology/robot").count == 1
    first = reader.targets("로봇", limit=1)
    assert first.next_cursor is not None
    assert reader.targets("로봇", limit=1, cursor=first.next_cursor).targeting[0].entity.name == FACTORY.name


def test_the_overview_counts_what_the_store_holds(ask: Ask, store: Store) -> None:
    overview = ask(report("a", "2025-09-10", LEADS), report("b", None, extra=(CHIPS,))).overview()
    assert (overview.engine, overview.version, overview.articles) == (store.info().engine, store.info().version, 2)
    assert overview.entities == {"Alliance": 1, "Ministry": 1, "Sector": 1}
    assert overview.claims == {"LEADS": 1}
    assert overview.first_published == overview.last_published == date(2025, 9, 10)


def test_an_empty_store_answers_with_nothing(ask: Ask) -> None:
    reader = ask()
    reader.check()
    assert (reader.overview().articles, reader.overview().entities) == (0, {})
    assert reader.claims().items == []
    assert reader.articles().items == []
    assert reader.funding(year=2026).named.rows == []
    assert reader.search("조선").items == []


def test_the_revision_changes_with_what_is_written_and_with_nothing_else(ask: Ask) -> None:
    reader = ask()
    assert reader.revision() == 0
    reader = ask(report("a", "2025-12-24", LEADS))
    assert reader.revision() == 1
    ask(report("a", "2025-12-24", LEADS))
    assert reader.revision() == 1
    ask(report("b", "2025-12-25", LEADS))
    assert reader.revision() == 2


def test_the_overview_counts_publishers_months_and_confidence_in_a_scope(ask: Ask) -> None:
    sure, unsure = (
        say("TARGETS", MAX, CHIPS, "반도체를 겨냥한다.", confidence=0.7),
        pays(MOTIR, MAX, "낸다.", confidence=0.42),
    )
    reader = ask(
        report("a", "2025-09-10", LEADS),
        report("b", "2025-09-30", sure, publisher="다른신문"),
        report("c", None, unsure, publisher=None),
    )
    overview = reader.overview()
    assert [(one.name, one.articles) for one in overview.months] == [("2025-09", 2), (None, 1)]
    assert sorted((one.name or "", one.articles) for one in overview.publishers) == [
        ("", 1),
        ("다른신문", 1),
        ("시험일보", 1),
    ]
    assert overview.confidence == {"0.4": 1, "0.7": 1, "0.9": 1}
    assert overview.revision == 1
    narrowed = reader.overview(scope=Scope(publisher="다른신문"))
    assert (narrowed.articles, narrowed.entities, narrowed.claims) == (1, {"Alliance": 1, "Sector": 1}, {"TARGETS": 1})
    assert reader.overview(scope=Scope(min_confidence=0.8)).claims == {"LEADS": 1}
