"""How times are written: the cue words of `times.yaml` and the pattern made of them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from ingest.korean.patterns import any_of

QUOTE = "'’‘′"
WAVE = "~∼〜～–-"


class Cues(BaseModel):
    """The words of `times.yaml`."""

    model_config = ConfigDict(extra="forbid")

    years: dict[str, int]
    from_month: dict[str, int]
    repeated: dict[str, int]
    months: dict[str, int]
    days: dict[str, int]
    past: list[str]
    coming: list[str]
    parts: dict[str, str]
    ahead: list[str]
    behind: list[str]


@cache
def cues() -> Cues:
    """Load and check the cue words."""
    return Cues.model_validate(yaml.safe_load(files(__package__).joinpath("times.yaml").read_text("utf-8")))


def _month_day(name: str) -> str:
    """Return the form of "9월 24일"; its groups are `NAME_month` and `NAME_day`."""
    return rf"(?P<{name}_month>1[0-2]|0?[1-9])[ ]?월(?![간세])(?:[ ]?{_day(name + '_day')}[ ]?일(?!간|차|째))?"


def _day(group: str) -> str:
    return rf"(?P<{group}>3[01]|[12]\d|0?[1-9])"


def _dated_forms() -> list[str]:
    """Return the forms that name their year or count it from the article's, before those that do not."""
    words = cues()
    year = rf"(?:(?:19|20)\d\d|[{QUOTE}]\d\d)"
    short = rf"\d\d(?=[ ]?년|\)|[{QUOTE}])"
    dotted_day = rf"(?:[{WAVE}]\d\d?(?=[ ]?월))?(?:[.\-/][ ]?{_day('dotted_day')}(?!\d)\.?|[ ]?월)"
    weekday = r"\([월화수목금토일]\)"
    season = r"올(?=[ ](?:상반기|하반기|\d|연말|초|가을|봄|여름|겨울))(?P<this>)"
    months = r"(?:[ ]?\d{1,2}월(?![간세])|\.\d\d?(?!\d)월?)?"
    ended = r"(?:[ ]?년도?(?![간째차생대])"
    ended += rf"|(?=[ ]?[{QUOTE}]?[ ]?\))|(?<=[{QUOTE}]\d\d)(?=[ ]?(?:정부안|본?예산|추경|안[)\],])))"
    return [
        # 2026~2030년, '25~'28년, 2026년~2030년, '25.10~'28.12, 2026년 6월~2027년 12월
        rf"(?P<from>{year})[ ]?(?:년도?)?{months}\.?[ ]?[{WAVE}][ ]?(?P<to>{year}|{short})(?:[ ]?년도?)?{months}",
        # 2025.9.24., 2025-09-24, '25.9월, '25.1~12월
        rf"(?P<dotted>{year})[.\-/][ ]?(?P<dotted_month>1[0-2]|0?[1-9]){dotted_day}(?:{weekday})?",
        # 12.24.(수)
        rf"(?P<short_month>1[0-2]|0?[1-9])\.[ ]?{_day('short_day')}\.?[ ]?{weekday}",
        # 2026년 9월 24일, 2026년도, ('26), '26안
        rf"(?P<year>{year}){ended}(?:[ ]?{_month_day('year')})?",
        # 내년, 내년 3월, 올해 9월 24일, 올 상반기
        rf"(?<![가-힣\d])(?:(?P<named>{any_of(words.years)})|{season})(?:[ ]?{_month_day('named')})?",
        rf"(?<![가-힣])(?P<repeated>{any_of(words.repeated)})(?:[ ]?{_month_day('repeated')})?",
    ]


def _near_forms() -> list[str]:
    """Return the forms that leave the year to the reader, and counted periods."""
    words = cues()
    side = rf"(?:(?P<{{}}>{any_of([*words.past, *words.coming])})[ ]?)?"
    after_day = r"(?=[ ]?\([월화수목금토일]\)|[ ](?!동안|만에|연속|안에)|[,.·)~∼]|자|부터|까지|에|의|$)"
    within = r"(?:안에|내에)(?![가-힣]{2})|내(?=[ ](?!창업|업력|설립|기업|스타트업))|이내(?=에)"
    off_way = rf"{within}|(?:뒤|후|전)(?=[^가-힣]|$|[인에의엔]|부터|보다|쯤)"
    part = any_of([p for p in words.parts if len(p) > 1])
    way = any_of([*words.ahead, *words.behind])
    return [
        rf"(?<![가-힣])(?P<moon>{any_of(words.months)})(?:[ ]?{_day('moon_day')}[ ]?일(?!간|차|째))?",
        # 향후 5년간, 5년 동안, 2년에 걸쳐
        rf"(?:(?P<way>{way})[ ]?)?(?<![\d.,])(?P<length>\d{{1,2}})[ ]?(?:개년|년)(?:[ ]?간|[ ]?동안|에[ ]걸쳐|[ ]전체)",
        # 3년 안에, 5년 뒤, 2년 전; not "업력 7년 이내 기업", "20년 전력 계약"
        rf"(?<![\d.,])(?<!창업 )(?<!업력 )(?P<off>\d{{1,2}})[ ]?년[ ]?(?P<off_way>{off_way})",
        rf"{side.format('side')}(?<![\d.,]){_month_day('near')}",
        rf"{side.format('day_side')}(?<![\d.,])(?<!\d월[ ]){_day('bare')}[ ]?일{after_day}",
        rf"(?<![가-힣])(?P<today>{any_of(words.days)})(?![가-힣]{{2}})",
        rf"(?<![가-힣\d/·])(?:(?P<part_side>{any_of(words.past)})[ ])?(?P<part>{part})",
    ]


@cache
def written() -> re.Pattern[str]:
    """Compile the forms of a time; the first that fits at a place wins.

    All of them begin with a figure, a quotation mark or a word of `times.yaml`: the look-ahead says so once, instead of
    each form at every letter.
    """
    words = cues()
    lists = (words.years, words.repeated, words.months, words.ahead, words.behind, words.past, words.coming, words.days)
    first = {word[0] for known in (*lists, words.parts) for word in known} | {"올"}
    forms = "|".join(f"(?:{form})" for form in [*_dated_forms(), *_near_forms()])
    return re.compile(rf"(?=[\d{QUOTE}{re.escape(''.join(sorted(first)))}])(?:{forms})")
