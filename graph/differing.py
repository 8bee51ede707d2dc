"""What two claims about the same thing may say differently: sums, years, goals, dates and leaders, as pure rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain, combinations, product
from operator import itemgetter
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
GOALS = ("HAS_GOAL",)
STEPS = ("SUCCEEDS", "APPROVES")
LEADING = ("LEADS", "HOLDS_POSITION")
PREDICATES = (*SUMS, *GOALS, *STEPS, *LEADING)
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
class Told:
    """One side as it is told: its claims, how many independent articles make them, and the days of those."""

    said: Said
    rows: list[Row]
    articles: int
    days: list[str]

    @classmethod
    def of(cls, said: Said, rows: list[Row]) -> Told:
        """Count the articles of a side."""
        days = sorted(row["published_on"] for row in rows if row["published_on"])
        return cls(said, rows, independent(map(sources_of, rows)), days)

    @property
    def place(self) -> tuple[Any, ...]:
        """What sides are listed by: what most articles say, what was said first, the smaller number or id."""
        return -self.articles, self.days[0] if self.days else "~", [(part is not None, part) for part in self.said]


@dataclass(frozen=True)
class Difference:
    """One thing that articles say differently: `sides` holds the claims of each thing said, by what they say."""

    kind: Kind
    thing: tuple[Any, ...]
    sides: dict[Said, list[Row]]

    @cached_property
    def articles(self) -> int:
        """The number of independent articles on all sides."""
        rows = [row for rows in self.sides.values() for row in rows]
        return independent(map(sources_of, rows))

    @cached_property
    def told(self) -> list[Told]:
        """The sides, what most articles say first."""
        return sorted((Told.of(said, rows) for said, rows in self.sides.items()), key=lambda one: one.place)


@dataclass(frozen=True, slots=True)
class _Rule:
    """How one kind of difference is found: what makes claims speak of the same thing, and what they then say."""

    kind: Kind
    predicates: tuple[str, ...]
    """Of which it compares claims."""
    thing: Callable[[Row], tuple[Any, ...] | None]
    """The same for claims of the same thing; `None` for a claim that the rule is not about."""
    says: Callable[[Row], Said | None]
    apart: Callable[[_Side, _Side], bool]
    """Whether two sides cannot both be right."""


def differences(rows: Iterable[Row], renames: Renames, of: Collection[str] | None = None) -> list[Difference]:
    """Find everything that articles say differently, in no order.

    Sides that one article states both are two things, not a contradiction: a text that gives two sums means two sums.

    Args:
        rows: of `read/comparable_of`.
        renames: bodies under successive names, which are one leader.
        of: only where the claims with these ids are on one of two sides that are at odds; all where `None`.
    """
    claims: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        claims[row["predicate"]].append(row)
    found: list[Difference] = []
    for rule in _rules(renames):
        things: dict[tuple[Any, ...], dict[Said, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for row in chain.from_iterable(claims[predicate] for predicate in rule.predicates):
            thing = rule.thing(row)
            says = rule.says(row) if thing is not None else None
            if thing is not None and says is not None:
                things[thing][says].append(row)
        for thing, sides in things.items():
            if len(sides) == 1:  # of most things nothing differs
                continue
            at_odds = _at_odds([_Side(says, same, of) for says, same in sides.items()], rule)
            if at_odds:
                found.append(Difference(rule.kind, thing, {side.says: side.rows for side in at_odds}))
    return found


class _Side:
    """The claims that say the same of a thing, as they are compared with those that do not."""

    __slots__ = ("articles", "asked", "days", "rows", "says")

    def __init__(self, says: Said, rows: list[Row], of: Collection[str] | None) -> None:
        self.says = says
        self.rows = sorted(rows, key=itemgetter("id"))
        self.articles = {row["article"] for row in rows}
        self.asked = of is None or any(row["id"] in of for row in rows)
        self.days = sorted(row["published_on"] for row in rows if row["published_on"])


def _at_odds(sides: list[_Side], rule: _Rule) -> list[_Side]:
    """Return the sides that contradict some other, if one of the two is asked for."""
    odd: set[Said] = set()
    for one, other in combinations(sides, 2):
        asked = one.asked or other.asked
        if asked and one.articles.isdisjoint(other.articles) and rule.apart(one, other):
            odd |= {one.says, other.says}
    return [side for side in sides if side.says in odd]


def _rules(renames: Renames) -> tuple[_Rule, ...]:
    return (
        _Rule("amount", SUMS, _sum_of_a_time, lambda row: (row["amount_krw"],), _sums_apart),
        _Rule("year", SUMS, _same_sum, _when, _stages_meet),
        _Rule("goal", GOALS, _goal_of_a_year, lambda row: (row["value"],), _values_apart),
        _Rule("year", GOALS, _same_goal, lambda row: (row["by_year"],) if row["by_year"] else None, _always),
        _Rule("date", STEPS, _step, lambda row: (row["date"],) if row["date"] else None, _dates_apart),
        _Rule("leader", LEADING[:1], _led, lambda row: (renames.present(row["subject"]),), _leaders_apart),
        _Rule("leader", LEADING[1:], _office, lambda row: (row["subject"],), _terms_overlap),
    )


def _sum_of_a_time(row: Row) -> tuple[Any, ...] | None:
    if row["amount_krw"] is None:
        return None
    return row["predicate"], row["subject"], row["object"], *(_when(row) or (None, None, None))


def _same_sum(row: Row) -> tuple[Any, ...] | None:
    if row["amount_krw"] is None:
        return None
    return row["predicate"], row["subject"], row["object"], row["amount_krw"]


def _when(row: Row) -> Said | None:
    when = (row["fiscal_year"], row["period_start"], row["period_end"])
    return when if any(year is not None for year in when) else None


def _goal_of_a_year(row: Row) -> tuple[Any, ...] | None:
    if not row["metric"]:
        return None
    return row["predicate"], row["subject"], fold(row["metric"]), row["unit"], row["by_year"]


def _same_goal(row: Row) -> tuple[Any, ...] | None:
    if not row["metric"]:
        return None
    return row["predicate"], row["subject"], fold(row["metric"]), row["unit"], row["value"]


def _step(row: Row) -> tuple[Any, ...]:
    return row["predicate"], row["subject"], row["object"]


def _led(row: Row) -> tuple[Any, ...] | None:
    if row["subject"] == GOVERNMENT:  # it contradicts none of its ministries
        return None
    label = row["subject"].partition("/")[0]
    return row["predicate"], row["object"], label, row["role"]


def _office(row: Row) -> tuple[Any, ...] | None:
    if row["position"] not in offices().sole_offices:
        return None
    return row["predicate"], row["object"], row["position"]


def _always(_: _Side, __: _Side) -> bool:
    return True


def _stages_meet(one: _Side, other: _Side) -> bool:
    """Tell whether the sides are of one stage: what is budgeted may differ from what was planned."""
    stages = [{row["status"] for row in rows if row["status"]} for rows in (one.rows, other.rows)]
    return not (stages[0] and stages[1] and stages[0].isdisjoint(stages[1]))


def _sums_apart(one: _Side, other: _Side) -> bool:
    return _stages_meet(one, other) and _apart(one, other, "amount_krw", "amount_qualifier")


def _values_apart(one: _Side, other: _Side) -> bool:
    return _apart(one, other, "value", "qualifier")


def _apart(one: _Side, other: _Side, number: str, qualifier: str) -> bool:
    pairs = product(one.rows, other.rows)
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
    return _off_by(value, limit) <= BARELY and abs(_exact(value) - _exact(limit)) < _unit(limit)


def _off_by(value: float, limit: float) -> float:
    return abs(value - limit) / max(abs(value), abs(limit), 1)


def _exact(number: float) -> Decimal:
    """Return a number as it is written: 9.9 and 9.8 are a tenth apart, which they are not in binary."""
    return Decimal(str(number))


def _unit(number: float) -> Decimal:
    """Return the last place that a number is given to: 1조 to a trillion, 851억 to a hundred million, 99.1 to 0.1."""
    *_, last = _exact(number).normalize().as_tuple()
    return Decimal(1).scaleb(int(last))


def _dates_apart(one: _Side, other: _Side) -> bool:
    a, b = str(one.rows[0]["date"]), str(other.rows[0]["date"])
    return not (a.startswith(b) or b.startswith(a))


def _leaders_apart(one: _Side, other: _Side) -> bool:
    """Tell whether two lead the same thing; people do so for a time, bodies until an article says otherwise."""
    return not one.rows[0]["subject"].startswith("person/") or _terms_overlap(one, other)


def _terms_overlap(one: _Side, other: _Side) -> bool:
    """Tell whether two hold an office at the same time, by the days of the articles that say so."""
    if not one.days or not other.days:
        return False
    return bool(one.days[0] <= other.days[-1] and other.days[0] <= one.days[-1])
