"""The second look's columns: what the whole article says of a payer, an object and a sum together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.document import Node
from ingest.extract.money.around import begins, follows
from ingest.extract.money.candidate_cues import STATE
from ingest.extract.money.candidates import Candidate, Part
from ingest.extract.money.exclusions import (
    leave_out_purses,
    may_pay,
    members_of_total,
    nobody_pays,
    respectively_others,
    things_before,
    things_of_clauses_before,
    things_of_smaller_sums,
)
from ingest.extract.money.looks import Looked
from ingest.extract.money.page import Page, Site
from ingest.extract.money.profiles import Profile, forms_of, profiles
from ingest.extract.money.structure import TIES, tie
from ingest.extract.money.words import words

Form = Literal["funds", "budget", "goal"]
FORMS: tuple[Form, ...] = ("funds", "budget", "goal")
"""All of them; a network answers a column for each."""

MOST: dict[Part, int] = {"payer": 4, "object": 5, "subject": 4}
"""How many candidates for a part get a second look, the likeliest first."""
NOWHERE = -9.0
"""Log-odds of what is not there."""
LABELS = (
    "Ministry", "Fund", "Organization", "Program", "Alliance", "Sector", "Technology", "Region", "Division", "Event",
    "Committee",
)  # fmt: skip
SHARES = (None, "total", "each", "yearly")
ROLES = ("body", "heading", "item")
HOWS = ("name", "alias", "reference")
VOICES = ("", "active", "passive", "causative", "be")
KINDS = ("sum", "verb", "number")
QUALIFIERS = ("exact", "about", "at_least", "at_most")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What may be claimed at a site: a payer for an object, or the size or target of an object, with its columns."""

    looked: Looked
    form: Form
    payer: Candidate | None
    object: Candidate
    columns: list[float]

    @property
    def ends(self) -> tuple[Form, int | None, int]:
        """What it claims about whom: its form, the node that pays, the node of the object."""
        return self.form, self.payer.node if self.payer is not None else None, self.object.node


@dataclass(slots=True)
class _Article:
    """What holds for all sites of an article."""

    page: Page
    looked: Sequence[Looked]
    payers: Mapping[int, float]
    budgets: int
    lean: float
    most: dict[str, float]
    owners: frozenset[int]
    likeliest: int
    profiles: Sequence[Profile]
    shares: Sequence[Mapping[Part, Mapping[int, float]]]
    tally: Mapping[Part, Mapping[int, float]]
    forms: Mapping[int, Mapping[str, Sequence[int]]]


def chance(odds: float) -> float:
    """Turn log-odds into a chance."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def proposals(page: Page, looked: Sequence[Looked]) -> Iterator[Proposal]:
    """Yield everything that the first look leaves possible, with its columns, site by site."""
    money = [one for one in looked if one.site.kind != "number"]
    goals = [one for one in looked if one.site.kind == "number"]
    for one in money:
        leave_out_purses(page, one)
    known = profiles(page)
    forms = {row: forms_of(page, row) for row in {one.site.sentence for one in looked}}
    yield from _money_proposals(_article(page, money, known, forms))
    yield from _goal_proposals(_article(page, goals, known, forms))


def _article(
    page: Page,
    looked: Sequence[Looked],
    known: Sequence[Profile],
    forms: Mapping[int, Mapping[str, Sequence[int]]],
) -> _Article:
    payers: Counter[int] = Counter()
    for one in looked:
        for candidate, odds in one.parts.get("payer", []):
            payers[candidate.node] += chance(odds) * chance(one.odds["funds"])  # type: ignore[assignment]
    leans = [one.odds["funds"] - one.odds["budget"] for one in looked if "funds" in one.odds]
    most = {
        name: max((one.odds.get(name, NOWHERE) for one in looked), default=NOWHERE)
        for name in ("funds", "budget", "goal")
    }
    budgets = sum("예산" in node.name for node in page.nodes)
    likeliest = max(payers, key=lambda node: (payers[node], -node), default=-1)
    lean = sum(leans) / len(leans) if leans else 0.0
    shares = [_shares(one) for one in looked]
    tally: dict[Part, Counter[int]] = {"payer": Counter(), "object": Counter(), "subject": Counter()}
    for by_part in shares:
        for part, by_node in by_part.items():
            tally[part].update(by_node)
    return _Article(page, looked, payers, budgets, lean, most, _owners(page), likeliest, known, shares, tally, forms)


def _shares(one: Looked) -> dict[Part, dict[int, float]]:
    """Share the chance that a site says something out among the nodes that may play each part."""
    says = chance(max(one.odds.values()))
    found: dict[Part, dict[int, float]] = {}
    for part, likely in one.likely.items():
        most = max(likely.values(), default=0.0)
        weights = {node: math.exp(odds - most) for node, odds in likely.items()}
        whole = sum(weights.values())
        found[part] = {node: says * weight / whole for node, weight in weights.items()}
    return found


def _owners(page: Page) -> frozenset[int]:
    """Return the bodies whose own budget the article names: "2026년도 산업통상부 예산안" is 산업통상부's."""
    budgets = [node.name for node in page.nodes if "예산" in node.name]
    return frozenset(
        i for i, node in enumerate(page.nodes) if any(node.name in name and node.name != name for name in budgets)
    )


