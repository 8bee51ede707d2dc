"""What is claimed of what was proposed: one reading for each sum and object, the surest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.extract.money.evidence import Form, Proposal
from ingest.extract.money.page import Page, Site

SHARED_PART = 0.75
"""How near another payer's chance must come to the likeliest one's for the two to pay together."""


@dataclass(slots=True, eq=False)
class Decision:
    """A proposal that is claimed.

    `whole` tells whether the sum holds for this object alone; `shared` whether others pay it too.
    """

    proposal: Proposal
    chance: float
    whole: bool = True
    shared: bool = False


def decide(
    page: Page, found: Sequence[Proposal], chances: Sequence[float], least: Mapping[Form, float]
) -> list[Decision]:
    """Choose among proposals.

    A sum says of one object either who pays it or how large it is, not both. It has one object, unless the text gives
    it to each of several, or names several in a list: then it is the amount of none of them. What several places state
    is claimed once, at the surest of them.
    """
    rivals: dict[tuple[int, int], list[tuple[float, int]]] = defaultdict(list)
    hopeful = min(least.values())
    for index, proposal in enumerate(found):
        if chances[index] >= hopeful:
            rivals[id(proposal.looked), proposal.object.node].append((chances[index], index))
    sites: dict[int, list[Decision]] = defaultdict(list)
    for (site, _), group in rivals.items():
        group.sort(key=lambda pair: (-pair[0], pair[1]))
        best, index = group[0]
        if best < least[found[index].form]:
            continue
        others = [
            i for odds, i in group[1:]
            if found[index].form == "funds" == found[i].form and odds >= max(least["funds"], SHARED_PART * best)
        ]  # fmt: skip
        sites[site] += [Decision(found[i], chances[i], shared=bool(others)) for i in (index, *others)]
    return _once([decision for chosen in sites.values() for decision in _of_one_sum(page, chosen)])


def _of_one_sum(page: Page, chosen: list[Decision]) -> list[Decision]:
    """Settle what one sum is claimed of: the likeliest object, and those that share its part in the sentence."""
    best = max(chosen, key=lambda d: d.chance)
    amount = best.proposal.looked.site.amount
    known = amount is not None and amount.won is not None
    kept = [d for d in chosen if _goes_with(page, d, best, each=amount is not None and amount.share == "each")]
    several = len({d.proposal.object.node for d in kept}) > 1
    for decision in kept:
        decision.whole = known and (not several or (amount is not None and amount.share == "each"))
    return [d for d in kept if d.whole or d.proposal.form != "budget"]


def _goes_with(page: Page, decision: Decision, best: Decision, *, each: bool) -> bool:
    """Tell whether a decision's object has the same part as the likeliest one's: the same, or one of its list."""
    if decision.proposal.object.node == best.proposal.object.node:
        return True
    if decision.proposal.form != best.proposal.form or decision.proposal.form == "goal":
        return False
    if best.proposal.looked.site.kind == "verb" or each:
        return True
    return page.coordinated(decision.proposal.object.mention, best.proposal.object.mention)


def _once(chosen: list[Decision]) -> list[Decision]:
    kept: dict[tuple[object, ...], Decision] = {}
    for decision in sorted(chosen, key=lambda d: (-d.chance, d.proposal.looked.site.start)):
        kept.setdefault(_said(decision), decision)
    return sorted(kept.values(), key=lambda d: (d.proposal.looked.site.start, d.proposal.object.node))


def _said(decision: Decision) -> tuple[object, ...]:
    proposal = decision.proposal
    site: Site = proposal.looked.site
    payer = proposal.payer.node if proposal.payer else None
    number = (site.quantity.value, site.quantity.unit) if site.quantity else None
    amount = site.amount.won if site.amount and decision.whole else None
    return proposal.form, payer, proposal.object.node, amount, number
