"""Written amounts of money: `1조 1,347억 원`, `7천억`, `65억4400만원`, `1500만달러`.

An amount off by a power of ten is the worst that can happen here, so a form that is not certain gives no amount: broken
thousands ("1,20억"), parts that overlap ("3조 15000억"), indefinite numerals ("수천억 원").

Example:
    >>> [(a.value, a.currency, a.qualifier) for a in find("약 1조 1,347억 원")]
    [(1134700000000, '원', 'about')]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

import yaml
from pydantic import BaseModel, ConfigDict

Qualifier = Literal["exact", "about", "at_least", "at_most"]
Share = Literal["total", "each", "yearly"]

BIG = {"경": 10**16, "조": 10**12, "억": 10**8, "만": 10**4}
SMALL = {"천": 1000, "백": 100, "십": 10}
DIGITS = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
MOST = 10**17
"""Beyond this nothing is read: Korea's whole yearly budget is below 10**15 won."""

NUMBER = r"\d(?:[\d,.]*\d)?"
SPELT = r"[일이삼사오육칠팔구]?[천백십](?:[일이삼사오육칠팔구]?[백십])*[일이삼사오육칠팔구]?|[일이삼사오육칠팔구]"
COUNT = rf"{NUMBER}[ ]?[천백십](?:[ ]?{NUMBER}[ ]?[백십])*(?:{NUMBER}|[ ]\d{{1,3}}(?!\d))?|{NUMBER}"
WAVE = "~∼〜～–-"
UNCERTAIN_LOW = re.compile(rf"[천백십][ ]?[{WAVE}][ ]?$")
"""Before an amount: the lower end of a range that is cut short itself ("1조 2천~1조 5천억원")."""
CUT_SHORT = re.compile(rf"[을를이가은는의에까]|[ ]?[{WAVE}]|[.,)]|$")
"""Behind a smaller number without a unit: it is the sum's own, cut short ("1조 2천을"), and no other word's."""


