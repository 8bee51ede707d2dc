"""What people see: amounts as they write them, a quote and its source under each row, nothing wider than it may be."""

from collections.abc import Iterable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from cli.show.claims import show_claims, show_extraction
from cli.show.entities import show_entity, show_found, show_neighbors, show_targets, years
from cli.show.evidence import counted
from cli.show.funding import show_funding
from cli.show.lineage import show_lineage
from graph.answers import (
    ArticleSummary,
    ChainLink,
    Citation,
    ClaimAnswer,
    EntityAnswer,
    EntityRef,
    Facet,
    LineageAnswer,
    LineageContext,
    LineageCounts,
    LineageStep,
    Neighbor,
    NeighborsAnswer,
    Page,
    SearchAnswer,
    SearchHit,
    Targeting,
    TargetsAnswer,
)
from graph.citation import citation_text
from graph.evidence import one_an_article
from graph.funding_answers import FundingAnswer, FundingRow, FundingSection
from graph.ids import text_hash
from graph.model import Article, Claim, Entity, Extraction, Mention

MINISTRY = EntityRef(id="ministry/motir", label="Ministry", name="산업통상부")
ALLIANCE = EntityRef(id="alliance/max", label="Alliance", name="M.AX 얼라이언스")
QUOTE = "산업부는 내년 AI 예산 중 가용 가능한 최대 금액인 7천억원을 M.AX 얼라이언스를\n중심으로 집행할 예정"
SHOWN_QUOTE = QUOTE.replace("\n", " ")


def shown(parts: Iterable[RenderableType] | RenderableType, width: int = 80) -> str:
    """Render as on a terminal of this width without colours; every line must fit."""
    console = Console(file=StringIO(), width=width, highlight=False, emoji=False, markup=False)
    for part in [parts] if hasattr(parts, "__rich_console__") or hasattr(parts, "__rich__") else parts:  # type: ignore[union-attr, list-item]
        console.print(part)
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    assert all(cell_len(line) <= width for line in text.splitlines())
    return text


def flat(text: str) -> str:
    return " ".join(text.split())


def cite(article: str = "a1", **fields: Any) -> Citation:
    given = {"title": None, "publisher": "신문", "url": "https://example.com/1", "based_on": None, "license": None}
    given |= {"published_on": date(2025, 12, 24), "language": "ko", **fields}
    citation = Citation(article_id=article, retold=given["based_on"] is not None, text="", **given)  # type: ignore[arg-type]
    return citation.model_copy(update={"text": citation_text(citation)})


def claim(**fields: Any) -> ClaimAnswer:
    given: dict[str, Any] = {
        "id": "claim/1",
        "predicate": "FUNDS",
        "subject": MINISTRY,
        "object": ALLIANCE,
        "qualifiers": {"amount_krw": 700_000_000_000, "amount_qualifier": "at_most", "fiscal_year": 2026},
        "modality": "plan",
        "asserted_by": None,
        "quote": QUOTE,
        "start": 0,
        "end": len(QUOTE),
        "confidence": 0.9,
        "extractor": "test/1",
        "citation": cite(),
    }
    return ClaimAnswer(**given | fields)


def row(**fields: Any) -> FundingRow:
    given: dict[str, Any] = {
        "id": "r1",
        "group": "g1",
        "shared": False,
        "section": "named",
        "funders": [MINISTRY],
        "recipient": ALLIANCE,
        "amount_krw": 700_000_000_000,
        "amount_qualifier": "at_most",
        "amount_text": "최대 7,000억원",
        "fiscal_year": 2026,
        "period_start": None,
        "period_end": None,
        "when": "2026",
        "status": "planned",
        "instrument": None,
        "modality": "plan",
        "counting": "counted",
        "corroborated_by": 2,
        "claims": [claim(), claim(id="claim/2", citation=cite("a2", publisher="통신"))],
    }
    return FundingRow(**given | fields)


def section(*rows: FundingRow, count: int | None = None) -> FundingSection:
    return FundingSection(
        rows=list(rows), count=len(rows) if count is None else count, next_cursor="c" if count else None, totals=None
    )


