"""What the scorer of money reaches on documents that it had not seen: its thresholds, its calibration, its counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from ingest.extract.grids import Floats
from ingest.extract.money.decision import Decision, decide
from ingest.extract.money.evidence import FORMS, Form, Proposal
from ingest.extract.money.page import Page
from ingest.extract.money.scorer import MoneyScorer
from ingest.extract.money.years import year_of_target
from ingest.training.money_truth import Example, Said

THRESHOLDS = tuple(round(0.2 + 0.04 * i, 2) for i in range(11))
CALIBRATION = tuple(i / 20 for i in range(21))
F1_SPARED = 0.004
"""How much F1 a higher threshold may cost: a wrong sum hurts more than a missing one."""
CONFIDENCES = (0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
Sure = dict[float, list[int]]
"""For each of `CONFIDENCES`, how many payments with an amount are claimed from it on, and how many are right."""


@dataclass(slots=True)
class Second:
    """The proposals of one document with the columns of the joint look, and with their chances, once they are known."""

    example: Example
    proposals: list[Proposal]
    joint: Floats
    chances: list[float]


@dataclass(slots=True)
class Tally:
    """Counts of one form of claim: shown, right, right with the amount too, and asked for."""

    shown: int = 0
    right: int = 0
    exact: int = 0
    asked: int = 0

    def report(self) -> dict[str, float]:
        """Return precision, recall and F1, and F1 with the amount."""
        shown, asked = max(self.shown, 1), max(self.asked, 1)
        return {
            "precision": round(self.right / shown, 3), "recall": round(self.right / asked, 3),
            "f1": round(2 * self.right / (shown + asked), 3),
            "f1_with_amount": round(2 * self.exact / (shown + asked), 3),
        }  # fmt: skip


def tally(seconds: Sequence[Second], least: dict[Form, float]) -> dict[Form, Tally]:
    """Count what the thresholds reach: claims match within a document by their ends, sizes by their amount too."""
    counts: dict[Form, Tally] = {form: Tally() for form in FORMS}
    for one in seconds:
        left = list({id(s.draft): s for said in one.example.said.values() for s in said}.values())
        for form in FORMS:
            counts[form].asked += one.example.required[form]
        for decision in decide(one.example.page, one.proposals, one.chances, least):
            fitting = [s for s in left if _fits(one.example.page, s, decision)]
            fitting.sort(key=lambda s: (s.optional, not _same_amount(s, decision)))
            if fitting:
                left.remove(fitting[0])
                if fitting[0].optional:
                    continue
            count = counts[decision.proposal.form]
            count.shown += 1
            count.right += bool(fitting)
            count.exact += bool(fitting) and _same_amount(fitting[0], decision)
    return counts


def _fits(page: Page, said: Said, decision: Decision) -> bool:
    proposal = decision.proposal
    if (said.form, said.payer, said.object) != proposal.ends:
        return False
    site, told = proposal.looked.site, said.draft.qualifiers
    if proposal.form == "goal":
        same = site.quantity is not None and told.get("value") == site.quantity.value
        return same and told.get("by_year") == year_of_target(page, site)
    return proposal.form == "funds" or _same_amount(said, decision)


def _same_amount(said: Said, decision: Decision) -> bool:
    amount = decision.proposal.looked.site.amount
    return said.draft.qualifiers.get("amount_krw") == (amount.won if amount and decision.whole else None)


def choose(seconds: Sequence[Second]) -> dict[Form, float]:
    """Choose for each form the highest threshold whose F1 is within `F1_SPARED` of the best."""
    least: dict[Form, float] = {"funds": 0.3, "budget": 0.35, "goal": 0.35}
    for form in FORMS:
        reached = [(t, tally(seconds, {**least, form: t})[form].report()) for t in THRESHOLDS]
        key = "f1_with_amount" if form == "funds" else "f1"
        best = max(r[key] for _, r in reached)
        least[form] = max(t for t, r in reached if r[key] >= best - F1_SPARED)
    return least


def calibrate(seconds: Sequence[Second], least: dict[Form, float]) -> dict[Form, list[tuple[float, float]]]:
    """Find how often a chance is right: a logistic curve through what is claimed of unseen documents."""
    found: dict[Form, list[tuple[float, float]]] = {}
    for form in FORMS:
        points = list(_outcomes(seconds, {**least, form: min(THRESHOLDS)}, form))
        if len({right for _, right in points}) == 2:
            model = LogisticRegression(C=1e6).fit([[_odds(p)] for p, _ in points], [right for _, right in points])
            curve = model.predict_proba([[_odds(p)] for p in CALIBRATION])[:, 1]
            found[form] = [(p, round(float(q), 3)) for p, q in zip(CALIBRATION, curve, strict=True)]
    return found


def _odds(chance: float) -> float:
    chance = min(max(chance, 0.01), 0.99)
    return float(np.log(chance / (1 - chance)))


def _outcomes(seconds: Sequence[Second], least: dict[Form, float], form: Form) -> Iterator[tuple[float, bool]]:
    for one in seconds:
        for decision in decide(one.example.page, one.proposals, one.chances, least):
            said = one.example.claimed(decision.proposal)
            if decision.proposal.form == form and (not said or any(s.counted for s in said)):
                yield decision.chance, bool(said)


def sure_enough(
    seconds: Sequence[Second], least: dict[Form, float], calibration: dict[Form, list[tuple[float, float]]]
) -> Sure:
    """Count the payments with an amount that are claimed of unseen documents, and the right ones, by confidence."""
    scorer = MoneyScorer(calibration=calibration)
    counts: Sure = {step: [0, 0] for step in CONFIDENCES}
    for one in seconds:
        for decision in decide(one.example.page, one.proposals, one.chances, least):
            said = one.example.claimed(decision.proposal)
            judged = decision.proposal.form == "funds" and decision.whole and not any(s.optional for s in said)
            confidence = scorer.confidence("funds", decision.chance)
            for step in CONFIDENCES if judged else ():
                if confidence >= step:
                    counts[step][0] += 1
                    counts[step][1] += any(_same_amount(s, decision) for s in said)
    return counts
