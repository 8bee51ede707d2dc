"""Proposes the units of ministries and other bodies by the end of their name ("농업혁신정책실", "금융지원팀장")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, Field

from ingest.extract.mentions import Mention
from ingest.extract.proposals import words
from ingest.extract.units import Sequence, Unit

PROPOSAL_SCORE = 0.3
_HEADED = re.compile(
    r"(?:분과|[반단팀국실과]|본부|센터|연구소|(?<!위)원|은행|[청처]|협회|학회|공단|재단|공사|조합|중앙회|연합회)(?=장$)"
)
_BODY = re.compile(r"^\S*(?:부|처|청|원|시|도|군|구|공사|공단|협회|대학교|대|재단|위원회|위|연구소|그룹|은행|진흥원)$")


class Offices(BaseModel):
    """The table of units of bodies (`offices.yaml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    units: list[str]
    least: int = Field(gt=0)
    never: list[str]
    head: str


@lru_cache(maxsize=1)
def offices() -> Offices:
    """Load `offices.yaml`.

    Raises:
        pydantic.ValidationError: the file is not of this form.
    """
    text = (resources.files("ingest.extract") / "offices.yaml").read_text("utf-8")
    return Offices.model_validate(yaml.safe_load(text))


def proposed(text: str, sequences: Iterable[Sequence]) -> Iterator[Mention]:
    """Propose the divisions that a document's compounds name by their end."""
    units, never = tuple(offices().units), tuple(offices().never)
    for sequence in sequences:
        for first, last in compounds(sequence.units):
            start, end = sequence.units[first].start, sequence.units[last].end
            name = without_head(text[start:end])
            long_enough = len(name) >= offices().least or (end - start > len(name) and len(name) >= 3)
            if long_enough and name.endswith(units) and not name.endswith(never):
                yield Mention(
                    start,
                    end,
                    "Division",
                    PROPOSAL_SCORE,
                    whole=name if end - start > len(name) else None,
                    rule="office",
                )


def compounds(units: list[Unit]) -> Iterator[tuple[int, int]]:
    """Yield the compounds of a sentence, first and last unit: nominal units without white space between."""
    at = 0
    while at < len(units):
        if not units[at].nominal or units[at].tag == "SN":
            at += 1
            continue
        last = at
        while last + 1 < len(units) and units[last + 1].nominal and not units[last + 1].spaced:
            last += 1
        yield at, last
        at = last + 1


def without_head(name: str) -> str:
    """Take the office of its head off a body's name: "산업정책실장" is of the "산업정책실"."""
    match = _HEADED.search(name)
    return name[: match.end()] if match and len(name) > 3 else name


def headless(text: str, mention: Mention) -> Mention:
    """Name a body by itself where its head is named: "구미전자정보기술원장" → "구미전자정보기술원"."""
    if mention.label not in ("Organization", "Division", "Ministry", "Committee") or mention.whole:
        return mention
    surface = text[mention.start : mention.end]
    name = _local(without_head(surface))
    return replace(mention, whole=name) if name != surface else mention


def _local(name: str) -> str:
    """Take a mayor's or governor's office off a place: "구미시장" is of "구미시", "경상북도지사" of "경상북도"."""
    match = re.fullmatch(r"([가-힣]{2,}(?:시|군|구|특별자치도|도))(?:장|수|청장|지사)", name)
    return match[1] if match and len(name) > 3 else name


@lru_cache(maxsize=1)
def _headed_by() -> re.Pattern[str]:
    """Match a division's head with a name behind or before: "전파정책국장 오하나", "오하나 해외시장정책관"."""
    name = rf"(?:{'|'.join(sorted(words().surnames, key=lambda s: (-len(s), s)))})[가-힣]{{2}}"
    unit = r"\S{2,}(?:(?:과|팀|국|실|반|단|본부)장|(?:정책|기획|산업|협력|조정|심의)관)"
    return re.compile(rf"^(?:(?P<unit>{unit})\s(?P<name>{name})|(?P<before>{name})\s(?P<behind>{unit}))$")


def headed(text: str, mention: Mention) -> list[Mention]:
    """Part a division from the name of its head."""
    match = _headed_by().match(text[mention.start : mention.end]) if mention.label == "Division" else None
    if match is None:
        return [mention]
    return [
        replace(
            mention,
            start=mention.start + match.start(group),
            end=mention.start + match.end(group),
            label="Person" if group in ("name", "before") else "Division",
        )
        for group in (("unit", "name") if match["unit"] else ("before", "behind"))
    ]


def apart(text: str, mention: Mention) -> list[Mention]:
    """Part a division from the body before it: "방위사업청 방위산업진흥국" is two names."""
    surface = text[mention.start : mention.end]
    body, _, unit = surface.rpartition(" ")
    if mention.label != "Division" or not body or " " in body or not _BODY.match(body) or len(unit) < 3:
        return [mention]
    label = "Ministry" if re.search(r"(?:부|처|청)$", body) else "Committee" if body.endswith("위") else "Organization"
    cut = mention.start + len(body)
    return [
        Mention(mention.start, cut, label, mention.score),
        Mention(cut + 1, mention.end, "Division", mention.score),
    ]
