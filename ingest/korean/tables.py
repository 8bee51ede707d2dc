r"""Amounts whose unit is said once for many numbers: `(단위: 억원)` over a table, `예산(억 원)` over a column.

Example:
    >>> [a.value for a in find("사업 | 예산(억원)\n로봇 | 1,207.2")]
    [120720000000]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ingest.korean.amounts import WAVE, Amount

UNITS = {"조": 10**12, "십억": 10**9, "억": 10**8, "백만": 10**6, "만": 10**4, "천": 10**3, "": 1}
UNIT = r"(?P<unit>조|십억|억|백만|만|천|)[ ]?원"
CAPTION = re.compile(rf"단위[ ]?[:：]?[ ]?{UNIT}(?![가-힣]|[ ]?[,/·][ ]?[가-힣])")
"""Where it names a second unit ("억원, 개사"), nobody can tell which number has which."""
BRACKETED = re.compile(rf"\((?:단위[ ]?[:：]?[ ]?)?{UNIT}\)")
YEAR = re.compile(r"(?:19|20)\d\d")
"""In a column that names no unit: more likely a year than an amount without its comma."""
PLAIN = r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
CELL = re.compile(rf"[ \t]*{PLAIN}[ \t]*")
IN_LINE = re.compile(rf"(?<![\d.,'’‘{WAVE}]){PLAIN}(?=[ ]?(?:→|⇒|->|,[ ]|$|\n|[)]))")
LEAST_ROWS_APART = 1
"""Blank lines that may stand between a caption and its table."""


def find(text: str) -> list[Amount]:
    """Find the amounts of tables and rows, in order. A number with its own unit is `amounts.find`'s."""
    lines = list(_lines(text))
    found: dict[int, Amount] = {}
    for index, (start, line) in enumerate(lines):
        if "|" not in line:
            caption = CAPTION.search(line)
            if caption is not None:
                _add(found, _table(lines[index + 1 :], UNITS[caption["unit"]]))
            else:
                _add(found, _row(start, line))
        else:
            for column, unit in _columns(line):
                _add(found, _table(lines[index + 1 :], unit, column))
    return [found[start] for start in sorted(found)]


def _add(found: dict[int, Amount], amounts: Iterator[Amount]) -> None:
    for amount in amounts:
        found.setdefault(amount.start, amount)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, line.rstrip("\n")
        at += len(line)


def _columns(line: str) -> Iterator[tuple[int, int]]:
    """Yield the columns of a header row that name a unit, with the unit."""
    for column, cell in enumerate(line.split("|")):
        unit = BRACKETED.search(cell)
        if unit is not None:
            yield column, UNITS[unit["unit"]]


def _table(lines: list[tuple[int, str]], unit: int, column: int | None = None) -> Iterator[Amount]:
    """Yield the amounts of the rows that follow: of one column, or of the last one that holds a plain number."""
    blanks = 0
    begun = False
    for start, line in lines:
        if "|" not in line:
            if begun and line.strip("-=+ \t"):
                return
            blanks += not line.strip()
            if (begun and not line.strip()) or blanks > LEAST_ROWS_APART:
                return
            continue
        begun = True
        yield from _cells(start, line, unit, column)


def _cells(start: int, line: str, unit: int, column: int | None) -> Iterator[Amount]:
    at = start
    plain: list[Amount] = []
    for place, cell in enumerate(line.split("|")):
        number = CELL.fullmatch(cell)
        if number is not None and (YEAR.fullmatch(number[1]) is None if column is None else place == column):
            amount = _amount(at + number.start(1), number[1], unit)
            plain += [amount] if amount is not None else []
        at += len(cell) + 1
    if len(plain) == 1:  # of several numbers in a row nobody can tell which is in the unit
        yield plain[0]


def _row(start: int, line: str) -> Iterator[Amount]:
    """Yield the numbers of one line after the unit it names: "예산(억원): ('19) 676 → ('20) 927"."""
    unit = BRACKETED.search(line)
    if unit is None or not unit["unit"] or not re.match(r"[ ]?[:：]", line[unit.end() :]):
        return
    for number in IN_LINE.finditer(line, unit.end()):
        amount = _amount(start + number.start(1), number[1], UNITS[unit["unit"]])
        if amount is not None:
            yield amount


def _amount(start: int, written: str, unit: int) -> Amount | None:
    value = Fraction(written.replace(",", "")) * unit
    if value.denominator != 1 or value <= 0:
        return None
    return Amount(start, start + len(written), int(value))
