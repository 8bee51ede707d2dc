"""Lists whose members share a head: "기술동향, 미래산업, 표준, 정책제언 등 4개 분과" names four divisions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.extract.mentions import Mention, covered
from ingest.extract.units import Sequence

_HEADS = ("분과위원회", "분과", "소위원회", "기술위원회", "워킹그룹", "작업반", "전담반", "TF", "태스크포스")
_HEAD = rf"(?P<head>{'|'.join(_HEADS)})"
_ANY_HEAD = re.compile(_HEAD)
_COUNT = r"(?:(?P<count>\d+)\s?개|(?P<word>[한두세네]|다섯|여섯|일곱|여덟|아홉|열)\s?개?)"
_WORDS = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}
_MEMBER = r"[가-힣A-Za-z0-9&·./+\- ()]{1,24}?"
_BEFORE_HEAD = re.compile(
    rf"(?P<members>{_MEMBER}(?:\s?[,、]\s?{_MEMBER}){{1,14}})\s?(?:등|의)?\s?(?:총\s?)?{_COUNT}\s?{_HEAD}(?![가-힣]*장)"
)
_OPEN = re.compile(
    rf"(?P<members>{_MEMBER}(?:\s?[,、]\s?{_MEMBER}){{1,14}})\s등\s(?P<count>)(?P<word>)(?:각\s)?{_HEAD}(?![가-힣]*장)"
)
_BRACKETED = re.compile(rf"{_HEAD}(?:\s?{_COUNT})?\s?\((?P<members>[^()\n]{{3,160}}[,·][^()\n]+)\)")
_DIVIDED = re.compile(
    rf"{_HEAD}(?P<count>)(?P<word>)[은는]\s(?P<members>{_MEMBER}(?:\s?[,、]\s?{_MEMBER}){{1,14}}?)(?:으로|로)(?=,|\s(?:나|구성|이뤄|짜|꾸|운영|편성))"
)
_BULLETED = re.compile(rf"{_COUNT}\s?{_HEAD}[^▲△\n]{{0,30}}(?P<members>[▲△][^\n]{{3,600}}?)(?:\.\s|\.?$|\n)")
_LABELLED = re.compile(rf"[\W\d_]{{0,6}}(?P<name>[가-힣A-Za-z][^\n:：()▲△]{{1,30}}?{_HEAD})(?=\s?[:：(]|\s[-–]\s)")
"""What an item of an outline begins with: "- 산업 AX 및 생태계 분과: …"."""
_COUNTED = re.compile(
    r"\s?(?:등|의)?\s?(?:총\s|모두\s)?(?:(?P<count>\d+)\s?(?:개|대)|(?<=\s)(?P<word>[두세네]|다섯|여섯)\s?개?)"
    r"\s?[가-힣]{0,8}\s?(?:분야|업종|산업|부문|품목|제품)"
)
_LONGEST_LIST = 200
"""Code points that a list may take before its number."""
_KINDS = frozenset({"Sector", "Technology"})
_LEADING = re.compile(r"^.*(?:다\.|은|는|이|가|에는|에|로|으로|아래|산하)\s+(?=\S)")
_COUPLED = re.compile(r"(.+?)(?:와|과|및)\s(.+)")
_SAYING = ("EC", "EF", "JKO", "JKS", "JX")
"""Beginnings of the tags of endings and particles that a sentence has and a list's member has not."""
LONGEST_MEMBER = 24
"""Code points of a list's member."""
LIST_SCORE = 0.85


def shared_heads(text: str, sequences: list[Sequence]) -> list[Mention]:
    """Find the members of lists that share a division's head, each with its whole name ("표준 분과")."""
    found: list[Mention] = []
    if not any(head in text for head in _HEADS):
        return found
    lines = [line for line in _lines(text, sequences) if _ANY_HEAD.search(text, *line)]
    said = _said(sequences) if lines else set()
    for start, end in lines:
        label = _LABELLED.match(text, start, end)
        if label is not None and said.isdisjoint(range(*label.span("name"))):
            found.append(Mention(*label.span("name"), "Division", LIST_SCORE, rule="item"))
        for pattern, marks in (
            (_BEFORE_HEAD, ",、"),
            (_OPEN, ",、"),
            (_BRACKETED, ",、"),
            (_DIVIDED, ",、"),
            (_BULLETED, "▲△"),
        ):
            for match in pattern.finditer(text, start, end):
                members = _members(text, match, marks)
                found += members if _nominal(members, said) else []
    return found


def _said(sequences: list[Sequence]) -> set[int]:
    """Return where the endings and particles begin that a list's member has not."""
    return {u.start for s in sequences for u in s.units if u.tag.startswith(_SAYING)}


def _nominal(members: list[Mention], said: set[int]) -> bool:
    """Tell whether no ending or particle stands within the members of a list."""
    return all(said.isdisjoint(range(m.start, m.end)) for m in members)