class Cues(BaseModel):
    """The words of `amounts.yaml`."""

    model_config = ConfigDict(extra="forbid")

    currencies: dict[str, str]
    of_lands: list[str]
    lands: dict[str, str]
    signs: dict[str, str]
    not_currency: dict[str, list[str]]
    counters: list[str]
    counted: list[str]
    before: dict[Qualifier, list[str]]
    records: list[str]
    after: dict[Qualifier, list[str]]
    attached: dict[Qualifier, list[str]]
    shares: dict[Share, list[str]]


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money where it is written.

    Attributes:
        start, end: code points of the digits, their unit and currency ("1조 1,347억 원"), without the words around.
        value: whole units of the currency; the lower end of a range.
        currency: "원", "달러" …
        qualifier: what "최대", "이상", "약" … make of it.
        high: the upper end of a range, else `None`.
        share: whether the words before call it a total, an amount for each, or a yearly one.
    """

    start: int
    end: int
    value: int
    currency: str = "원"
    qualifier: Qualifier = "exact"
    high: int | None = None
    share: Share | None = None

    @property
    def won(self) -> int | None:
        """The amount in whole won, or `None` for other currencies and ranges."""
        return self.value if self.currency == "원" and self.high is None else None


@cache
def cues() -> Cues:
    """Load and check the cue words."""
    return Cues.model_validate(yaml.safe_load(files(__package__).joinpath("amounts.yaml").read_text("utf-8")))


def _any(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def _written() -> re.Pattern[str]:
    """Compile the form of an amount: parts with big units, a last part without, and the currency."""
    words = cues()
    money = _any(list(map(re.escape, words.currencies)))
    land = rf"(?:{_any(list(words.lands))})[ ]?(?={_any(words.of_lands)})"
    signs = "".join(map(re.escape, words.signs))
    return re.compile(
        # The look-ahead keeps the search from stopping at every letter.
        rf"(?P<sign>[{signs}][ ]?)?(?<![\d.,])(?=[\d천백십일이삼사오육칠팔구])"
        rf"(?P<parts>(?:(?:{COUNT}|(?<![가-힣])(?:{SPELT}))[ ]?여?[ ]?[경조억만][ ]{{0,2}})+)?"
        rf"(?P<rest>{COUNT})?(?P<odd>여)?[ ]{{0,2}}(?P<money>(?:(?P<land>{land}))?(?P<unit>{money}))?"
    )


@cache
def _counted() -> re.Pattern[str]:
    """Compile what follows a count that is no money."""
    words = cues()
    return re.compile(rf"[ ]?(?:{_any([*map(re.escape, words.counters), *words.counted])})")


@cache
def _around() -> dict[str, list[tuple[Any, re.Pattern[str]]]]:
    """Compile the words that stand before and after an amount."""
    words = cues()
    lead = r"(?<![가-힣])(?:{})[ ]?(?:(?:총|한|또|다시)[ ]?)?$"
    tail = r"(?:[을를이가에의은는로]|으로|규모)?[ ]?(?:{})"
    share = r"(?:^|[^가-힣]|(?<=[가-힣])(?=마다|당|곳에|총사업비))(?:{})[ ]?(?:약|최대|최소)?[ ]?$"
    return {
        "before": [(name, re.compile(lead.format(_any(found)))) for name, found in words.before.items()],
        "after": [(name, re.compile(_any(found))) for name, found in words.attached.items()]
        + [(name, re.compile(tail.format(_any(found)))) for name, found in words.after.items()],
        "shares": [(name, re.compile(share.format(_any(found)))) for name, found in words.shares.items()],
    }


@cache
def _record() -> re.Pattern[str]:
    """Compile what makes a word before an amount tell a record and no bound ("역대 최대 규모인")."""
    return re.compile(rf"(?<![가-힣])(?:{_any(cues().records)})[ ]?$")


def _number(written: str) -> Fraction | None:
    """Read digits with thousands and a decimal point; `None` where they are broken."""
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?", written) and not re.match(r"0\d", written):
        return Fraction(written.replace(",", ""))
    return None


def _count(written: str) -> Fraction | None:
    """Read what stands before 조, 억, 만: `1,347`, `4천500`, `삼천`."""
    total, last = Fraction(0), 10**9
    rest = written.replace(" ", "")
    if re.fullmatch(NUMBER, rest):
        return _number(rest)
    for digits, unit in re.findall(rf"({NUMBER}|[일이삼사오육칠팔구])?([천백십]?)", rest):
        if not digits and not unit:
            continue
        number = Fraction(DIGITS[digits]) if digits in DIGITS else _number(digits) if digits else Fraction(1)
        scale = SMALL.get(unit, 1)
        whole = number is not None and number.denominator == 1
        # "1.5천억" or "12천 50백": nobody can be sure what is meant. "5,000백만원" is usual in tables.
        if number is None or not whole or scale >= last or (last < 10**9 and number * scale >= last):
            return None
        total += number * scale
        last = scale
    return total


def _value(parts: str, rest: str) -> tuple[int, int] | None:
    """Read the digits of an amount; return its value and the size of its last big unit, or `None` if uncertain."""
    written = re.findall(r"([^경조억만]+)([경조억만])", parts) + ([(rest, "")] if rest else [])
    total, last, size = Fraction(0), MOST, 1
    for digits, unit in written:
        number = _count(digits.replace("여", ""))
        size = BIG.get(unit, 1)
        # A decimal with smaller parts after it ("1.5조 3000억") is two amounts or a slip: nobody can be sure.
        if number is None or size >= last or number * size >= last or (number.denominator != 1 and len(written) > 1):
            return None
        total += number * size
        last = size
    if total.denominator != 1 or not 0 < total <= MOST:
        return None
    return int(total), size


def digits(written: str) -> int | float | None:
    """Read a number without a currency or unit ("1만5000", "1.5만", "3천", "39.9"); `None` where it is not certain."""
    match = re.fullmatch(rf"((?:(?:{COUNT})[ ]?여?[ ]?[경조억만][ ]?)*)({COUNT})?여?", written)
    if match is None:
        return None
    if not match[1]:
        number = _count(match[2].replace("여", "")) if match[2] else None
        if number is None:
            return None
        return int(number) if number.denominator == 1 else float(number)
    read = _value(match[1], match[2] or "")
    return read[0] if read else None


def find(text: str) -> list[Amount]:
    """Find every amount of money in a text, in order, without overlap.

    An amount without its currency counts as won where it has 조 or 억 and no counter follows ("7천억", not "1억 명").
    """
    found: list[Amount] = []
    at = 0
    pattern = _written()
    while at < len(text) and (match := pattern.search(text, at)):
        if match.end() == match.start():
            at = match.end() + 1
            continue
        amount = _amount(text, match, found)
        if amount is None:
            at = max(match.end(), match.start() + 1)
            continue
        if found and amount.start <= found[-1].start:
            found.pop()
        found.append(amount)
        at = amount.end
    return found


def _amount(text: str, match: re.Match[str], found: list[Amount]) -> Amount | None:
    """Make an amount of a match, or `None` where it is no money or not certain."""
    parts, rest, money = match["parts"] or "", match["rest"] or "", match["money"]
    sign = (match["sign"] or "").strip()
    start, end = match.start(), match.end()
    if not money and rest:  # "2조 5" in "2조 5개 사업": what follows belongs to another word
        if not parts or not parts.endswith(" ") or (rest[-1] in SMALL and CUT_SHORT.match(text, end)):
            return None
        rest, end = "", match.end("parts")
    end = start + len(text[start:end].rstrip())
    read = _value(parts, rest)
    if read is None or not _is_money(text, start, end, parts, money, sign):
        return None
    value, unit = read
    currency = _currency(match, sign)
    low = _low_end(text, start, unit, found)
    if low is not None:
        start, value, high = low[0], low[1], value
        if value >= high:
            return None
    elif UNCERTAIN_LOW.search(text, max(0, start - 4), start):
        return None
    else:
        high = None
    about = "여" in parts or match["odd"] is not None
    return Amount(start, end, value, currency, qualifier(text, start, end, about), high, _share(text, start, end))


def _currency(match: re.Match[str], sign: str) -> str:
    """Name the currency: that of a land by both ("캐나다 달러"), won where none is written."""
    if match["money"]:
        land = cues().lands[match["land"].strip()] if match["land"] else ""
        return f"{land} {cues().currencies[match['unit']]}".strip()
    return cues().signs[sign] if sign else "원"


def _is_money(text: str, start: int, end: int, parts: str, money: str | None, sign: str) -> bool:
    """Tell money from counts, from paragraphs of laws ("제3조") and from indefinite numerals ("수천억")."""
    ahead = text[max(0, start - 12) : start]
    if re.search(r"(?:수|몇|여러)[ ]?$", ahead) and not text[start].isdigit():
        return False
    if money:
        tails = () if parts else tuple(cues().not_currency.get(money, ()))
        return (text[start].isdigit() or bool(parts)) and not text.startswith(tails, end)
    if sign:
        return bool(parts) and not re.match(r"[ ]?[A-Za-z]", text[end:])
    if not text[start].isdigit() or not re.search("[조억]", parts):
        return False
    if _counted().match(text, end):
        return False
    if re.fullmatch(r"\d+조", parts.strip()):
        other = re.search(r"제[ ]?$|교대[ ]?$|법(?:률)?[」』]?[ ](?:제)?$", ahead)
        return other is None and re.match(r"의\d|[ ]?제\d|에 따", text[end:]) is None
    return True


def _low_end(text: str, start: int, unit: int, found: list[Amount]) -> tuple[int, int] | None:
    """Find the lower end of a range that the amount closes ("3000~5000억원"): its start and value."""
    if found and re.fullmatch(rf"[ ]?[{WAVE}][ ]?", text[found[-1].end : start]) and found[-1].high is None:
        return found[-1].start, found[-1].value
    match = re.search(
        rf"(?<![\d.,'’‘])(?<![경조억만])(?<![경조억만] )({NUMBER}[천백십]?)[ ]?([경조억만]?)[ ]?[{WAVE}][ ]?$",
        text[max(0, start - 24) : start],
    )
    number = _count(match[1]) if match else None
    if match is None or number is None:
        return None
    low = number * BIG.get(match[2], unit)
    return (start - len(match[0]), int(low)) if low.denominator == 1 else None


def qualifier(text: str, start: int, end: int, about: bool) -> Qualifier:
    """Say what the words around a number at `start`–`end` make of it; `about` where a 여 is written into it."""
    ahead, behind = text[max(0, start - 24) : start], text[end : end + 12]
    around = _around()
    for name, pattern in around["after"]:
        if pattern.match(behind):
            return cast(Qualifier, name)
    for name, pattern in around["before"]:
        if (found := pattern.search(ahead)) and not _record().search(ahead, 0, found.start()):
            return cast(Qualifier, name)
    return "about" if about else "exact"


def _share(text: str, start: int, end: int) -> Share | None:
    ahead = text[max(0, start - 12) : start]
    if re.match(r"[ ]?씩", text[end : end + 2]):
        return "each"
    for name, pattern in _around()["shares"]:
        if pattern.search(ahead):
            return cast(Share, name)
    return None
