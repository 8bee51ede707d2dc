"""What two claims about the same thing may say differently: sums, years, goals, dates and leaders, as pure rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from graph.ids import fold
from graph.independence import independent, sources
from graph.renames import GOVERNMENT, Renames
from graph.store import Row

Kind = Literal["amount", "year", "goal", "date", "leader"]
Said = tuple[Any, ...]
"""What one side says; the same for claims that say the same."""

SUMS = ("FUNDS", "HAS_BUDGET")
STEPS = ("SUCCEEDS", "APPROVES")
LEADING = ("LEADS", "HOLDS_POSITION")
PREDICATES = (*SUMS, "HAS_GOAL", *STEPS, *LEADING)
ROUNDED = 0.05
"""A sum that is stated as "about" is met by another that is off by no more than this share."""
BARELY = 0.02
"""A round sum is met by an exact one that it may stand for (1조원 for 1조 96억원) if it is off by no more than this."""


class Offices(BaseModel):
    """The content of `contradictions.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sole_offices: frozenset[str]


@cache
def offices() -> Offices:
    """Load the offices that one person holds at a time."""
    return Offices.model_validate(yaml.safe_load((files("graph") / "contradictions.yaml").read_text("utf-8")))


def sources_of(row: Row) -> frozenset[str]:
    """Return what the article of a claim must not share with another to be independent of it."""
    return sources(row["article"], row["text_sha256"], row["based_on"], row["copies"])


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that articles say differently: `sides` holds the claims of each thing said, by what they say."""

    kind: Kind
    thing: tuple[Any, ...]
    sides: dict[Said, list[Row]]

    @property
    def articles(self) -> int:
        """Count the independent articles on all sides."""
        rows = [row for rows in self.sides.values() for row in rows]
        return independent(map(sources_of, rows))


@dataclass(frozen=True, slots=True)
class _Rule:
    """How one kind of difference is found: what makes claims speak of the same thing, and what they then say."""

    kind: Kind
    thing: Callable[[Row], tuple[Any, ...] | None]
    """The same for claims of the same thing; `None` for a claim that the rule is not about."""
    says: Callable[[Row], Said | None]
    apart: Callable[[list[Row], list[Row]], bool]
    """Whether two sides cannot both be right."""


def differences(rows: Iterable[Row], renames: Renames, of: Collection[str] | None = None) -> list[Difference]:
    """Find everything that articles say differently, in no order.

    Sides that one article states both are two things, not a contradiction: a text that gives two sums means two sums.

    Args:
        rows: of `read/comparable`.
        renames: bodies under successive names, which are one leader.
        of: only where the claims with these ids are on one of two sides that are at odds; all where `None`.
    """
    claims = list(rows)
    found: list[Difference] = []
    for rule in _rules(renames):
        things: dict[tuple[Any, ...], dict[Said, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for row in claims:
            thing = rule.thing(row)
            says = rule.says(row) if thing is not None else None
            if thing is not None and says is not None:
                things[thing][says].append(row)
        for thing, sides in things.items():
            if len(sides) == 1:  # of most things nothing differs
                continue
            asked = [of is None or any(row["id"] in of for row in same) for same in sides.values()]
            at_odds = _at_odds(sides, asked, rule) if any(asked) else ()
            if at_odds:
                found.append(Difference(rule.kind, thing, {says: sides[says] for says in sides if says in at_odds}))
    return found


def _at_odds(sides: dict[Said, list[Row]], asked: list[bool], rule: _Rule) -> set[Said]:
    """Return the sides that contradict some other, if one of the two is asked for."""
    odd: set[Said] = set()
    for (one, wanted), (other, also) in combinations(zip(sides, asked, strict=True), 2):
        if not (wanted or also):
            continue
        together = {row["article"] for row in sides[one]} & {row["article"] for row in sides[other]}
        if not together and rule.apart(sides[one], sides[other]):
            odd |= {one, other}
    return odd


def _rules(renames: Renames) -> tuple[_Rule, ...]:
    return (
        _Rule("amount", _sum_of_a_time, lambda row: (row["amount_krw"],), _sums_apart),
        _Rule("year", _same_sum, _when, _stages_meet),
        _Rule("goal", _goal_of_a_year, lambda row: (row["value"],), _values_apart),
        _Rule("year", _same_goal, lambda row: (row["by_year"],) if row["by_year"] else None, _always),
        _Rule("date", _step, lambda row: (row["date"],) if row["date"] else None, _dates_apart),
        _Rule("leader", _led, lambda row: (renames.present(row["subject"]),), _leaders_apart),
        _Rule("leader", _office, lambda row: (row["subject"],), _terms_overlap),
    )


def _sum_of_a_time(row: Row) -> tuple[Any, ...] | None:
    if row["predicate"] not in SUMS or row["amount_krw"] is None:
        return None
    return row["predicate"], row["subject"], row["object"], *(_when(row) or (None, None, None))


def _same_sum(row: Row) -> tuple[Any, ...] | None:
    if row["predicate"] not in SUMS or row["amount_krw"] is None:
        return None
    return row["predicate"], row["subject"], row["object"], row["amount_krw"]


def _when(row: Row) -> Said | None:
    when = (row["fiscal_year"], row["period_start"], row["period_end"])
    return when if any(year is not None for year in when) else None


def _goal_of_a_year(row: Row) -> tuple[Any, ...] | None:
    if row["predicate"] != "HAS_GOAL" or not row["metric"]:
        return None
    return row["predicate"], row["subject"], fold(row["metric"]), row["unit"], row["by_year"]


def _same_goal(row: Row) -> tuple[Any, ...] | None:
    if row["predicate"] != "HAS_GOAL" or not row["metric"]:
        return None
    return row["predicate"], row["subject"], fold(row["metric"]), row["unit"], row["value"]


def _step(row: Row) -> tuple[Any, ...] | None:
    return (row["predicate"], row["subject"], row["object"]) if row["predicate"] in STEPS else None


def _led(row: Row) -> tuple[Any, ...] | None:
    if row["predicate"] != "LEADS" or row["subject"] == GOVERNMENT:  # it contradicts none of its ministries
        return None
    label = row["subject"].partition("/")[0]
    return row["predicate"], row["object"], label, row["role"]


def _office(row: Row) -> tuple[Any, ...] | None:
    if row["predicate"] != "HOLDS_POSITION" or row["position"] not in offices().sole_offices:
        return None
    return row["predicate"], row["object"], row["position"]


def _always(_: list[Row], __: list[Row]) -> bool:
    return True


def _stages_meet(one: list[Row], other: list[Row]) -> bool:
    """Tell whether the sides are of one stage: what is budgeted may differ from what was planned."""
    stages = [{row["status"] for row in rows if row["status"]} for rows in (one, other)]
    return not (stages[0] and stages[1] and stages[0].isdisjoint(stages[1]))


def _sums_apart(one: list[Row], other: list[Row]) -> bool:
    return _stages_meet(one, other) and _apart(one, other, "amount_krw", "amount_qualifier")


def _values_apart(one: list[Row], other: list[Row]) -> bool:
    return _apart(one, other, "value", "qualifier")


def _apart(one: list[Row], other: list[Row], number: str, qualifier: str) -> bool:
    pairs = [(a, b) for a in one for b in other]
    return not any(_meets(a, b, number, qualifier) or _meets(b, a, number, qualifier) for a, b in pairs)


def _meets(bound: Row, row: Row, number: str, qualifier: str) -> bool:
    """Tell whether a number fits into what another leaves open."""
    limit, value = bound[number], row[number]
    match bound[qualifier]:
        case "at_most":
            return bool(value <= limit)
        case "at_least":
            return bool(value >= limit)
        case "about":
            return _off_by(value, limit) <= ROUNDED
    return _off_by(value, limit) <= BARELY and abs(value - limit) < _unit(limit)


def _off_by(value: float, limit: float) -> float:
    return abs(value - limit) / max(abs(value), abs(limit), 1)


def _unit(number: float) -> int:
    """Return the last place that a number is given to: 1조 to a trillion, 851억 to a hundred million."""
    unit = 1
    while number and number % (unit * 10) == 0:
        unit *= 10
    return unit


def _dates_apart(one: list[Row], other: list[Row]) -> bool:
    a, b = str(one[0]["date"]), str(other[0]["date"])
    return not (a.startswith(b) or b.startswith(a))


def _leaders_apart(one: list[Row], other: list[Row]) -> bool:
    """Tell whether two lead the same thing; people do so for a time, bodies until an article says otherwise."""
    return not one[0]["subject"].startswith("person/") or _terms_overlap(one, other)


def _terms_overlap(one: list[Row], other: list[Row]) -> bool:
    """Tell whether two hold an office at the same time, by the days of the articles that say so."""
    days = [sorted(row["published_on"] for row in rows if row["published_on"]) for rows in (one, other)]
    if not days[0] or not days[1]:
        return False
    return bool(days[0][0] <= days[1][-1] and days[1][0] <= days[0][-1])
