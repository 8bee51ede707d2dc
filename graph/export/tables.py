"""Answers as tables: CSV for spreadsheets, JSON Lines for programs; a line a row, with its quotes and sources."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel, TypeAdapter

from graph.answers import ArticleSummary, ClaimAnswer, Page, SearchAnswer
from graph.errors import InputError
from graph.evidence import one_an_article
from graph.export.columns import ANSWER, LIST, SOURCES, Column, Count, Language, Table, korean, tables
from graph.funding_answers import FundingAnswer

BOM = "\ufeff"
"""What tells a spreadsheet that the file is UTF-8: without it Excel shows Korean as gibberish."""

BETWEEN = " | "
"""What stands between several values in one cell, such as the quotes of several articles."""

MOST_CHARACTERS = 32_767
"""What a cell of Excel holds; a longer text would run over into the next row."""

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_JSON: TypeAdapter[Any] = TypeAdapter(Any)

Answer = BaseModel | Sequence[BaseModel]
"""What a question returns: one model, a page, or a list of hits."""


def csv_lines(answers: Iterable[Answer], language: Language = "en") -> Iterator[str]:
    """Write answers of one kind as one CSV table: a head line, then a line a row; RFC 4180 with a byte order mark.

    Cells hold whole won, ISO 8601 dates and texts on one line. A text that a spreadsheet would take for a formula is
    preceded by an apostrophe.

    Args:
        answers: the pages of one question, in order; at least one.
        language: of the head and of closed words.

    Raises:
        InputError: the answer has no rows to make a table of.
    """
    headed = False
    for answer in answers:
        table = _table_of(answer)
        if not headed and table is not None:
            yield BOM + line([column.head(language) for column in table.columns])
            headed = True
        for table, where, row in _rows(answer):
            yield line([_cell(_value(column.path, answer, where, row), column, language) for column in table.columns])


def json_lines(answers: Iterable[Answer]) -> Iterator[str]:
    """Write answers of one kind as JSON Lines: an object a row, in full, with what tells its place in the answer."""
    for answer in answers:
        for table, where, row in _rows(answer):
            also = {name: _value(path, answer, where, row) for name, path in table.also.items()}
            yield _JSON.dump_json({**also, **row.model_dump()}).decode() + "\n"


def claims_of(answer: Answer) -> Iterator[ClaimAnswer | ArticleSummary]:
    """Go through the claims that an answer stands on, row by row; through its articles where it lists those."""
    if isinstance(answer, SearchAnswer):
        yield from answer.articles
    for _, _, row in _rows(answer):
        yield from [row] if isinstance(row, ClaimAnswer | ArticleSummary) else getattr(row, "claims", ())


def guarded(text: str) -> str:
    r"""Return a text as a cell holds it: on one line, no longer than a cell, and no formula.

    >>> guarded("=HYPERLINK(…)"), guarded("가\n나")
    ("'=HYPERLINK(…)", '가 나')
    """
    line = " ".join(_CONTROLS.sub("", text).split())
    if line.startswith(_FORMULA):
        line = "'" + line
    return line if len(line) <= MOST_CHARACTERS else line[: MOST_CHARACTERS - 1] + "…"


def _listed(answer: Answer) -> Answer:
    """Return what of an answer holds its rows: of money that is grouped, the groups."""
    return answer.groups if isinstance(answer, FundingAnswer) and answer.groups is not None else answer


def _table_of(answer: Answer) -> Table | None:
    """Return the table of an answer; of a page or list, that of its items, which an empty list does not tell.

    Raises:
        InputError: it has none.
    """
    answer = _listed(answer)
    if isinstance(answer, Page):
        kind = _item_type(answer)
    elif isinstance(answer, BaseModel):
        kind = type(answer)
    elif answer:
        kind = type(answer[0])
    else:
        return None
    if kind.__name__ not in tables().tables:
        raise InputError("this answer is no list of rows", hint="Ask for it as JSON.")
    return tables().tables[kind.__name__]


def _item_type(page: Page[Any]) -> type[BaseModel]:
    kind: type[BaseModel] = type(page).__pydantic_generic_metadata__["args"][0]
    return kind


def _rows(answer: Answer) -> Iterator[tuple[Table, str, BaseModel]]:
    """Go through the rows of an answer, each with its table and the name of the list that it stands in."""
    table = _table_of(answer)
    if table is None:
        return
    answer = _listed(answer)
    if isinstance(answer, Page) or not isinstance(answer, BaseModel):
        yield from ((table, "", item) for item in (answer.items if isinstance(answer, Page) else answer))
    elif not table.rows:
        yield table, "", answer
    else:
        for path in table.rows:
            found = _follow(answer, path.split("."))
            if isinstance(found, dict):
                found = [Count(name=name, count=count) for name, count in found.items()]
            yield from ((table, path.partition(".")[0], row) for row in found)


def _value(path: str, answer: Answer, where: str, row: BaseModel) -> Any:
    """Return what a path of `columns.yaml` leads to."""
    for one in path.split(" / "):
        if one == LIST:
            return where
        start, rest = (answer, one.removeprefix(ANSWER)) if one.startswith(ANSWER) else (row, one)
        found = _follow(start, rest.split("."))
        if found is not None:
            return found
    return None


def _follow(value: Any, steps: list[str]) -> Any:
    for at, step in enumerate(steps):
        name = step.removesuffix("[]")
        if name == SOURCES:
            value = one_an_article(value.claims)
        elif isinstance(value, dict):
            value = value.get(name)
        else:
            value = getattr(value, name, None)
        if value is None:
            return None
        if step.endswith("[]"):
            rest = steps[at + 1 :]
            return [_follow(item, rest) if rest else item for item in value]
    return value


def _cell(value: Any, column: Column, language: Language) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, list):
        return guarded(BETWEEN.join(str(_cell(item, column, language)) for item in value))
    if isinstance(value, bool):
        value = "true" if value else "false"
    if isinstance(value, int | float):
        return value
    text = str(value)
    return guarded(korean().get(text, text) if language == "ko" and column.kind == "word" else text)


def line(cells: Sequence[str | int | float]) -> str:
    """Return one line of CSV with its line break."""
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
