"""Years, months, days and periods, resolved against the article's date: 내년, 지난 9월, '26년, 2026~2030년, 향후 5년간.

Example:
    >>> [(t.year, t.relation) for t in find("내년부터 2030년까지", date(2025, 9, 1))]
    [(2026, 'since'), (2030, 'until')]
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from ingest.korean.patterns import any_of
from ingest.korean.time_forms import QUOTE, cues, written

Relation = Literal["at", "since", "until", "during"]

EARLIEST, LATEST = 1945, 2100

HEADED = re.compile(r"[^\w\n]*(?P<year>(?:19|20)\d\d)년[ ]?[=:]")
"""A line of a chronicle: its year holds for the months and days in it."""
PART_ENDS = {"H1": 6, "H2": 12, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "end": 12}
"""The month with which a part of a year ends."""
BARE = re.compile(r"\d{1,2}월(?:[ ]?\d{1,2}일)?")


@dataclass(frozen=True, slots=True)
class TimeExpr:
    """A time where it is written.

    Attributes:
        start, end: code points, particles left out ("내년", "2027년" of "2027년까지").
        relation: `at` a time, `since` it (부터), `until` it (까지), or `during` a period.
        year, month, day: as far as said or resolved; `year` is `None` where nobody can tell, and for periods.
        first, last: years of a period; either may be unknown.
        length: years of a period that is only counted ("5년간"), `None` where it is not.
        part: part of the year: H1, H2, Q1–Q4, start, end, during.
        relative: whether the year came from the article's date, not from the text.
    """

    start: int
    end: int
    relation: Relation = "at"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    first: int | None = None
    last: int | None = None
    length: int | None = None
    part: str | None = None
    relative: bool = False

    @property
    def iso(self) -> str | None:
        """The time as an ISO 8601 date, cut to what is known (`2025-09-24`, `2025-09`, `2025`), or `None`."""
        if self.year is None:
            return None
        if self.month is None:
            return f"{self.year:04d}"
        return f"{self.year:04d}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")


def find(text: str, on: date | None) -> list[TimeExpr]:
    """Find every time in a text, in order, without overlap.

    Args:
        text: the article's text, or a stretch of it.
        on: the article's date. Without it, what is relative to it keeps `year` `None`.
    """
    found: list[TimeExpr] = []
    for match in written().finditer(text):
        read = _read(match, on, found)
        if read is not None and read.month is not None and BARE.fullmatch(match.group()):
            read = _under_year(text, read)
        if read is not None:
            found.append(_with_part(text, _with_particle(text, read)))
    return _joined(text, found)


def _under_year(text: str, read: TimeExpr) -> TimeExpr:
    """Give a bare month or day the year that its line begins with: "▲2024년=4월 4일 출범했다"."""
    above = HEADED.match(text, text.rfind("\n", 0, read.start) + 1)
    return replace(read, year=int(above["year"])) if above is not None and above.end() <= read.start else read


def full_year(written: str) -> int:
    """Turn `2026`, `'26` or `26` into a year; two digits above 60 belong to the last century."""
    digits = written.strip(QUOTE)
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) <= 60 else 1900)


def _int(written: str | None) -> int | None:
    return int(written) if written else None


def _read(match: re.Match[str], on: date | None, found: list[TimeExpr]) -> TimeExpr | None:
    """Make a time of a match. `found` holds those before it, which "같은 해" goes back to."""
    start, end = match.span()
    has = match.groupdict()
    year: int | None
    if has["from"]:
        first, last = full_year(has["from"]), full_year(has["to"] if len(has["to"]) > 2 else "'" + has["to"])
        return TimeExpr(start, end, "during", first=first, last=last) if first <= last else None
    if has["dotted"]:
        return TimeExpr(
            start, end, year=full_year(has["dotted"]), month=_int(has["dotted_month"]), day=_int(has["dotted_day"])
        )
    if has["year"]:
        year = full_year(has["year"])
        read = TimeExpr(start, end, year=year, month=_int(has["year_month"]), day=_int(has["year_day"]))
        return read if EARLIEST <= year <= LATEST else None
    if has["named"] or has["this"] is not None:
        year = None if on is None else on.year + _shift(has["named"] or "올해", on)
        month, day = _int(has["named_month"]), _int(has["named_day"])
        return TimeExpr(start, end, year=year, month=month, day=day, relative=True)
    if has["repeated"]:
        before = next((t for t in reversed(found) if t.year or t.last), None)
        known = (before.year or before.last) if before else None
        year = None if known is None else known + cues().repeated[has["repeated"]]
        return TimeExpr(
            start, end, year=year, month=_int(has["repeated_month"]), day=_int(has["repeated_day"]), relative=True
        )
    if has["length"]:
        return _counted(match, on)
    if has["off"]:
        years = int(has["off"]) * (-1 if has["off_way"] == "전" else 1)
        within: Relation = "until" if has["off_way"] in ("안에", "내에", "내", "이내") else "at"
        return TimeExpr(start, end, within, None if on is None else on.year + years, relative=True)
    if has["today"] == "이날":
        told = next((t for t in reversed(found) if t.day), None)
        if told is not None:
            return replace(told, start=start, end=end, relation="at")
    return _near(match, on)


def _shift(word: str, on: date) -> int:
    from_month = cues().from_month.get(word)
    return 0 if from_month is not None and on.month < from_month else cues().years[word]


def _counted(match: re.Match[str], on: date | None) -> TimeExpr:
    """Read "향후 5년간": from this year on, or from the next where this one is nearly over."""
    length, way = int(match["length"]), match["way"]
    start, end = match.span()
    first = last = None
    if on is not None and way in cues().ahead:
        first = on.year + (on.month >= 9)
        last = first + length - 1
    elif on is not None and way in cues().behind:
        last = on.year - (on.month <= 6)
        first = last - length + 1
    return TimeExpr(start, end, "during", first=first, last=last, length=length, relative=way is not None)


def _near(match: re.Match[str], on: date | None) -> TimeExpr | None:
    """Resolve months and days that name no year by the article's date."""
    start, end = match.span()
    has = match.groupdict()
    if has["part"]:
        return _part(start, end, cues().parts[has["part"]], has["part_side"] is not None, on)
    if has["today"]:
        day = on + timedelta(days=cues().days[has["today"]]) if on else None
        return _of_day(start, end, day)
    if has["moon"]:
        month = on.replace(day=1) + relativedelta(months=cues().months[has["moon"]]) if on else None
        named = (month.year, month.month) if month else (None, None)
        return TimeExpr(start, end, year=named[0], month=named[1], day=_int(has["moon_day"]), relative=True)
    if has["short_month"]:
        return _month(start, end, int(has["short_month"]), _int(has["short_day"]), None, on)
    if has["near_month"]:
        return _month(start, end, int(has["near_month"]), _int(has["near_day"]), has["side"], on)
    if has["bare"] and on is not None:
        return _of_day(start, end, _bare_day(int(has["bare"]), has["day_side"], on))
    return TimeExpr(start, end, day=_int(has["bare"]), relative=True) if has["bare"] else None


