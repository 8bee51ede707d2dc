"""Lists of claims: every filter, wherever the list starts from."""

from __future__ import annotations

from datetime import date

import pytest

from graph.claims import FIRST_WINDOW
from graph.errors import InputError
from graph.reader import Reader
from graph.scope import Scope
from graph.statements import load
from tests.graph.asking import Ask
from tests.graph.examples import (
    CHIPS,
    COMMITTEE,
    FACTORY,
    MAX,
    MOF,
    MOTIR,
    STRATEGY_COMMITTEE,
    pays,
    report,
    say,
    thing,
)

LEADS = say("LEADS", MOTIR, MAX, "산업통상부가 M.AX 얼라이언스를 이끈다.", role="주관 Agency")
MINISTER = thing("Person", "김정관")
STARTS = ("subject", "object", "speaker", "articles")


def quotes(reader: Reader, **filters: object) -> list[str]:
    return [claim.quote for claim in reader.claims(**filters).items]  # type: ignore[arg-type]


@pytest.fixture
def reader(ask: Ask) -> Reader:
    """A reader of one claim of many kinds, over three days."""
    return ask(
        report(
            "a",
            "2025-10-01",
            LEADS,
            pays(MOTIR, MAX, "M.AX에 7000억원.", 7000 * 10**8, year=2026, status="planned", instrument="loan"),
            say("HOLDS_POSITION", MINISTER, MOTIR, "김정관은 산업통상부 장관이다.", title="장관"),
            publisher="가일보",
        ),
        report(
            "b",
            "2025-11-01",
            say("SUCCEEDS", STRATEGY_COMMITTEE, COMMITTEE, "격상됐다.", kind="reorganised", date="2025-09-08"),
            say("ANNOUNCES", MOTIR, FACTORY, "AI 팩토리를 발표했다.", date="2025-10"),
            say("TARGETS", MAX, CHIPS, "반도체를 겨냥한다.", modality="plan", confidence=0.3),
        ),
        report(
            "c",
            "2025-12-24",
            say(
                "HAS_GOAL",
                MAX,
                None,
                "“100조원의 부가가치”",
                value=10**14,
                metric="제조업 부가가치",
                unit="원",
                by_year=2030,
                asserted_by=MINISTER,
            ),
            pays(MOF, MAX, "해수부도 100억원.", 100 * 10**8, period_start=2025, period_end=2029),
        ),
    )


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"subject": "산업통상부", "object": "맥스"}, [LEADS.quote, "M.AX에 7000억원."]),
        ({"object": "alliance/max", "predicate": "FUNDS"}, ["해수부도 100억원.", "M.AX에 7000억원."]),
        ({"article": "a", "predicate": "FUNDS"}, ["M.AX에 7000억원."]),
        ({"article": "b", "subject": "해양수산부"}, []),
        ({"article": "none"}, []),
        ({"asserted_by": "김정관"}, ["“100조원의 부가가치”"]),
        ({"asserted_by": "김정관", "subject": "맥스"}, ["“100조원의 부가가치”"]),
        ({"year": 2026}, ["해수부도 100억원.", "M.AX에 7000억원."]),
        ({"year": 2030}, ["“100조원의 부가가치”"]),
        ({"min_amount": 10**11}, ["M.AX에 7000억원."]),
        ({"max_amount": 10**10}, ["해수부도 100억원."]),
        ({"min_amount": 10**10, "max_amount": 10**10}, ["해수부도 100억원."]),
        ({"status": "planned"}, ["M.AX에 7000억원."]),
        ({"instrument": "loan", "object": "맥스"}, ["M.AX에 7000억원."]),
        ({"succession": "reorganised"}, ["격상됐다."]),
        ({"succession": "renamed"}, []),
        ({"role": "주관"}, [LEADS.quote]),
        ({"role": "agency"}, [LEADS.quote]),
        ({"position": "장관"}, ["김정관은 산업통상부 장관이다."]),
        ({"metric": "부가가치", "unit": "원"}, ["“100조원의 부가가치”"]),
        ({"date": "2025"}, ["격상됐다.", "AI 팩토리를 발표했다."]),
        ({"date": "2025-09-08"}, ["격상됐다."]),
        ({"text": "팩토리"}, ["AI 팩토리를 발표했다."]),
        ({"text": "ai 팩토리", "subject": "산업통상부"}, ["AI 팩토리를 발표했다."]),
        ({"scope": Scope(modality="plan")}, ["반도체를 겨냥한다."]),
        ({"scope": Scope(min_confidence=0.5), "predicate": "TARGETS"}, []),
        ({"scope": Scope(publisher="가일보"), "predicate": "LEADS"}, [LEADS.quote]),
        ({"scope": Scope(published_from=date(2025, 12, 1)), "predicate": "FUNDS"}, ["해수부도 100억원."]),
        ({"scope": Scope(as_of=date(2025, 10, 31)), "object": "맥스", "predicate": "FUNDS"}, ["M.AX에 7000억원."]),
    ],
)  # fmt: skip
def test_a_claim_must_meet_every_filter(reader: Reader, filters: dict[str, object], found: list[str]) -> None:
    assert quotes(reader, **filters) == found


@pytest.mark.parametrize(
    "day", ["2025-1", "2025/10", "어제", "25-10-01", "2025-10-0", "2025-10-01\n", "", "2025-13", "2025-02-30"]
)
def test_a_day_that_is_not_written_as_one_is_refused(reader: Reader, day: str) -> None:
    with pytest.raises(InputError, match="no day, month or year"):
        reader.claims(date=day)


@pytest.mark.parametrize(
    "filters", [{"predicate": "funds"}, {"year": 26}, {"min_amount": 2, "max_amount": 1}, {"subject": ""}]
)
def test_filters_that_nothing_can_meet_are_refused(reader: Reader, filters: dict[str, object]) -> None:
    with pytest.raises(InputError):
        quotes(reader, **filters)


def test_a_filter_is_met_however_far_down_the_articles_are(ask: Ask) -> None:
    articles = [report(f"n{at:03}", "2025-12-24", LEADS) for at in range(FIRST_WINDOW + 5)]
    oldest = report("old", "2020-01-01", say("TARGETS", MAX, CHIPS, "반도체를 겨냥한다."))
    reader = ask(*articles, oldest, report("undated", None, say("TARGETS", MAX, CHIPS, "반도체를 겨눈다.")))
    assert quotes(reader, predicate="TARGETS") == ["반도체를 겨냥한다.", "반도체를 겨눈다."]
    seen, cursor = 0, None
    while True:
        page = reader.claims(limit=30, cursor=cursor)
        seen, cursor = seen + len(page.items), page.next_cursor
        if cursor is None:
            break
    assert seen == FIRST_WINDOW + 7


def test_the_filters_are_the_same_wherever_a_list_starts_from() -> None:
    names = [f"read/claims_{'in' if start == 'articles' else 'by'}_{start}" for start in STARTS]
    assert len({load(name).text.partition("WITH c, a")[2] for name in names}) == 1


def test_articles_are_chosen_by_what_they_mention_their_headline_and_their_claims(reader: Reader) -> None:
    def ids(**filters: object) -> list[tuple[str, int]]:
        return [(one.citation.article_id, one.claims) for one in reader.articles(**filters).items]  # type: ignore[arg-type]

    assert ids(mentions="김정관") == [("c", 2), ("a", 3)]
    assert ids(title="기사 b") == [("b", 3)]
    assert ids(language="en") == []
    assert ids(scope=Scope(modality="plan")) == [("b", 1)]
    assert ids(scope=Scope(min_confidence=0.5)) == [("c", 2), ("b", 2), ("a", 3)]