def funding(year: int | None = 2026, **sections: FundingSection) -> FundingAnswer:
    every = {name: section() for name in ("named", "periods", "undated", "sizes")} | sections
    return FundingAnswer(
        year=year,
        funder=None,
        recipient=None,
        sector=None,
        technology=None,
        region=None,
        programme=None,
        as_of=None,
        spread_periods=False,
        groups=None,
        undated_left_out=3,
        undated_left_out_krw=0,
        min_confidence=0.45,
        unsure_left_out=0,
        unsure_left_out_krw=0,
        **every,
    )


def test_a_row_of_funding_has_amount_payer_year_quote_and_source() -> None:
    text = flat(shown(show_funding(funding(named=section(row())), 1)))
    assert "최대 7,000억원 산업통상부 → M.AX 얼라이언스" in text
    assert "2026 · planned · 2 articles" in text
    assert f"“{SHOWN_QUOTE}”" in text
    assert "신문, a1, 2025. 12. 24., https://example.com/1" in text
    assert "and 1 more article (--quotes)" in text


def test_two_quotes_are_of_two_articles() -> None:
    text = flat(shown(show_funding(funding(named=section(row())), 2)))
    assert text.count(SHOWN_QUOTE) == 2
    assert "통신, a2, 2025. 12. 24." in text
    assert "--quotes" not in text


def test_a_retold_text_is_never_shown_as_the_publishers_words() -> None:
    retold = claim(citation=cite(publisher="kaigraph samples", url=None, based_on="https://news.example/7"))
    text = flat(shown(show_funding(funding(named=section(row(claims=[retold]))), 1), width=140))
    assert "kaigraph samples, a1, 2025. 12. 24. (다른 글을 다시 쓴 글; 바탕: https://news.example/7)" in text


def test_a_year_asks_for_three_sections_also_where_one_is_empty() -> None:
    text = shown(show_funding(funding(named=section(row())), 0))
    titles = ["Named for 2026 (1)", "For several years that include 2026 (0)", "Sizes that include 2026"]
    assert [title in text for title in titles] == [True, True, True]
    assert text.index(titles[0]) < text.index(titles[1]) < text.index(titles[2])
    assert "nothing found" in text
    assert "No year" not in text
    assert "3 rows without a year left out." in text


def test_without_a_year_only_sections_with_rows_are_shown() -> None:
    text = shown(show_funding(funding(None, undated=section(row(when=None))), 0))
    assert "With no year named (1)" in text
    assert "Named for" not in text


def test_a_sum_given_together_names_all_payers_and_a_size_none() -> None:
    sea = EntityRef(id="ministry/mof", label="Ministry", name="해양수산부")
    text = flat(shown(show_funding(funding(named=section(row(funders=[MINISTRY, sea], shared=True))), 0)))
    assert "산업통상부 + 해양수산부 (together) → M.AX 얼라이언스" in text
    size = flat(shown(show_funding(funding(sizes=section(row(funders=[], counting="apart"))), 0)))
    assert "최대 7,000억원 M.AX 얼라이언스" in size


@pytest.mark.parametrize(
    ("counting", "said"), [("again", "the same money"), ("superseded", "an earlier stage"), ("disputed", "different")]
)
def test_a_row_that_is_not_counted_as_it_stands_says_so(counting: str, said: str) -> None:
    assert said in flat(shown(show_funding(funding(named=section(row(counting=counting))), 0)))


def test_rows_beyond_the_limit_are_counted() -> None:
    assert "6 more: raise --limit" in shown(show_funding(funding(named=section(row(), count=7)), 0))


def test_nothing_is_wider_than_a_narrow_terminal() -> None:
    long = EntityRef(id="program/x", label="Program", name="협업지능피지컬AI기반SW플랫폼연구개발생태계조성사업" * 3)
    shown(show_funding(funding(named=section(row(recipient=long))), 2), width=60)