def _money_proposals(article: _Article) -> Iterator[Proposal]:
    for index, one in enumerate(article.looked):
        if nobody_pays(article.page, one.site):
            continue
        beside = [other for other in article.looked if other.site.sentence == one.site.sentence]
        base = _site_columns(article, index, one, beside)
        payers, others = one.likely["payer"], respectively_others(article.page, one.site)
        paying = [
            (payer, odds, _part_columns(article, index, payer, "payer"))
            for payer, odds in one.parts["payer"][: MOST["payer"]]
            if payer.node not in others
        ]
        local = one.near.purse in words().local_money
        no_things = others | things_before(article.page, one.site) | things_of_smaller_sums(article.page, one.site)
        no_sizes = things_of_clauses_before(article.page, one.site)
        for thing, _ in one.parts["object"][: MOST["object"]]:
            if thing.node in no_things:
                continue
            shared = base + _part_columns(article, index, thing, "object") + _thing_columns(article, one, thing, beside)
            shared.append(payers.get(thing.node, NOWHERE))
            if not local and one.near.purse not in words().state_money and thing.node not in no_sizes:
                yield Proposal(one, "budget", None, thing, shared)
            for payer, odds, columns in paying:
                if may_pay(article.page, payer, thing, purse=one.near.purse):
                    yield Proposal(
                        one, "funds", payer, thing, shared + columns + _payer_columns(article, one, payer, thing, odds)
                    )


def _goal_proposals(article: _Article) -> Iterator[Proposal]:
    for index, one in enumerate(article.looked):
        beside = [other for other in article.looked if other.site.sentence == one.site.sentence]
        quantity = one.site.quantity
        ranked = one.parts["subject"]
        base = [
            one.odds["goal"], _at(ranked, 0), _at(ranked, 1), float(len(beside)), float(beside.index(one)),
            article.most["goal"], float(len(article.looked)),
            float(sum(other.odds["goal"] > 0 for other in article.looked)),
            max((o.odds["goal"] for o in beside if o is not one), default=NOWHERE),
            float(len(str(int(quantity.value)))) if quantity else 0.0,
            float(QUALIFIERS.index(quantity.qualifier)) if quantity else -1.0,
            float(ROLES.index(_role(article.page, one.site))),
        ]  # fmt: skip
        members = members_of_total(article.page, one.site)
        for thing, _ in ranked[: MOST["subject"]]:
            if thing.node in members:
                continue
            columns = _part_columns(article, index, thing, "subject")
            label = float(LABELS.index(article.page.nodes[thing.node].type))
            yield Proposal(one, "goal", None, thing, [*base, *columns, label])


def _at(ranked: Sequence[tuple[Candidate, float]], place: int) -> float:
    return ranked[place][1] if place < len(ranked) else NOWHERE


def _role(page: Page, site: Site) -> str:
    return page.sentences[site.sentence].role


def _site_columns(article: _Article, index: int, one: Looked, beside: Sequence[Looked]) -> list[float]:
    amount = one.site.amount
    payers, things = one.parts["payer"], one.parts["object"]
    lean = [other.odds["funds"] - other.odds["budget"] for other in beside]
    clause = one.near.clause
    actor = 0 if not clause.actor else 1 if clause.actor == "node" else 2
    return [
        float(actor), float(VOICES.index(one.near.voice)), float(clause.phrase >= 0),
        one.odds["funds"], one.odds["budget"], _at(payers, 0), _at(payers, 1), _at(things, 0), _at(things, 1),
        float(sum(odds > 0 for _, odds in things)), float(sum(odds > 0 for _, odds in payers)),
        max((odds for candidate, odds in payers if candidate.local), default=NOWHERE),
        float(len(beside)), float(beside.index(one)), article.most["funds"], article.most["budget"],
        float(article.budgets), float(len(article.looked)), index / len(article.looked), article.lean,
        sum(lean) / len(lean), float(KINDS.index(one.site.kind)),
        float(SHARES.index(amount.share)) if amount else -1.0,
        float(len(str(amount.value))) if amount else 0.0, float(amount is not None and amount.won is not None),
        float(ROLES.index(_role(article.page, one.site))), float(_opens_a_part(article.page, one.site)),
    ]  # fmt: skip


def _opens_a_part(page: Page, site: Site) -> bool:
    """Tell whether a sentence tells parts of what the one before is about: "이 가운데", "나머지", "재원별로는"."""
    sentence = page.sentences[site.sentence]
    return page.text[sentence.start : sentence.end].lstrip(" -(▲△○").startswith(tuple(words().parts))


