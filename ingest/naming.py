"""What the names of one thing have in common, from article to article.

"「2025년 AI 자율제조 선도프로젝트」" and "인공지능 자율제조 선도 프로젝트" are one programme; its fourth and fifth
editions ("제4차", "5차"; "1.0", "2.0") are two. The words that decide stand in `naming.yaml` beside this file.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from graph.ids import fold
from ingest.korean.patterns import any_of
from ingest.korean.times import full_year

_QUOTES = "'\"‘’“”「」『』《》〈〉<>[]【】 \n\t"
_PAIRS = tuple(zip("‘“「『《〈<【", "’”」』》〉>】", strict=True))
_LEADING = re.compile(r"^(?!['’‘`]\d\d(?!\d))['\"‘’“”「」『』《》〈〉<>\[\]【】\s]+")
"""Quotation marks before a name, save the one of a short year ('26년)."""
_YEAR = re.compile(r"^(?P<year>20\d\d|['’‘`]\d\d)\s?(?:년도|년|학년도)(?:\s?(?:상|하)반기)?\s*(?=\S)")
_CALL = re.compile(r"^\d{1,2}차\s+(?=.*(?:사업|프로젝트|공모)$)")
_SHORT_YEAR = re.compile(r"(?<!\d)['’‘`](\d\d)(?!\d)")
_EDITION = re.compile(r"제\s?(\d+)\s?(차|기|회|단계)")
_CEREMONY = re.compile(r"(출범|발족|발대|개소|착공|준공|선포|체결)식$")
_DRAFT = re.compile(r"\((?:안|가칭|초안|잠정)\)")
_OFFICIAL = re.compile(r"[가-힣]\s\S+")
"""A family name with a title ("김 장관"): who is meant changes from article to article."""
_HEAD_OF = re.compile(
    r"(?<=[원회부청처소단관행])장$|(위원|지사|사무)장$|(장관|차관|총장|의장|시장|대표|회장|사장|지사)$"
)
_DATED = {"Program", "Fund", "Event"}


class Words(BaseModel):
    """The file `naming.yaml`."""

    model_config = ConfigDict(extra="forbid")

    synonyms: list[tuple[str, str]]
    yearly: list[str]
    doings: tuple[str, ...]
    generic: dict[str, list[str]]
    heads: list[tuple[str, str]]
    connectives: tuple[str, ...]
    offices: dict[str, str]
    no_names: frozenset[str]
    statuses: dict[str, list[str]]
    other_ends: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def words() -> Words:
    """Return the words that decide, read once."""
    return Words.model_validate(yaml.safe_load(files("ingest").joinpath("naming.yaml").read_text("utf-8")))


def shown(label: str, name: str) -> str:
    """Return a name as it is shown: without marks around it or half a pair, without the year of a programme's round."""
    clean = " ".join(_paired(_LEADING.sub("", name).rstrip(_QUOTES)).split()) or name
    if label in PARTS_MEAN:
        clean = _connective().sub("", clean)
    if label not in ("Program", "Fund"):
        return clean
    match = _YEAR.match(clean)
    if match is None or clean.replace(" ", "").endswith(tuple(words().yearly)):
        return clean
    rest = clean[match.end() :]
    rest = _CALL.sub("", rest) or rest
    return clean if is_generic(label, rest) else rest


@lru_cache(maxsize=1)
def _connective() -> re.Pattern[str]:
    return re.compile(r"^(?:.*\s)?(?:" + "|".join(words().connectives) + r")\s+(?=\S)")


def _paired(name: str) -> str:
    """Drop a quotation mark or bracket whose other half stands outside of the name: "K-배터리 연합’ 출범식"."""
    if _SHORT_YEAR.search(name):
        return name
    for opening, closing in _PAIRS:
        if name.count(opening) != name.count(closing):
            name = name.replace(opening, " " if closing == ">" else "").replace(closing, "")
    return name.replace("'", "") if name.count("'") == 1 else name


def key(label: str, name: str) -> str:
    """Return what the spellings of one name share, in a form that can still be read.

    Example:
        >>> key("Program", "「2025년 인공지능 자율제조 선도프로젝트」") == key("Program", "AI 자율제조 선도 프로젝트")
        True
        >>> key("Program", "제4차 지능형 로봇 기본계획") == key("Program", "제5차 지능형 로봇 기본계획")
        False
    """
    text = _DRAFT.sub("", shown(label, name))
    if label in _DATED:
        text = _SHORT_YEAR.sub(lambda year: str(full_year(year[1])), text)
        text = text.replace("년도", "년")
    if label == "Event":
        text = _CEREMONY.sub(r"\1", text)
    text = _EDITION.sub(r"\1\2", text)
    if label not in ("Person", "Region", "Sector", "Technology"):
        for written, meant in words().synonyms:
            text = text.replace(written, meant)
    if label == "Program":
        text = _without_task(text)
    return fold(text) or fold(name)


def _without_task(name: str) -> str:
    """Drop the word for a task after what is done: "생태계 조성 사업" and "생태계 조성" are one programme."""
    rest = name.removesuffix("사업").rstrip()
    return rest if rest != name and rest.endswith(words().doings) and not is_generic("Program", rest) else name


def body_of(name: str) -> str | None:
    """Return the body that an office names, where the office's name holds it: 금융위원장 is 금융위원회's.

    Example:
        >>> body_of("금융위원장"), body_of("특허청장"), body_of("중기부 장관"), body_of("금융위원회")
        ('금융위원회', '특허청', '중기부', None)
    """
    for office, body in words().heads:
        if name.endswith(office) and len(name) > len(office):
            return name.removesuffix(office).rstrip() + body
    return None


def is_generic(label: str, name: str) -> bool:
    """Tell whether a name says nothing by itself: 표준분과, 업무협약, 종합계획, 전환(AX) 확산."""
    pattern = _generic(label)
    bare = re.sub(r"(?<=\S)\([A-Z]+\)|[\s·,()'\"‘’“”]", "", name)
    return pattern is not None and pattern.fullmatch(bare) is not None


@lru_cache(maxsize=16)
def _generic(label: str) -> re.Pattern[str] | None:
    found = words().generic.get(label)
    if found is None:
        return None
    return re.compile(f"(?:{any_of(found)})+")


def is_no_name(label: str, name: str) -> bool:
    """Tell whether something is no name of a label by its words.

    It only says what others of its kind are made ("국가 정책사업으로 추진"), or ends as names of other labels do.

    Example:
        >>> is_no_name("Program", "국가정책사업"), is_no_name("Program", "오픈랜 국책과제")
        (True, False)
        >>> is_no_name("Person", "김재철AI대학원"), is_no_name("Person", "김재철")
        (True, False)
    """
    return fold(name) in _statuses().get(label, ()) or name.endswith(words().other_ends.get(label, ()))


@lru_cache(maxsize=1)
def _statuses() -> dict[str, frozenset[str]]:
    return {label: frozenset(map(fold, names)) for label, names in words().statuses.items()}


PARTS_MEAN = frozenset({"Division", "Program", "Fund", "Event", "Committee", "Alliance"})
"""Labels whose names are cut short in a text to what only that text understands ("성장펀드", "윤리안전")."""


def is_alias(label: str, name: str, written: str) -> bool:
    """Tell whether a spelling of a text means the thing in other texts too.

    No alias is the name itself, a general word, a part of a programme's or division's name, or an office ("원장").

    Example:
        >>> is_alias("Organization", "한국산업은행", "산은"), is_alias("Fund", "ABB 성장펀드", "성장펀드")
        (True, False)
    """
    if written in (name, "") or "\n" in written or written in words().no_names or is_generic(label, written):
        return False
    whole, part = fold(name), fold(written)
    if label in PARTS_MEAN and len(part) < len(whole) and (whole.endswith(part) or whole.startswith(part)):
        return False
    if label == "Person":
        return not _OFFICIAL.fullmatch(written)
    return not (label in ("Organization", "Ministry", "Committee") and _HEAD_OF.search(written))