def test_the_line_of_descent_reads_in_order() -> None:
    old = EntityRef(id="ministry/motie", label="Ministry", name="산업통상자원부")
    step = LineageStep(
        relation="SUCCEEDS", earlier=old, later=MINISTRY, succession="renamed", date="2025-10-01",
        first_stated=date(2025, 10, 1), depth=1, of=MINISTRY, articles=1, claim_count=1,
        claims=[claim()],
    )  # fmt: skip
    derived = step.model_copy(update={"relation": "DERIVED_FROM", "succession": None, "date": None})
    part = step.model_copy(update={"relation": "PART_OF", "succession": None})
    context = LineageContext(
        relation="ANNOUNCES", actor=old, thing=MINISTRY, date=None, first_stated=None, articles=1, claim_count=1,
        claims=[],
    )  # fmt: skip
    answer = LineageAnswer(
        entity=MINISTRY, before=[step, derived], after=[], wholes=[part], parts=[], context=[context], around=[],
        counts=LineageCounts(before=2, after=0, wholes=1, parts=0, context=1, around=0), complete=False,
        next_cursor=None,
    )  # fmt: skip
    text = flat(shown(show_lineage(answer, 1)).translate(str.maketrans("│├└─", "    ")))
    assert "2025-10-01 산업통상자원부 was renamed 산업통상부 SUCCEEDS · 1 article · first stated 2025-10-01" in text
    assert "undated 산업통상부 derives from 산업통상자원부" in text
    assert "산업통상부 is part of 산업통상자원부" in text
    assert "산업통상자원부 announced 산업통상부" in text
    assert "Where it came from (2)" in text
    assert "What came of it" not in text
    assert "--depth" in text


def test_a_page_of_a_line_shows_what_goes_on_from_the_one_before_and_counts_the_rest() -> None:
    first, second, third = (EntityRef(id=f"program/{n}", label="Program", name=f"{n}차 계획") for n in "123")
    step = LineageStep(
        relation="SUCCEEDS", earlier=first, later=second, succession="follows", date=None, first_stated=None, depth=2,
        of=second, articles=1, claim_count=1, claims=[claim()],
    )  # fmt: skip
    answer = LineageAnswer(
        entity=third, before=[step], after=[], wholes=[], parts=[], context=[], around=[],
        chain=[ChainLink(day=None, dated=None, section="before", subject=second, relation="SUCCEEDS", object=first,
                         claims=[])],
        counts=LineageCounts(before=9, after=0, wholes=0, parts=0, context=0, around=0), complete=True,
        next_cursor="on",
    )  # fmt: skip
    text = flat(shown(show_lineage(answer, 0)).translate(str.maketrans("│├└─", "    ")))
    assert "Where it came from (9) 2차 계획 undated 1차 계획 was followed by 2차 계획" in text
    assert "8 more" in text


def test_an_entity_shows_only_what_is_known() -> None:
    entity = EntityAnswer(
        **MINISTRY.model_dump(), name_en=None, aliases=["산업부"], kind=None, valid_from="2025-10-01", valid_to=None,
        articles=2, first_mentioned=date(2025, 10, 1), last_mentioned=date(2025, 12, 24),
        claims_as_subject={"FUNDS": 2}, claims_as_object={},
    )  # fmt: skip
    text = flat(shown(show_entity(entity)))
    assert "산업통상부 Ministry ministry/motir" in text
    assert "valid 2025-10-01 – …" in text
    assert "mentioned by 2 articles, 2025-10-01 – 2025-12-24" in text
    assert "as subject FUNDS 2" in text
    assert "as object" not in text
    assert "English" not in text


def test_search_says_what_matched() -> None:
    hits = [
        SearchHit(entity=MINISTRY, matched="산업통상부", how="exact", score=100, articles=3),
        SearchHit(entity=ALLIANCE, matched="맥스 얼라이언스", how="fuzzy", score=80, articles=1, now=MINISTRY),
    ]
    facets = [Facet(label="Ministry", count=1), Facet(label="Alliance", count=12)]
    article = ArticleSummary(citation=claim().citation, language="ko", claims=1)
    found = SearchAnswer(items=hits, facets=facets, more=True, articles=[article])
    text = flat(shown(show_found(found)))
    assert "산업통상부 Ministry ministry/motir exact 3" in text
    assert "Ministry 1+, Alliance 12+" in text
    assert f"articles {article.citation.text}" in text
    text = flat(shown(show_found(found), width=160))
    assert "fuzzy: 맥스 얼라이언스" in text
    assert f"{ALLIANCE.name} now called 산업통상부" in text


