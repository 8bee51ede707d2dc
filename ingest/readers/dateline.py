"""The day an article came out, where its text says so in a dateline.

Only what cannot be anything else is taken: a date beside a word of publication ("기사승인 2025-01-22",
"보도시점: 2025. 6. 10.(화)"), after the place and agency of a wire story, beside a byline, or alone in a line at the
head. Dates in sentences, captions and lists of related articles are no datelines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ingest.korean.times import full_year

HEAD_LINES, FOOT_LINES = 8, 6
"""How many lines with text count as the head and as the foot of an article."""
LONGEST_LINE = 120
"""Code points; a longer line is running text."""

_DATE = (
    r"(?:(?P<year>(?:19|20)\d\d)|['’‘](?P<short>\d\d))"
    r"\s*(?:년|[./-])\s*(?P<month>\d{1,2})\s*(?:월|[./-])\s*(?P<day>\d{1,2})(?!\d)\s*(?:일|\.)?"
)
_WEEKDAY = r"(?:\s*[(\[]?[월화수목금토일](?:요일)?[)\]])?"
_TIME = r"(?:\s*(?:오전|오후|AM|PM)?\s*\d{1,2}\s*[:시]\s*\d{0,2}\s*분?(?::\d\d)?)?"
_MARK = r"[\s:：|=/\])]*"
_BYLINE = r"(?:[가-힣○●]{2,4}\s*(?:선임|수석|전문|인턴|객원)?\s*기자)"
_MAIL = r"(?:\s*[\w.+-]+@[\w.-]+)?"
_EDITED = r"(?:기사|최초|최종|뉴스|온라인)?\s*"
_PRINTED = r"(?:승인|입력|등록|송고|게재|작성|발행|게시|출고)(?:\s*(?:일시|일자|시간|시각|날짜|일))?"
_RELEASE_NOTE = r"보\s*도\s*자\s*료"

_BY_RANK: tuple[tuple[re.Pattern[str], ...], ...] = (
    (
        re.compile(rf"(?:^|[\s\[(|])(?!최종\s*수정){_EDITED}{_PRINTED}{_MARK}{_DATE}"),
        re.compile(rf"{_DATE}{_WEEKDAY}{_TIME}\s*{_PRINTED}(?:\s|[\])]|$)"),
    ),
    (
        re.compile(rf"배\s*포(?:\s*(?:일시|일자|일))?{_MARK}{_DATE}"),
        re.compile(rf"{_DATE}{_WEEKDAY}{_TIME}\s*배포(?:\s|[\])/|]|$)"),
    ),
    (
        re.compile(rf"보\s*도\s*(?:시점|일시|일자|일|시기){_MARK}{_DATE}"),
        re.compile(rf"{_DATE}{_WEEKDAY}{_TIME}[^.]{{0,12}}보도(?:하여|해|\s*가능|\s*바랍)"),
        re.compile(rf"^\W*{_RELEASE_NOTE}\b[^.]{{0,30}}?{_DATE}"),
    ),
    (
        re.compile(rf"^\W*{_BYLINE}{_MAIL}{_MARK}{_DATE}{_WEEKDAY}{_TIME}\W*$"),
        re.compile(rf"^\W*{_DATE}{_WEEKDAY}{_TIME}{_MARK}{_BYLINE}{_MAIL}\W*$"),
    ),
)
_WIRE = re.compile(
    rf"^[(\[][^()\[\]=]{{1,20}}=[^()\[\]]{{1,20}}?[)\]]?\s*{_BYLINE}?[\s=|]*{_DATE}{_WEEKDAY}{_TIME}(?:\s*=|[\])\s.]*{_MAIL}\W*$)"
)
_ALONE = re.compile(rf"^[\s\[(<【]*{_DATE}{_WEEKDAY}{_TIME}[\s\])>】]*$")
_OTHER = re.compile(r"사진|장소|\d\s*기준|제공|다[.?!][\"”']?$")
_REQUEST = re.compile(r"보도(?:하여|해)\s*주")
"""A sentence is no dateline, save the request to report from a day on."""


def dateline(text: str) -> date | None:
    r"""Return the day that an article's head or foot names as its own, or `None`.

    Where there are several, what a newspaper printed goes before a press release's day of sending, that before the
    hour from which it may be reported, and the head before the foot.

    >>> dateline("정부, 10대 과제 추진\n\n기사승인 2025-01-22 15:34:37\n\n정부가 2025년 3월 1일부터 …")
    datetime.date(2025, 1, 22)
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    head, foot = lines[:HEAD_LINES], lines[HEAD_LINES:][-FOOT_LINES:]
    places = [line for line in (*head, *foot) if len(line) <= LONGEST_LINE and _may_date(line)]
    searches = [(place, pattern) for patterns in _BY_RANK for place in places for pattern in patterns]
    searches += [(line[:LONGEST_LINE], _WIRE) for line in head]
    searches += [(line, _ALONE) for line in head]
    return next(_found(searches), None)


def _may_date(line: str) -> bool:
    return _OTHER.search(line) is None or _REQUEST.search(line) is not None


def _found(searches: list[tuple[str, re.Pattern[str]]]) -> Iterator[date]:
    for line, pattern in searches:
        match = pattern.search(line)
        if match is not None:
            try:
                yield date(full_year(match["year"] or match["short"]), int(match["month"]), int(match["day"]))
            except ValueError:  # 31 February is no day, and no dateline
                continue
