"""Sums that are in many groups at once count in each of them as they would in that group alone."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest

from graph.answers import EntityRef
from graph.counting import Beside, Known, Label, count
from graph.funding_answers import FundingTotals, SectionName
from graph.gathering import ANY, Where, filled, gather
from graph.payments import Payment, When
from graph.renames import Renames
from graph.sums import Money, sums_of
from graph.totals import Totals
from graph.wholes import Wholes

FORMER, PRESENT = "program/former", "program/0"
RECIPIENTS = [FORMER, *(f"program/{at}" for at in range(7))]
PAYERS = ["ministry/government", "ministry/motir", "ministry/mof", "fund/nation"]
PARTS = [("program/1", PRESENT), ("program/2", "program/1"), ("program/3", PRESENT)]
CIRCLE = [("program/5", "program/6"), ("program/6", "program/5")]
SECTORS = ["sector/ships", "sector/chips", "sector/robots", None]
REFS = {key: EntityRef(id=key, label="Program", name=key) for key in (*RECIPIENTS, *PAYERS)}

Groups = dict[tuple[SectionName, Label], FundingTotals]


class By:
    """Groups by the recipient's sectors, and by who pays or at which stage where asked."""

    def __init__(self, sectors: dict[str, list[str | None]], second: str | None) -> None:
        self._sectors = sectors
        self._second = second
        self.same: Label | None = None if second else (ANY,)

    def labels(self, money: Money) -> list[Label]:
        if self.same:
            return [self.same]
        return [(ANY, payer) for payer in money.payers] if self._second == "payer" else [(ANY, money.status)]

    def where(self, recipient: str) -> Where:
        return frozenset((sector,) for sector in self._sectors[recipient])


def payments(chance: random.Random) -> Iterator[Payment]:
    for at in range(150):
        start = chance.choice([2025, 2026, None])
        yield Payment(
            claim=f"claim/{at}",
            payer=chance.choice(PAYERS),
            recipient=chance.choice(RECIPIENTS),
            when=When(start, chance.choice([start, 2027])),
            amount=chance.choice([100, 100, 300, 500, None]),
            qualifier=chance.choice(["exact", "at_most"]),
            status=chance.choice(["planned", "budgeted", None]),
            instrument=chance.choice([None, None, "loan", "subsidy"]),
            shared=chance.random() < 0.2,
            modality=chance.choice(["fact", "fact", "plan", "proposal"]),
            sure=True,
            day=chance.choice(["2025-01-01", "2025-06-01", None]),
        )


def each_by_itself(sums: Sequence[Money], labelling: By, known: Known) -> Groups:
    labelled = [
        (filled(label, found), one)
        for one in sums
        for label in labelling.labels(one)
        for found in labelling.where(one.recipient)
    ]
    groups: dict[tuple[SectionName, Label], Totals] = {}
    for one in count(Beside.of(labelled, known.renames), known):
        groups.setdefault((one.money.section, one.label), Totals(known.renames)).add(one)
    return {key: totals.answer(REFS) for key, totals in groups.items()}


def all_at_once(sums: Sequence[Money], labelling: By, known: Known) -> Groups:
    groups: dict[tuple[SectionName, Label], Totals] = {}
    beside = Beside.of((((), one) for one in sums), known.renames)
    gathered = gather(sums, beside, labelling, known, lambda: Totals(known.renames))
    for (section, label, where), totals in gathered.items():
        for found in where:
            groups.setdefault((section, filled(label, found)), Totals(known.renames)).absorb(totals)
    return {key: totals.answer(REFS) for key, totals in groups.items()}


@pytest.mark.parametrize("second", [None, "payer", "status"])
@pytest.mark.parametrize("seed", range(12))
def test_groups_made_at_once_are_those_made_one_by_one(seed: int, second: str | None) -> None:
    chance = random.Random(seed)
    renames = Renames([(PRESENT, FORMER)])
    known = Known(
        renames,
        Wholes(set(map(renames.present, RECIPIENTS)), [*PARTS, *CIRCLE]),
        frozenset({"ministry/government"}),
        frozenset({"ministry/motir", "ministry/mof"}),
    )
    sectors = {key: chance.sample(SECTORS, chance.randint(1, 3)) for key in RECIPIENTS}
    if seed % 2:  # a former name that aims at what the present one does
        sectors[FORMER] = sectors[PRESENT]
    labelling, sums = By(sectors, second), sums_of(payments(chance))
    expected = each_by_itself(sums, labelling, known)
    assert all_at_once(sums, labelling, known) == expected
    assert any(one.why == "part" for totals in expected.values() for one in totals.left_out)
