"""Counts and measures with their unit: `500개`, `1.5만 명`, `40%`, `두 배`, `220Tbps`.

Money is `amounts.py`'s. As there, a form that is not certain gives nothing.

Example:
    >>> [(q.value, q.unit, q.qualifier) for q in find("인력 1.5만 명 이상")]
    [(15000, '명', 'at_least')]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from ingest.korean.amounts import NUMBER, Qualifier, digits, qualifier

RANK, PER_CENT = "위", "%"
COUNT = rf"(?:{NUMBER}[ ]?[천백십]?[ ]?여?[ ]?[억만천]?[ ]?)+"


class Units(BaseModel):
    """The words of `quantities.yaml`."""

    model_config = ConfigDict(extra="forbid")

    units: dict[str, str]
    leading: dict[str, str]
    numerals: dict[str, int]
    shares: dict[str, int]
    ranks: list[str]
    not_unit: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    Attributes:
        start, end: code points of the number and its unit.
        value: in whole units (15000 for "1.5만 명").
        unit: as claims carry it.
        qualifier: what "이상", "여", "최대" … make of it.
    """

    start: int
    end: int
    value: int | float
    unit: str
    qualifier: Qualifier = "exact"


@cache
def units() -> Units:
    """Load and check the units."""
    return Units.model_validate(yaml.safe_load(files(__package__).joinpath("quantities.yaml").read_text("utf-8")))


@cache
def _written() -> re.Pattern[str]:
    known = units()
    unit = "|".join(re.escape(u) for u in sorted(known.units, key=len, reverse=True))
    native = "|".join(known.numerals)
    leading = "|".join(re.escape(u) for u in sorted(known.leading, key=len, reverse=True))
    share = "|".join(known.shares)
    first = re.escape("".join(sorted({word[0] for word in (*known.leading, *known.numerals, *known.shares)})))
    return re.compile(
        # The look-ahead keeps the search from trying each form at every letter.
        rf"(?=[\d{first}])(?:(?<![가-힣A-Za-z])(?P<leading>{leading})[ ]?(?P<level>\d)(?!\d)"
        rf"|(?<![\d.,A-Za-z])(?P<rank>\d{{1,2}})(?:{'|'.join(known.ranks)})|(?<![가-힣])(?P<share>{share})"
        rf"|(?<![\d.,A-Za-z'’‘])(?P<count>{COUNT})(?P<odd>여)?[ ]?(?:(?P<unit>{unit}))"
        rf"|(?<![가-힣])(?P<native>{native})[ ](?P<counter>배|곳|명|개|대|건|장|종|가지|팀)(?![가-힣]*기업))"
    )


def find(text: str) -> list[Quantity]:
    """Find every count and measure of a text, in order, without overlap."""
    return [q for match in _written().finditer(text) if (q := _quantity(text, match)) is not None]


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    known = units()
    start, end = match.span()
    if match["leading"]:
        return Quantity(start, end, int(match["level"]), known.leading[match["leading"]])
    if match["rank"]:
        return Quantity(start, end, int(match["rank"]), RANK)
    if match["share"]:
        share = known.shares[match["share"]]
        return Quantity(start, end, share, PER_CENT, qualifier(text, start, end, about=False))
    if match["native"]:
        unit = known.units.get(match["counter"], match["counter"])
        value: int | float = known.numerals[match["native"]]
        return Quantity(start, end, value, unit, qualifier(text, start, end, about=False))
    tails = known.not_unit.get(match["unit"])
    if tails and text.startswith(tuple(tails), end):
        return None
    ahead = text[max(0, start - 6) : start]
    if re.search(r"(?<![가-힣])제[ ]?$|(?:수|몇)[ ]?$", ahead):
        return None
    read = digits(match["count"].strip())
    if read is None:
        return None
    about = match["odd"] is not None or "여" in match["count"]
    return Quantity(start, end, read, known.units[match["unit"]], qualifier(text, start, end, about))
