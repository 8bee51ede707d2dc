"""What is claimed of what was proposed: one reading for each sum and object, the surest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.extract.money.brackets import by_brackets, paid_by
from ingest.extract.money.evidence import Form, Proposal
from ingest.extract.money.exclusions import beside_nameless, examples, gives_with_others
from ingest.extract.money.idle import added_up, each_giver_s
from ingest.extract.money.page import Page, Site

SHARED_PART = 0.8
"""How near another payer's chance must come to the likeliest one's for the two to pay together."""
LISTED_PART = 0.35
"""The same where a list names both."""
EACH_PART = 0.1
"""The same of objects where the text gives the sum to each of a list: "A와 B에 각각 40억원"."""

REPEATED = 0.15
"""Chance from which a place counts as saying again what another one says."""


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
    it to each of several, or names several in a list, or some of a larger group: then it is the amount of none of them.
    What several places state is claimed once, at the surest of them.
    """
    sites: dict[int, list[Decision]] = defaultdict(list)
    floor = min(least.values()) * EACH_PART
    for proposal, chance in zip(found, by_brackets(page, found, _together(found, chances)), strict=True):
        if chance >= floor:
            sites[id(proposal.looked)].append(Decision(proposal, chance))
    chosen = [decision for rivals in sites.values() for decision in _of_one_site(page, rivals, least)]
    return _once(_without_added_up(page, chosen))


def _together(found: Sequence[Proposal], chances: Sequence[float]) -> list[float]:
    """Join the chances of proposals that state the same at several places: each makes the others more likely."""
    missing: dict[tuple[object, ...], float] = {}
    for proposal, chance in zip(found, chances, strict=True):
        key = _stated(proposal)
        if key is not None and chance > REPEATED:
            missing[key] = missing.get(key, 1.0) * (1 - chance)
    keys = map(_stated, found)
    return [
        max(chance, 1 - missing[key]) if key in missing and chance > REPEATED else chance
        for key, chance in zip(keys, chances, strict=True)
    ]


def _stated(proposal: Proposal) -> tuple[object, ...] | None:
    """Return what a proposal states of a sum, `None` where it has none that can be compared."""
    amount = proposal.looked.site.amount
    if amount is None or amount.won is None or proposal.form == "goal":
        return None
    return *proposal.ends, amount.won


def _of_one_site(page: Page, rivals: list[Decision], least: Mapping[Form, float]) -> list[Decision]:
    """Settle what one site says: the likeliest object, those that share its part, and for each who pays."""
    best = max(rivals, key=lambda d: d.chance)
    form = best.proposal.form
    if best.chance < least[form]:
        return []
    site = best.proposal.looked.site
    each = site.kind == "verb" or (site.amount is not None and site.amount.share == "each")
    objects: dict[int, list[Decision]] = defaultdict(list)
    for decision in sorted(rivals, key=lambda d: -d.chance):
        objects[decision.proposal.object.node].append(decision)
    kept: list[list[Decision]] = []
    for group in objects.values():
        first = group[0]
        if first.proposal.form == form and _goes_with(page, first, best, least[form], each=each):
            kept.append([first, *(d for d in group[1:] if _pays_too(page, first, d))])
    known = site.amount is not None and site.amount.won is not None
    named, alone_in_brackets = examples(page, site), paid_by(page, site)
    for group in kept:
        for decision in group:
            alone = len(kept) == 1 or (each and site.kind == "sum")
            decision.whole = known and alone and decision.proposal.object.node not in named
            payer = decision.proposal.payer
            told = payer is not None and payer.node not in alone_in_brackets and gives_with_others(page, payer)
            others = len(group) > 1 or told
            decision.shared = others and not (len(kept) == 1 and each_giver_s(page, site))
            decision.chance = (decision.chance + best.chance) / 2  # a member of a list is as right as its likeliest
    return [d for group in kept for d in group if d.whole or form != "budget"]


def _without_added_up(page: Page, chosen: list[Decision]) -> list[Decision]:
    """Leave out what several give together where it adds up what each gives: "두 기관이 500억원씩 모두 1000억원"."""
    givers: dict[int, list[Decision]] = defaultdict(list)
    for decision in chosen:
        if decision.proposal.form == "funds" and each_giver_s(page, decision.proposal.looked.site):
            givers[id(decision.proposal.looked)].append(decision)
    sums: set[tuple[int, int]] = set()
    for some in givers.values():
        site = some[0].proposal.looked.site
        total, named = added_up(page, site), [one.proposal.payer for one in some if one.proposal.payer is not None]
        given = len({payer.node for payer in named}) + any(beside_nameless(page, payer.mention) for payer in named)
        if total is not None and given > 1 and _won(total) == given * _won(site):
            sums.add(_place(total))
    return [one for one in chosen if one.proposal.form != "funds" or _place(one.proposal.looked.site) not in sums]


def _won(site: Site) -> int:
    return (site.amount.won if site.amount is not None else None) or 0


def _place(site: Site) -> tuple[int, int]:
    return site.sentence, site.start


def _goes_with(page: Page, decision: Decision, best: Decision, least: float, *, each: bool) -> bool:
    """Tell whether a decision's object has the same part as the likeliest one's: the same, or one of its list."""
    if decision is best:
        return True
    if best.proposal.form == "goal":
        return False
    if page.coordinated(decision.proposal.object.mention, best.proposal.object.mention):
        amount = best.proposal.looked.site.amount
        of_each = amount is not None and amount.share == "each"
        return decision.chance >= (EACH_PART if of_each else LISTED_PART) * best.chance
    return each and decision.chance >= least


def _pays_too(page: Page, best: Decision, other: Decision) -> bool:
    """Tell whether another payer pays together with the likeliest: nearly as likely, or named in one list with it."""
    if best.proposal.payer is None or other.proposal.payer is None:
        return False
    listed = page.coordinated(best.proposal.payer.mention, other.proposal.payer.mention)
    return other.chance >= best.chance * (LISTED_PART if listed else SHARED_PART)


def _once(chosen: list[Decision]) -> list[Decision]:
    kept: dict[tuple[object, ...], Decision] = {}
    for decision in sorted(chosen, key=lambda d: (-d.chance, d.proposal.looked.site.start)):
        kept.setdefault(_said(decision), decision)
    return sorted(kept.values(), key=lambda d: (d.proposal.looked.site.start, d.proposal.object.node))


def _said(decision: Decision) -> tuple[object, ...]:
    proposal = decision.proposal
    site: Site = proposal.looked.site
    number = (site.quantity.value, site.quantity.unit) if site.quantity else None
    amount = site.amount.won if site.amount and decision.whole else None
    return *proposal.ends, amount, number