def _part(start: int, end: int, part: str, past: bool, on: date | None) -> TimeExpr:
    """Resolve a part of a year that is not named: this year's, or the last that has ended ("지난 연말" in January)."""
    running = on is not None and past and PART_ENDS.get(part, 0) >= on.month
    return TimeExpr(start, end, year=on.year - running if on else None, part=part, relative=True)


def _of_day(start: int, end: int, day: date | None) -> TimeExpr:
    if day is None:
        return TimeExpr(start, end, relative=True)
    return TimeExpr(start, end, year=day.year, month=day.month, day=day.day, relative=True)


def _month(start: int, end: int, month: int, day: int | None, side: str | None, on: date | None) -> TimeExpr:
    """Resolve a month without a year: this year's, unless "지난" or "오는" says that it lies on the other side."""
    year = on.year if on else None
    if on is not None and year is not None:
        if side in cues().past and (month, day or 1) > (on.month, on.day):
            year -= 1
        if side in cues().coming and (month, day or 31) < (on.month, on.day):
            year += 1
    return TimeExpr(start, end, year=year, month=month, day=day, relative=True)


def _bare_day(day: int, side: str | None, on: date) -> date | None:
    """Resolve a day without a month: the nearest one to the article's date, on the side that the text says."""
    candidates: list[date] = []
    for months in (-1, 0, 1):
        month = on.replace(day=1) + relativedelta(months=months)
        try:
            candidates.append(month.replace(day=day))
        except ValueError:
            continue
    keep: Callable[[date], bool] = lambda _: True  # noqa: E731
    if side in cues().past:
        keep = lambda d: d <= on  # noqa: E731
    elif side in cues().coming:
        keep = lambda d: d >= on  # noqa: E731
    return min(filter(keep, candidates), key=lambda d: abs(d - on), default=None)


