"""Annotated documents laid over the sites of the money reader: which claim is said where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.language import Language

from graph.ids import text_hash
from graph.model import Article
from ingest.document import Draft, Node
from ingest.extract.heads import kind_of
from ingest.extract.money.evidence import Form, Proposal
from ingest.extract.money.layout import lay_out
from ingest.extract.money.page import Page, Site
from ingest.gold import GoldDocument, lay_claims, lay_nodes
from ingest.training.unseen import lay_unseen, pair_unseen

FORMS: dict[str, Form] = {"FUNDS": "funds", "HAS_BUDGET": "budget", "HAS_GOAL": "goal"}
UNNAMED = -1
"""In place of a node: an end of a claim that no node stands for. The site says the claim all the same."""

USUAL_SCORE = 0.9
"""How sure an annotated node is that the name finder does not find."""


@dataclass(slots=True)
class Said:
    """A claim of the gold at a site. An end that no node stands for is `UNNAMED`.

    `counted` is false where a reader may say it there or not: `optional` in the gold, or said at another place.
    """

    form: Form
    payer: int | None
    object: int
    draft: Draft
    counted: bool
    optional: bool


@dataclass(slots=True)
class Example:
    """A document ready to learn from.

    Attributes:
        said: by `(kind, start)` of a site, what the gold claims there.
        required: how many claims of each form the gold asks for, those found nowhere in the text too.
        optional: the claims that a reader may find or not.
    """

    id: str
    page: Page
    said: dict[tuple[str, int], list[Said]] = field(default_factory=dict)
    required: Counter[Form] = field(default_factory=Counter)

    def at(self, site: Site) -> list[Said]:
        """Return what the gold claims at a site."""
        return self.said.get((site.kind, site.start), [])

    def claimed(self, proposal: Proposal) -> list[Said]:
        """Return what the gold claims at a proposal's site of the same form and ends."""
        return [s for s in self.at(proposal.looked.site) if (s.form, s.payer, s.object) == proposal.ends]

    def truth(self, proposal: Proposal) -> tuple[bool, bool]:
        """Tell whether the gold claims a proposal, and whether it counts."""
        said = self.claimed(proposal)
        return bool(said), not said or any(s.counted for s in said)


def example(nlp: Language, gold: GoldDocument, found: list[Node], *, annotated: bool = False) -> Example:
    """Prepare one document with the nodes that were found in it, or with the gold's own.

    The gold's own are as sure as those found of the same names: else they would all be surer than any found one.
    """
    doc = nlp.make_doc(gold.text)
    doc._.article = Article.model_validate(
        {"id": gold.id, "title": gold.title, "published_on": gold.published_on, "text": gold.text}
        | {"text_sha256": text_hash(gold.text)}
    )
    doc = nlp(doc)
    nodes = lay_nodes(doc, gold) if annotated else lay_unseen(doc, gold, found)
    if annotated:
        paired = pair_unseen(gold, found)
        for name, node in nodes.items():
            node.kind = kind_of(node.type, node.name)  # as the name finder tells it
            node.score = paired[name].score if name in paired else USUAL_SCORE
    made = Example(gold.id, lay_out(doc))
    unnamed = {e["name"]: Node(e["type"], e["name"], []) for e in gold.entities if e["name"] not in nodes}
    for claim in gold.claims:
        if claim["predicate"] in FORMS and not claim.get("optional"):
            made.required[FORMS[claim["predicate"]]] += 1
    index = {id(node): i for i, node in enumerate(made.page.nodes)}
    for draft, optional in lay_claims(gold, {**unnamed, **nodes}):
        if draft.predicate in FORMS:
            for site, again in _places(made.page, draft, index):
                said = _said(draft, index, counted=not (optional or again), optional=optional)
                made.said.setdefault((site.kind, site.start), []).append(said)
    return made


def _said(draft: Draft, index: dict[int, int], *, counted: bool, optional: bool) -> Said:
    form = FORMS[draft.predicate]
    subject = index.get(id(draft.subject), UNNAMED)
    thing = index.get(id(draft.object), UNNAMED) if draft.object is not None else subject
    return Said(form, subject if form == "funds" else None, thing, draft, counted, optional)


def _places(page: Page, draft: Draft, index: dict[int, int]) -> Iterator[tuple[Site, bool]]:
    """Yield the sites that say a claim: the one in its quote, then those that repeat its number elsewhere."""
    inside = [s for s in (*page.sums, *page.verbs, *page.numbers) if draft.start <= s.start < draft.end]
    if draft.predicate == "HAS_GOAL":
        value = draft.qualifiers.get("value")
        fitting = [s for s in page.numbers if s.quantity is not None and s.quantity.value == value]
    elif "amount_krw" in draft.qualifiers:
        won = draft.qualifiers["amount_krw"]
        fitting = [s for s in page.sums if s.amount is not None and s.amount.won == won]
    else:
        sums = [s for s in inside if s.kind == "sum"]
        fitting = sums or [s for s in inside if s.kind == "verb"]
        yield from ((site, False) for site in _nearest(page, draft, index, fitting))
        return
    best = _nearest(page, draft, index, [s for s in fitting if s in inside])
    yield from ((site, False) for site in best)
    if best:
        yield from ((site, True) for site in fitting if site not in best)


def _nearest(page: Page, draft: Draft, index: dict[int, int], sites: Sequence[Site]) -> list[Site]:
    """Return the site nearest to where the object is named in the quote; one after it rather than before it."""
    if not sites:
        return []
    node = index.get(id(draft.object if draft.object is not None else draft.subject), UNNAMED)
    named = [m.start for row in page.mentions for m in row if m.node == node and draft.start <= m.start < draft.end]

    def away(site: Site) -> tuple[int, int]:
        return min((abs(site.start - n) + (20 if n > site.start else 0) for n in named), default=0), site.start

    return [min(sites, key=away)]
