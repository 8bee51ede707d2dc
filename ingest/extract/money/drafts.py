"""Decisions as drafts of claims: FUNDS, HAS_BUDGET and HAS_GOAL with their qualifiers and quotes."""

from __future__ import annotations

from graph.model import QualifierValue
from ingest.document import Draft
from ingest.extract.money.decision import Decision
from ingest.extract.money.goals import metric
from ingest.extract.money.page import Page, Site
from ingest.extract.money.wording import compact, instrument, modality, status
from ingest.extract.quotations import Quotation, speaker_at

Said = dict[str, QualifierValue]


def draft(page: Page, decision: Decision, confidence: float, years: Said, speech: list[Quotation]) -> Draft:
    """Turn a decision into a draft; its quote is the sentence that says it.

    Args:
        page: the article.
        decision: what is claimed.
        confidence: how often such a claim is right.
        years: the qualifiers of time that its number has.
        speech: the article's quotations.
    """
    makers = {"funds": _payment, "budget": _size, "goal": _target}
    made = makers[decision.proposal.form](page, decision, confidence, years)
    site = decision.proposal.looked.site
    speaker = speaker_at(speech, site.start, site.end)
    made.asserted_by = page.nodes[speaker] if speaker is not None else None
    return made


def _make(page: Page, decision: Decision, predicate: str, confidence: float, said: Said) -> Draft:
    proposal, site = decision.proposal, decision.proposal.looked.site
    sentence = page.sentences[site.sentence]
    thing = page.nodes[proposal.object.node]
    payer = page.nodes[proposal.payer.node] if proposal.payer is not None else None
    subject, obj = (payer, thing) if payer is not None else (thing, None)
    year = said.get("fiscal_year") or said.get("period_end") or said.get("by_year")
    mood = "plan" if predicate == "HAS_GOAL" else modality(page, site, year)
    rule = f"money.{proposal.form}.{site.kind}.{'near' if proposal.object.local else 'far'}"
    return Draft(predicate, subject, obj, sentence.start, sentence.end, said, mood, None, round(confidence, 3), rule)


def _amount(site: Site) -> Said:
    amount = site.amount
    if amount is None or amount.won is None:
        return {}
    return {"amount_krw": amount.won, "amount_qualifier": amount.qualifier}


def _payment(page: Page, decision: Decision, confidence: float, years: Said) -> Draft:
    site = decision.proposal.looked.site
    said = _amount(site) if decision.whole else {}
    said |= years
    made = _make(page, decision, "FUNDS", confidence, said)
    year = said.get("fiscal_year") or said.get("period_end")
    made.qualifiers |= compact(
        {"status": status(page, site, made.modality, year), "instrument": instrument(page, site)}
    )
    if decision.shared:
        made.qualifiers["shared"] = True
    return made


def _size(page: Page, decision: Decision, confidence: float, years: Said) -> Draft:
    site = decision.proposal.looked.site
    return _make(page, decision, "HAS_BUDGET", confidence, _amount(site) | years)


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
    return _make(page, decision, "HAS_GOAL", confidence, said)