def _with_particle(text: str, read: TimeExpr) -> TimeExpr:
    """Read 부터 and 까지 after a time."""
    behind = text[read.end : read.end + 10]
    if read.relation != "at":
        return read
    if re.match(r"(?:[ ]?(?:상반기|하반기|\d분기|연말|말|초|내))?[ ]?(?:부터|이후)", behind):
        return replace(read, relation="since")
    if re.match(r"(?:[ ]?(?:상반기|하반기|\d분기|연말|말|초|내|안))?[ ]?(?:까지|이내)", behind):
        return replace(read, relation="until")
    return read


def _with_part(text: str, read: TimeExpr) -> TimeExpr:
    """Take a part of the year into the time before it: "내년 상반기", "2027년 말"."""
    if read.part is not None or read.month is not None or read.relation == "during":
        return read
    match = re.match(
        rf"[ ]?({any_of(cues().parts)})(?=[ ]|[가-힣]{{0,2}}[ ,.)]|까지|부터|$)", text[read.end : read.end + 8]
    )
    return replace(read, end=read.end + match.end(1), part=cues().parts[match[1]]) if match else read


def _joined(text: str, found: list[TimeExpr]) -> list[TimeExpr]:
    """Join "2025년부터 2030년까지" and "내년부터 5년간" into one period; drop parts that a year has taken in."""
    joined: list[TimeExpr] = []
    for read in found:
        if not joined:
            joined.append(read)
        elif read.start >= joined[-1].end:
            whole = _period(text, joined[-1], read)
            joined[-1:] = [whole] if whole else [joined[-1], read]
    return joined


def _period(text: str, before: TimeExpr, read: TimeExpr) -> TimeExpr | None:
    """Make one period of two neighbouring times, or `None` where they do not belong together."""
    between = text[before.end : read.start]
    if len(between) > 8 or "." in between:
        return None
    first, last = before.first, before.last
    if before.relation == "since" and read.relation == "until" and before.year and read.year:
        if before.month and before.year == read.year:  # "6월 23일부터 7월 21일까지" is no period of years
            return None
        first, last = before.year, read.year
    elif read.length and (read.first is None or before.relation == "since") and len(between) <= 4:
        if before.relation == "since" and before.year:
            first, last = before.year, before.year + read.length - 1
        elif before.relation == "until" and before.year:
            first, last = before.year - read.length + 1, before.year
    else:
        return None
    if first is None or last is None or first > last:
        return None
    length = read.length or before.length
    return TimeExpr(before.start, read.end, "during", None, None, None, first, last, length, None, before.relative)


def within(found: list[TimeExpr], start: int, end: int) -> list[TimeExpr]:
    """Return the times that stand inside a stretch of the text."""
    return [t for t in found if start <= t.start and t.end <= end]
