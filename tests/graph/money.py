"""What the tests of money share: an article of claims, and answers in few words."""

from __future__ import annotations

from graph.funding_answers import FundingRow, FundingSection, FundingTotals
from graph.model import Extraction
from tests.graph.examples import MOTIE, MOTIR, Said, report, say

EOK = 10**8
RENAMED = say(
    "SUCCEEDS", MOTIR, MOTIE, "산업통상자원부가 산업통상부로 이름을 바꿨다.", kind="renamed", date="2025-10-01"
)


def news(*claims: Said, key: str = "a", day: str | None = "2025-12-24", **article: str) -> Extraction:
    """Make an article of claims."""
    return report(key, day, *claims, **article)


def said(section: FundingSection) -> list[tuple[str, str, str | None, str | None]]:
    """Return payers, recipient, amount and years of each row."""
    return [
        ("·".join(funder.name for funder in row.funders), row.recipient.name, row.amount_text, row.when)
        for row in section.rows
    ]


def only(section: FundingSection) -> FundingRow:
    """Return the one row of a section."""
    (row,) = section.rows
    return row


def left_out(totals: FundingTotals) -> dict[str, tuple[int, int]]:
    """Return how many sums are left out, and their won, by why."""
    return {one.why: (one.sums, one.krw) for one in totals.left_out}


def totals_of(section: FundingSection) -> FundingTotals:
    """Return the totals of a section that has some."""
    assert section.totals is not None
    return section.totals
