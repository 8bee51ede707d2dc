"""Decisions as drafts of claims: FUNDS, HAS_BUDGET and HAS_GOAL with their qualifiers and quotes."""

from __future__ import annotations

from typing import cast

from graph.model import Modality, QualifierValue
from ingest.document import Draft
from ingest.extract.money.decision import Decision
from ingest.extract.money.goals import metric
from ingest.extract.money.page import Page, Site
from ingest.extract.money.spans import since
from ingest.extract.money.terms import Payment, Question, Terms
from ingest.extract.money.wording import compact
from ingest.extract.quotations import Quotation, speaker_at

Said = dict[str, QualifierValue]
PAID_ON: tuple[Question, ...] = ("status", "instrument")
"""What is told of a payment, and not of a size."""


def draft(
    page: Page, decision: Decision, confidence: float, years: Said, terms: Terms, speech: list[Quotation]
) -> Draft:
    """Turn a decision into a draft; its quote is the sentence that says it.

    Args:
        page: the article.
        decision: what is claimed.
        confidence: how often such a claim is right.
        years: the qualifiers of time that its number has.
        terms: tells whether a sum is a fact, settled, and as what it is paid.
        speech: the article's quotations.
    """
    site, form = decision.proposal.looked.site, decision.proposal.form
    if form == "goal":
        made = _target(page, decision, confidence, years)
    else:
        made = _money(page, decision, confidence, years, terms)
    speaker = speaker_at(speech, site.start, site.end)
    made.asserted_by = page.nodes[speaker] if speaker is not None else None
    return made


def _make(page: Page, decision: Decision, predicate: str, confidence: float, said: Said, mood: Modality) -> Draft:
    proposal, site = decision.proposal, decision.proposal.looked.site
    sentence = page.sentences[site.sentence]
    thing = page.nodes[proposal.object.node]
    payer = page.nodes[proposal.payer.node] if proposal.payer is not None else None
    subject, obj = (payer, thing) if payer is not None else (thing, None)
    rule = f"money.{proposal.form}.{site.kind}.{'near' if proposal.object.local else 'far'}"
    return Draft(predicate, subject, obj, sentence.start, sentence.end, said, mood, None, round(confidence, 3), rule)


def _amount(site: Site) -> Said:
    amount = site.amount
    if amount is None or amount.won is None:
        return {}
    return {"amount_krw": amount.won, "amount_qualifier": amount.qualifier}


def _money(page: Page, decision: Decision, confidence: float, years: Said, terms: Terms) -> Draft:
    """Make a claim of a sum: of who pays it, or of what has that size."""
    proposal, site = decision.proposal, decision.proposal.looked.site
    said = (_amount(site) if decision.whole else {}) | years
    until = years.get("period_end")
    if isinstance(until, int) and "period_start" not in years and (first := since(page, site, until)) is not None:
        said["period_start"] = first
    year = said.get("fiscal_year") or said.get("period_end")
    payer = page.nodes[proposal.payer.node] if proposal.payer is not None else None
    told = terms.tell(page, Payment(site, proposal.looked.cues, payer, year if isinstance(year, int) else None))
    if payer is not None:
        said |= {question: told[question] for question in PAID_ON if told[question]}
        if decision.shared:
            said["shared"] = True
    predicate = "FUNDS" if payer is not None else "HAS_BUDGET"
    return _make(page, decision, predicate, confidence, said, cast(Modality, told["modality"]))


def _target(page: Page, decision: Decision, confidence: float, years: Said) -> Draft:
    site = decision.proposal.looked.site
    if site.quantity is None:
        raise ValueError("a target without its number")
    said = compact(
        {
            "metric": metric(page, site), "value": site.quantity.value, "unit": site.quantity.unit,
            "by_year": years.get("by_year"), "qualifier": site.quantity.qualifier,
        }
    )  # fmt: skip
    return _make(page, decision, "HAS_GOAL", confidence, said, "plan")
