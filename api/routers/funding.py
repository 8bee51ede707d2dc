"""The first question: who funds what."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import Query, Request
from pydantic import Field

from api import routing
from api.asking import QuestionRoute
from api.deps import CURSOR, Cursor, Name, ReaderDep, ScopedParameters, TableParameters, Year
from api.errors import documented
from api.tables import TABLES, Shaped, shaped
from graph.funding_answers import FundingAnswer, Instrument, SectionName, Status
from graph.grouping import BY

router = routing.router(prefix="/v1", tags=["Questions"], route_class=QuestionRoute)


class FundingParameters(ScopedParameters, TableParameters):
    """Whose money to ask for; everything may be left out."""

    funder: Name | None = Field(None, description="who gives; its former names too", examples=["산업통상부"])
    recipient: Name | None = Field(None, description="who or what gets", examples=["M.AX 얼라이언스"])
    programme: Name | None = Field(None, description="a programme and all its parts")
    sector: Name | None = Field(
        None,
        description="sector, technology or region: money to it, to its parts and to what targets these",
        examples=["조선"],
    )
    technology: Name | None = Field(None, description="as `sector`, of technologies only")
    region: Name | None = Field(None, description="as `sector`, of regions only")
    year: Year | None = Field(None, description="money for this year and for periods that include it")
    status: Status | None = Field(None, description="only money at this stage")
    instrument: Instrument | None = Field(None, description="only money given in this way")
    with_parts: bool = Field(False, description="with the money of the recipient's parts, at any remove")
    group_by: str = Field(
        "",
        max_length=60,
        description=f"add up by one or two of {', '.join(BY)}, with a comma between them",
        examples=["funder,year"],
    )
    spread_periods: bool = Field(
        False, description="tell what each year gets of a sum for several years if it is spread evenly"
    )
    section: SectionName | None = Field(None, description="only this section's rows; needed with their cursor")
    limit: int = Field(200, ge=1, le=1000, description="at most so many rows a section, or groups")
    cursor: Cursor | None = Field(None, description=CURSOR)


@router.get(
    "/funding",
    summary="Who funds what",
    response_model=FundingAnswer,
    responses=documented(400, 404, 409) | TABLES,
)
def funding(request: Request, reader: ReaderDep, asked: Annotated[FundingParameters, Query()]) -> Shaped[FundingAnswer]:
    """Say who gives what to whom, in whole won, in four sections.

    `named` is money named for a year, `periods` money for several years (no share of a year is made up unless
    `spread_periods` asks for it), `undated` money with no year, `sizes` what things cost where no payer is named. A
    sum that several articles state, or several funders give together, is one row; totals count each sum once and
    leave disputed amounts out. `counting` says of each row how it enters the totals, which are over all rows, shown or
    not. With `group_by`, `groups` adds up by one or two things, and the sections show no rows.
    """
    question = partial(reader.funding, **asked.own, scope=asked.scope)
    return shaped(request, asked, question(), question)
