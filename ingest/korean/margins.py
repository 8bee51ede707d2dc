"""Which lines of a page stand outside of its article, by their place: a menu, what is above it, what is below it.

Nothing in a line such as "전체메뉴", or in another article's headline, tells it from a heading. Where it stands does:
above the article among lines that are boilerplate, or below its reporter's address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from graph.ids import fold
from ingest.korean.boilerplate import (
    FULL_SENTENCE,
    closes_page,
    ends_article,
    holds_sentence,
    is_cut,
    resumes,
    trimmed,
)
from ingest.korean.outline import marker_of, shapes

LEAST_MENU = 3
"""Lines of one marker. Where at least half of so many are boilerplate, all of them are: a page's menu."""
LONGEST_ENTRY = 10
"""Code points. A longer line above the article may be its headline."""
OF_A_BODY = re.compile(r"[부처청원회시도군구국실]\W*$")
"""What the name of a public body ends in: above a press release stands who gives it out."""
LEAST_TOLD = 2
"""Full sentences. A reporter's name before so many stands above an article and does not end it."""
LEAST_HEADLINES = 2
SHORTEST_TITLE = 8
"""Folded code points. A shorter title may be said by a line that is of the article."""
BEFORE_SITE = re.compile(r"\s*[-–—|<ㅣ/]\s*(?=\S.{0,30}$)")
"""What stands between an article's title and its site's name: "… - 가나신문"."""


def outside(lines: Sequence[str], kinds: Sequence[str | None], title: str) -> set[int]:
    """Return the numbers of the lines that are none of the article because of where they stand.

    Args:
        lines: of the whole text, in order.
        kinds: the boilerplate that each is by itself, see `boilerplate.kind_of`.
        title: the article's; empty where it is not known.
    """
    return {*_menus(lines, kinds), *_above(lines, kinds, title), *_below(lines, kinds)}


def _menus(lines: Sequence[str], kinds: Sequence[str | None]) -> Iterator[int]:
    """Yield the lines that make a menu: rows of one marker, most of them boilerplate."""
    rows = ((n, mark[0].name) for n, line in enumerate(lines) if (mark := marker_of(line)) and not holds_sentence(line))
    for _, run in groupby(enumerate(rows), key=lambda row: (row[1][0] - row[0], row[1][1])):
        numbers = [n for _, (n, _) in run]
        if len(numbers) >= LEAST_MENU and 2 * sum(kinds[n] is not None for n in numbers) >= len(numbers):
            yield from numbers


def _above(lines: Sequence[str], kinds: Sequence[str | None], title: str) -> Iterator[int]:
    """Yield short lines above the last boilerplate that stands above the article, and lines that repeat its title."""
    told = (n for n, line in enumerate(lines) if kinds[n] is None and holds_sentence(line))
    head = range(next(told, 0))
    last = max((n for n in head if kinds[n] is not None), default=0)
    for n in head:
        short = len(lines[n]) <= LONGEST_ENTRY and marker_of(lines[n]) is None and not OF_A_BODY.search(lines[n])
        if (n < last and short) or _repeats(lines[n], title):
            yield n


def _repeats(line: str, title: str) -> bool:
    """Tell whether a line is the article's title, either of them with the name of the site behind it."""
    short, long = sorted((line.strip(), title.strip()), key=lambda one: len(fold(one)))
    said = fold(short)
    if len(said) < SHORTEST_TITLE or not fold(long).startswith(said):
        return False
    return fold(long) == said or any(fold(long[: site.start()]) == said for site in BEFORE_SITE.finditer(long))


def _below(lines: Sequence[str], kinds: Sequence[str | None]) -> Iterator[int]:
    """Yield the lines below the article that hold no sentence, and all of them where they list other articles.

    An article ends where its reporter is named; without that, before the headlines that stand behind its last sentence.
    """
    yield from _headlines(lines, kinds)
    told, ended, closed = 0, False, False
    for n, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        closed = closed or (ended and closes_page(line))
        if closed:
            yield n
            continue
        says = kind is None and holds_sentence(line) and not is_cut(line)
        ended = ended and not says and not resumes(line)
        if ended:
            yield n
        told += len(FULL_SENTENCE.findall(line)) if says else 0
        if told >= LEAST_TOLD and not ended and ends_article(line):
            ended = kind is not None or (says and ends_article(trimmed(line)[2]))


def _headlines(lines: Sequence[str], kinds: Sequence[str | None]) -> Iterator[int]:
    """Yield the lines behind the last sentence where they are several, and none of an outline or table.

    A single one is who wrote the article, or who signed it.
    """
    told = (n for n in reversed(range(len(lines))) if kinds[n] is None and holds_sentence(lines[n]))
    last = next(told, len(lines))
    behind = [n for n in range(last + 1, len(lines)) if kinds[n] is None]
    laid_out = any(marker_of(lines[n]) or resumes(lines[n]) or shapes().table_row.search(lines[n]) for n in behind)
    if len(behind) >= LEAST_HEADLINES and not laid_out:
        yield from behind
