"""What stands on an article's page and is no part of it: bylines, captions, contacts, rights, menus, reactions.

The cues are data, in `boilerplate.yaml` beside this file. A line is judged by itself, save that a head such as
"관련기사" takes the lines after it with it as long as they hold no full sentence: a list of related articles may stand
in the middle of a text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

LONGEST_CAPTION = 220
"""Code points. A longer line that carries a picture's credit is a paragraph with the credit at its end."""

FULL_SENTENCE = re.compile(r"[가-힣]{1,}(다|요|까|죠|음|임|함|됨)[.?!][”’\"')\]」』]*(\s|$)")


class Cues(BaseModel):
    """The file `boilerplate.yaml`: regular expressions by what kind of line they know."""

    model_config = ConfigDict(extra="forbid")

    always: dict[str, list[re.Pattern[str]]]
    phrase: dict[str, list[re.Pattern[str]]]
    list_rows: list[re.Pattern[str]]
    list_heads: list[re.Pattern[str]]
    ends: list[re.Pattern[str]]
    closes: list[re.Pattern[str]]
    resumes: list[re.Pattern[str]]
    leads: list[re.Pattern[str]]
    tails: list[re.Pattern[str]]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """Return the cues, read and compiled once."""
    content = files("ingest.korean").joinpath("boilerplate.yaml").read_text("utf-8")
    return Cues.model_validate(yaml.safe_load(content))


def holds_sentence(line: str) -> bool:
    """Tell whether a line holds a full sentence of running text, by its ending."""
    return FULL_SENTENCE.search(line) is not None


def is_cut(line: str) -> bool:
    """Tell whether a line breaks off, as the first words of another article do on a page that lists it."""
    return line.rstrip().endswith(("…", "..."))


def kind_of(line: str) -> str | None:
    """Say what kind of boilerplate a line is (`byline`, `caption`, `related`, …), or `None` where it is text.

    Args:
        line: one line, without its line break.
    """
    found = cues()
    if any(p.search(line) for p in found.list_rows) and not holds_sentence(line):
        return "related"
    for kind, patterns in found.always.items():
        if kind == "caption" and len(line) > LONGEST_CAPTION:
            continue
        if any(p.search(line) for p in patterns):
            # A credit or notice may be glued to the end of a paragraph: then only that end is boilerplate.
            return None if kind == "rights" and holds_sentence(trimmed(line)[1]) else kind
    if not holds_sentence(line):
        for kind, patterns in found.phrase.items():
            if any(p.search(line) for p in patterns):
                return kind
    return None


def opens_list(line: str) -> bool:
    """Tell whether a line is the head of a list of other articles, of a menu or of contacts."""
    return any(p.search(line) for p in cues().list_heads)


def ends_article(line: str) -> bool:
    """Tell whether a line of boilerplate stands below an article: its reporter's address, a notice of rights."""
    return any(p.search(line) for p in cues().ends)


def closes_page(line: str) -> bool:
    """Tell whether nothing below a line is the article's, once its end is passed: others are listed, readers speak."""
    return opens_list(line) or any(p.search(line) for p in cues().closes)


def resumes(line: str) -> bool:
    """Tell whether a line opens a part of the article that may stand behind its end: a table, an annex."""
    return any(p.search(line) for p in cues().resumes)


def _lead(line: str) -> int:
    """Return where the text of a line begins: several leads may stand before it ("[한국일보] 홍길동 기자 =")."""
    start = 0
    while True:
        found = (p.match(line[start:]) for p in cues().leads)
        match = next((m for m in found if m and m.end() and line[start + m.end() :].strip()), None)
        if match is None:
            return start
        start += match.end()


def trimmed(line: str) -> tuple[str, str, str]:
    """Cut a line into a lead (dateline, "<앵커>"), its text, and a tail (byline, e-mail, rights).

    Joined they are the line. A tail is cut only where a full sentence stays.
    """
    start, end = _lead(line), len(line)
    cut = True
    while cut:
        cut = False
        for pattern in cues().tails:
            match = pattern.search(line, start, end)
            if match and match.start() > start and holds_sentence(line[start : match.start()].rstrip()):
                end, cut = match.start(), True
    return line[:start], line[start:end], line[end:]
