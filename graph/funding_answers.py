"""The answer to "who funds what", as typed records. Money is whole won, years are four digits."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from graph.answers import AmountQualifier, ClaimAnswer, EntityRef
from graph.model import Modality

Status = Literal["planned", "budgeted", "executed"]
STAGES: tuple[Status, ...] = get_args(Status)
"""What becomes of money, one after the other."""
Instrument = Literal["budget", "loan", "investment", "guarantee", "subsidy"]
SectionName = Literal["named", "periods", "undated", "sizes"]
By = Literal["funder", "recipient", "sector", "technology", "region", "programme", "year", "status", "instrument"]
Counting = Literal["counted", "again", "part", "superseded", "disputed", "proposed", "no_amount", "not_spread", "apart"]
"""How a row of funding enters its section's totals.

    counted     its amount is in the totals
    again       the same money is counted in another row (the payer's other name, a looser qualifier, a joint sum)
    part        a sum that contains it is counted: the same payer's to the whole that its recipient is part of, or the
                whole government's to the same recipient; both for the same time
    superseded  a later stage (budgeted after planned) gives another amount, and that one counts
    disputed    articles give different amounts for the same thing; they enter only the totals' range
    proposed    the money is only asked for
    no_amount   the articles name no amount
    not_spread  it should be spread over its years, and nobody says when they begin or end
    apart       a size that names no payer; sizes are never added up
"""


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class YearShare(_Answer):
    """What one year gets of a sum for several years when it is spread evenly: nobody stated it."""

    year: int
    amount_krw: int
    amount_text: str = Field(examples=["500억원"])


class FundingRow(_Answer):
    """One sum that somebody gives to somebody, however many articles state it.

    `funders` are several where they give the sum together, and none for a size that names no payer. `fiscal_year` is
    set for one year's money, `period_start` and `period_end` for several years' (either may be unknown). `status` and
    `modality` are the furthest that a claim states. `aimed_by` holds the claims that aim the recipient at what was
    asked for. `shares` are there only where a period was to be spread over its years: an even share for each, and only
    the asked year's where one was asked; `amount_krw` stays what was stated.
    """

    id: str
    group: str = Field(description="rows of one group state or dispute the same sum: same payer, recipient and time")
    section: SectionName
    funders: list[EntityRef]
    shared: bool = Field(description="several funders give the sum together")
    recipient: EntityRef
    amount_krw: int | None
    amount_qualifier: AmountQualifier | None
    amount_text: str | None = Field(description="the amount as people write it", examples=["최대 7,000억원"])
    fiscal_year: int | None
    period_start: int | None
    period_end: int | None
    when: str | None = Field(description="the year or period", examples=["2026", "2026–2032", "–2030"])
    shares: list[YearShare] = Field(default_factory=list)
    status: Status | None
    instrument: Instrument | None
    modality: Modality
    counting: Counting
    corroborated_by: int = Field(description="how many independent articles state the sum")
    claims: list[ClaimAnswer]
    aimed_by: list[ClaimAnswer] = Field(default_factory=list)


class LeftOut(_Answer):
    """Sums that a total does not contain, by why: how many and how much they state together, which may overlap."""

    why: Counting
    sums: int
    krw: int


class FundingTotals(_Answer):
    """What some sums add up to, each once, kept apart by how surely its amount is stated.

    `*_krw` are won, `*_sums` the number of sums in them. `disputed_low_krw` and `disputed_high_krw` add up the lowest
    and the highest amount stated for each disputed sum. `left_out` is what is in neither. `spread` says that sums for
    several years enter with the even share of one year only. `passed_on` are recipients that are payers of other sums
    counted here: money that goes in and out again is in both. `contains` says all this in a sentence.
    """

    exact_krw: int
    exact_sums: int
    about_krw: int
    about_sums: int
    at_least_krw: int
    at_least_sums: int
    at_most_krw: int
    at_most_sums: int
    disputed_low_krw: int
    disputed_high_krw: int
    disputed_sums: int
    left_out: list[LeftOut]
    spread: bool
    passed_on: list[EntityRef]
    contains: str


class FundingSection(_Answer):
    """Rows of one kind: the first of `count`, which `next_cursor` continues. Sizes have no totals.

    Where the money is grouped, there are no rows; `totals` are over all of them, each sum once.
    """

    rows: list[FundingRow]
    count: int
    next_cursor: str | None
    totals: FundingTotals | None


class GroupKey(_Answer):
    """What the sums of a group have in common.

    `value` is the entity's name, or a year (`2026`), years (`2026–2032`), a status or an instrument; none where the
    articles do not say.
    """

    by: By
    value: str | None
    entity: EntityRef | None


class FundingGroup(_Answer):
    """The sums of one section that have one or two keys in common, and what they add up to among themselves."""

    section: SectionName
    first: GroupKey
    second: GroupKey | None = Field(description="where two things are grouped by")
    sums: int = Field(description="how many sums are in the group, counted or not")
    totals: FundingTotals


class FundingGroups(_Answer):
    """Sums by what was asked for, in that order: the first of `count` groups, which `next_cursor` continues.

    A sum may be in several groups: with several payers, with a recipient that aims at two sectors, in a programme and
    in what that is part of. Then the groups add up to more than the section's totals, which hold it once.
    """

    by: list[By]
    items: list[FundingGroup]
    count: int
    next_cursor: str | None
    in_several: int = Field(description="how many sums are in more than one group of their section")
    note: str


class FundingAnswer(_Answer):
    """Who gives what to whom.

    `named` is money named for a year (for the asked year where one was asked); `periods` money for several years (that
    include it), never added into a year's total; `undated` money with no year (only where no year was asked); `sizes`
    what things cost where no payer is named. `undated_left_out` counts rows that an asked year left out for want of a
    date, `unsure_left_out` claims that were read with less than `min_confidence`; `*_krw` is what they state together.
    `groups` are there where the question groups.
    """

    year: int | None
    funder: EntityRef | None
    recipient: EntityRef | None
    sector: EntityRef | None
    technology: EntityRef | None
    region: EntityRef | None
    programme: EntityRef | None
    as_of: dt.date | None
    spread_periods: bool
    named: FundingSection
    periods: FundingSection
    undated: FundingSection
    sizes: FundingSection
    groups: FundingGroups | None
    undated_left_out: int
    undated_left_out_krw: int
    min_confidence: float
    unsure_left_out: int
    unsure_left_out_krw: int