def _lines(text: str, sequences: list[Sequence]) -> list[tuple[int, int]]:
    """Return the lines that hold something to read: a list may go on over several sentences."""
    lines: list[tuple[int, int]] = []
    for sequence in sequences:
        start = sequence.units[0].start
        if lines and start < lines[-1][1]:
            continue
        end = text.find("\n", sequence.units[-1].end)
        lines.append((start, end if end >= 0 else len(text)))
    return lines


def give_way(mentions: list[Mention], members: list[Mention]) -> list[Mention]:
    """Put `members` in the place of whatever else was found there."""
    taken = covered(members, max((m.end for m in mentions), default=0))
    kept = [m for m in mentions if 1 not in taken[m.start : m.end]]
    return sorted([*kept, *members], key=lambda m: (m.start, -m.end))


def fill_in(mentions: list[Mention], more: Iterable[Mention], *, over: float = 0.0) -> list[Mention]:
    """Add mentions where nothing else stands yet, or only what is less sure than `over`."""
    able = list(more)
    end = max((m.end for m in (*mentions, *able)), default=0)
    firm = covered((m for m in mentions if m.score >= over or m.rule == "known"), end)
    added: list[Mention] = []
    for mention in able:
        if 1 not in firm[mention.start : mention.end]:
            firm[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            added.append(mention)
    return give_way(mentions, added)


def _members(text: str, match: re.Match[str], marks: str) -> list[Mention]:
    """Cut the members of a list at its commas, or also at 가운뎃점 where only that agrees with the count stated."""
    start, end = match.span("members")
    count = _count(match)
    cuts = _cut(text, start, end, marks)
    if count is not None and len(cuts) != count:
        finer = _cut(text, start, end, marks + "·")
        cuts = finer if len(finer) == count else cuts
    if count is not None and len(cuts) < count:
        coupled = [part for a, b in cuts for part in _uncouple(text, a, b)]
        cuts = coupled if len(coupled) <= count else cuts
    if len(cuts) < 2 or (count is not None and len(cuts) > count):
        return []
    head = match["head"]
    return [Mention(a, b, "Division", LIST_SCORE, "alias", rule="list", whole=f"{text[a:b]} {head}") for a, b in cuts]


def _uncouple(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut "A와 B" in two."""
    match = _COUPLED.fullmatch(text, start, end)
    return [match.span(1), match.span(2)] if match else [(start, end)]


def _count(match: re.Match[str]) -> int | None:
    return int(match["count"]) if match["count"] else _WORDS.get(match["word"] or "")


def _cut(text: str, start: int, end: int, marks: str) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    at = start
    for piece in re.split(f"[{marks}]", text[start:end]):
        begin, stop = at, at + len(piece)
        at = stop + 1
        lead = _LEADING.match(piece)
        begin += lead.end() if lead and not pieces else 0
        while begin < stop and text[begin] in " ①②③④⑤⑥⑦⑧⑨":
            begin += 1
        stripped = re.sub(r"(?:\s등|\*+|\s|(?:\s?\([^()]*\)))+(?:로|으로)?$", "", text[begin:stop])
        if stripped:
            pieces.append((begin, begin + len(stripped)))
    return pieces


def counted(text: str, sequences: list[Sequence], mentions: list[Mention]) -> list[Mention]:
    """Cut industries and technologies in a list as the number says that stands with it.

    "IoT·가전, 기계·로봇 등 2대 분야" are two; "반도체·자동차·조선 등 3개 업종" are three.
    """
    found: list[Mention] = []
    said: set[int] = set()  # made where a list is found: few articles have one
    for start, end in _lines(text, sequences):
        for match in _COUNTED.finditer(text, start, end):
            begin = max(start, match.start() - _LONGEST_LIST)
            near = [m for m in mentions if begin <= m.start and m.end <= match.start() and m.label in _KINDS]
            members = _as_counted(text, (begin, match.start()), _count(match) or 0, near)
            if members:
                said = said or _said(sequences)
                found += members if _nominal(members, said) else []
    return give_way(mentions, found)


def _as_counted(text: str, place: tuple[int, int], count: int, near: list[Mention]) -> list[Mention]:
    """Return the members of a list where cutting it at its marks, or also at 가운뎃점, gives the number stated.

    Each member is one of the mentions near, or holds some of them.
    """
    if count < 2:
        return []
    marks = "▲△" if re.search("[▲△]", text[slice(*place)]) else ",、"
    for cut_at in (marks, marks + "·ㆍ‧・"):
        members = []
        for first, last in _cut(text, *place, cut_at)[-count:]:
            inside = [m for m in near if m.start < last and first < m.end]
            if inside and last - first <= LONGEST_MEMBER:
                best = max(inside, key=lambda m: m.score)
                coupled = re.search("[·ㆍ‧・]", text[first:last]) is not None
                start = first if coupled else max(first, best.start)
                members.append(replace(best, start=start, end=last, how="name", gloss=None, rule="counted"))
        if len(members) == count:
            return members
    return []