def test_neighbors_point_in_the_direction_of_the_edge() -> None:
    neighbor = Neighbor(
        predicate="FUNDS", direction="in", entity=MINISTRY, amount_krw=700_000_000_000, amount_qualifier="at_most",
        fiscal_year=2026, period_start=None, period_end=None, articles=1, claim_count=2,
        first_stated=date(2025, 12, 24), last_stated=date(2025, 12, 24), confidence=0.9, claims=[claim()],
    )  # fmt: skip
    answer = NeighborsAnswer(entity=ALLIANCE, neighbors=[neighbor], count=3, next_cursor="abc")
    text = flat(shown(show_neighbors(answer, 1)))
    assert "← FUNDS 산업통상부 Ministry 최대 7,000억원 · 2026 · 1 article · 2 claims · 2025-12-24" in text
    assert "2 more: raise --limit, or take next_cursor of --json" in text


def test_targets_name_the_part_that_is_aimed_at() -> None:
    ships = EntityRef(id="sector/ships", label="Sector", name="조선")
    green = EntityRef(id="sector/green", label="Sector", name="친환경 선박")
    rows = [
        Targeting(
            entity=ALLIANCE, aim=aim, articles=1, first_stated=None, last_stated=None, claim_count=1, claims=[claim()]
        )
        for aim in (ships, green)
    ]
    text = flat(shown(show_targets(TargetsAnswer(of=ships, targeting=rows, count=2, next_cursor=None), 1)))
    assert text.count("M.AX 얼라이언스 Alliance") == 2
    assert text.count("aims at 친환경 선박") == 1
    assert text.count("aims at 조선") == 0


def test_a_claim_shows_its_qualifiers_and_who_said_it() -> None:
    text = flat(shown(show_claims(Page(items=[claim(asserted_by=MINISTRY)], next_cursor=None))))
    assert "산업통상부 FUNDS M.AX 얼라이언스" in text
    assert "최대 7,000억원 · 2026 · planned · confidence 0.90" in text
    assert f"“{SHOWN_QUOTE}” — 산업통상부" in text


def test_what_was_read_is_shown_by_label_with_its_quotes() -> None:
    text = "산업부가 AI 팩토리에 7천억원을 투입한다."
    entities = [
        Entity(id="ministry/a", type="Ministry", name="산업부", mentions=[Mention(text="산업부", start=0, end=3)]),
        Entity(id="program/b", type="Program", name="AI 팩토리"),
    ]
    read = Claim(
        id="c", predicate="FUNDS", subject="ministry/a", object="program/b", quote=text, start=0, end=len(text),
        qualifiers={"amount_krw": 700_000_000_000}, confidence=0.5, extractor="test/1",
    )  # fmt: skip
    article = Article(id="a1", text_sha256=text_hash(text), text=text)
    seen = flat(shown(show_extraction(Extraction(article=article, entities=entities, claims=[read]))))
    assert "a1 · no date · 2 entities · 1 claim" in seen
    assert "Ministry 산업부" in seen
    assert f"산업부 FUNDS AI 팩토리 7,000억원 · confidence 0.50 “{text}”" in seen


def test_counts_and_years_read_naturally() -> None:
    assert [counted(n, "entity") for n in (1, 2)] == ["1 entity", "2 entities"]
    assert [years(2026, None, None), years(None, 2026, 2032), years(None, None, 2030), years(None, None, None)] == [
        "2026",
        "2026–2032",
        "–2030",
        None,
    ]
    assert [c.id for c in one_an_article([claim(), claim(id="claim/2")])] == ["claim/1"]