def _part_columns(article: _Article, index: int, candidate: Candidate, part: Part) -> list[float]:
    """Describe a candidate for a part against its rivals, and where it stands."""
    page, one = article.page, article.looked[index]
    site, mention = one.site, candidate.mention
    likelihood = one.likely[part]
    own = likelihood[candidate.node]
    rivals = [odds for node, odds in likelihood.items() if node != candidate.node]
    near = [odds for other, odds in one.parts[part] if other.local and other.node != candidate.node]
    low, high = sorted((mention.start, site.start))
    return [
        own, own - max(rivals, default=NOWHERE), float(sum(odds > own for odds in rivals)), float(candidate.distance),
        float(mention.start < site.start) if candidate.local else 2.0, max(near, default=NOWHERE),
        float(min(page.counts[candidate.node], 9)), float(page.leads[candidate.node]),
        float(candidate.node in page.headline), float(HOWS.index(mention.how)),
        float(sum(low < other.start < high for other in page.sums)) if candidate.local else 9.0,
        float(high - low) if candidate.local else 200.0 + candidate.distance,
        float(page.reading.active[site.sentence][candidate.node]),
        float(TIES.index(tie(one.near.clause, mention.phrase))) if candidate.local else -1.0,
        float(follows(page, mention.last, page.sentences[mention.sentence].end)), float(begins(page, mention)),
        page.nodes[candidate.node].score,
        *_node_columns(article, index, candidate, part),
    ]  # fmt: skip


def _node_columns(article: _Article, index: int, candidate: Candidate, part: Part) -> list[float]:
    """Describe a candidate's node by the whole article: what it is there, and what the other sites make of it."""
    page, one, node = article.page, article.looked[index], candidate.node
    profile, share = article.profiles[node], article.shares[index][part].get(node, 0.0)
    before = article.looked[index - 1] if index else None
    follows = before is not None and 0 <= one.site.sentence - before.site.sentence <= 2
    shared = sum(noun in article.forms[one.site.sentence] for noun in profile.nouns) if profile.nouns else 0
    if candidate.local and shared:
        shared = _shared_outside(article, one.site, node)
    return [
        float(profile.kind), float(min(profile.announced, 3)), profile.titled,
        shared / max(len(profile.nouns), 1),
        share / max(chance(max(one.odds.values())), 1e-6), article.tally[part].get(node, 0.0) - share,
        article.shares[index - 1].get(part, {}).get(node, 0.0) if follows else -1.0,
        float(candidate.mention.sentence in page.over(one.site.sentence)),
        float(sum(page.nodes[n].type == page.nodes[node].type for n in one.likely[part])),
    ]  # fmt: skip


def _shared_outside(article: _Article, site: Site, node: int) -> int:
    """Count the nouns of a node's name that its sentence has at other places than where it names the node."""
    named = [(m.start, m.end) for m in article.page.mentions[site.sentence] if m.node == node]
    forms = article.forms[site.sentence]
    return sum(
        any(not any(start <= at < end for start, end in named) for at in forms.get(noun, ()))
        for noun in article.profiles[node].nouns
    )


def _thing_columns(article: _Article, one: Looked, thing: Candidate, beside: Sequence[Looked]) -> list[float]:
    """Describe an object: its label, and how much other sums lay claim to it."""
    node = article.page.nodes[thing.node]
    here = (o.likely["object"].get(thing.node, NOWHERE) for o in beside if o is not one)
    elsewhere = (o.likely["object"].get(thing.node, NOWHERE) for o in article.looked if o not in beside)
    return [
        float(LABELS.index(node.type)), max(here, default=NOWHERE), max(elsewhere, default=NOWHERE),
        float(any(word in node.name for word in words().purses)),
    ]  # fmt: skip


def _payer_columns(article: _Article, one: Looked, payer: Candidate, thing: Candidate, odds: float) -> list[float]:
    node = article.page.nodes[payer.node]
    same = payer.mention.sentence == thing.mention.sentence
    return [
        float(LABELS.index(node.type)), article.payers[payer.node] - chance(odds) * chance(one.odds["funds"]),
        float(payer.mention.start < thing.mention.start) if same else 2.0, float(node.name == STATE),
        float(node.kind == "local_government"), one.likely["object"].get(payer.node, NOWHERE),
        float(payer.node in article.owners), float(payer.node == article.likeliest), _owns(one.near.purse, node),
    ]  # fmt: skip


def _owns(purse: str, node: Node) -> float:
    """Tell how well a purse is a body's own, from 1 (시비 and a city, 국비 and the state) to -2; 0 without a purse."""
    known = words()
    if purse in known.state_money:
        return 1.0 if node.name == STATE else 0.5 if node.type == "Ministry" else -1.0
    if purse not in known.local_money:
        return 0.0
    if node.kind != "local_government":
        return -2.0
    if node.name.endswith(known.local_money[purse]):
        return 1.0
    return -1.0 if node.name.endswith(known.places) else 0.5
