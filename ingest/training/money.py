"""Training of the scorer of money from annotated documents.

    python -m ingest.training.money corpus/train corpus/more --models ingest/extract/models --unseen FILE

writes the model and, beside it, a JSON with the command, the hash of the data and the scores by cross-validation. The
same data gives the same model. Each document is learned from twice: with the annotated nodes, and with those that the
name finder sees in it when it has not learned from it (FILE, see `unseen.py`), as it will be read. The joint look
learns what first looks at documents that these had not seen leave possible, the second look from such first and joint
looks. Scores, thresholds and calibration are those of documents with found nodes, which no part had seen.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import structlog
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

import ingest.korean.sentences  # noqa: F401  its import registers the component
from ingest.extract.grids import Floats
from ingest.extract.money.around import around
from ingest.extract.money.candidates import candidates
from ingest.extract.money.cues import site_cues
from ingest.extract.money.decision import Decision, decide
from ingest.extract.money.evidence import FORMS, Form, Proposal, proposals
from ingest.extract.money.joint import COLUMNS, Joint
from ingest.extract.money.looks import ASKED, OUTPUTS, PARTS, candidate_cues, idle, look, shared_cues
from ingest.extract.money.page import Page
from ingest.extract.money.scorer import MODEL, MoneyScorer, pack
from ingest.extract.money.years import year_of_target
from ingest.extract.trees import Trees
from ingest.gold import data_hash, load
from ingest.korean.tokenizer import blank
from ingest.training.arguments import command, learner
from ingest.training.boosting import boosted
from ingest.training.held_out import write_held_out
from ingest.training.joint import Vocabulary, joint_looks
from ingest.training.money_truth import Example, Said, example
from ingest.training.unseen import read_unseen

log = structlog.get_logger(__name__)

FOLDS = 5
LEAST_SEEN = 3
INVERSE_PENALTY = 0.1
LEAST_WEIGHT = 0.01
"""A cue none of whose weights is larger is left out of the model."""
TREES: dict[str, Any] = {
    "max_iter": 100, "learning_rate": 0.05, "max_leaf_nodes": 15, "min_samples_leaf": 40, "l2_regularization": 5.0,
    "max_features": 0.15, "early_stopping": False,
}  # fmt: skip
FORESTS = 4
"""How many forests that look at other columns are averaged: one alone changes more than it should between trainings."""
THRESHOLDS = tuple(round(0.2 + 0.04 * i, 2) for i in range(11))
CALIBRATION = tuple(i / 20 for i in range(21))
F1_SPARED = 0.004
"""How much F1 a higher threshold may cost: a wrong sum hurts more than a missing one."""

CONFIDENCES = (0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)

Sure = dict[float, list[int]]
"""For each of `CONFIDENCES`, how many payments with an amount are claimed from it on, and how many are right."""
Rows = dict[str, tuple[list[list[str]], list[bool], list[bool]]]


@dataclass(slots=True)
class Second:
    """The proposals of one document with the columns of the joint look, and with their chances, once they are known."""

    example: Example
    proposals: list[Proposal]
    joint: Floats
    chances: list[float]


def first_rows(one: Example) -> Rows:
    """Return for each output of the first look its rows of cues, whether they are true, and whether they count."""
    rows: Rows = {output: ([], [], []) for output in OUTPUTS}
    for site in (*one.page.sums, *one.page.verbs, *one.page.numbers):
        if idle(one.page, site):
            continue
        said = one.at(site)
        near = around(one.page, site)
        cues = site_cues(one.page, site, near)
        for output in ASKED[site.kind]:
            _add(rows, output, cues, [s for s in said if s.form == output])
        shared = shared_cues(cues)
        for part in PARTS[site.kind]:
            for candidate in candidates(one.page, site, near, part):
                plays = [s for s in said if (s.payer if part == "payer" else s.object) == candidate.node]
                _add(rows, part, candidate_cues(candidate, shared), plays)
    return rows


def _add(rows: Rows, output: str, cues: list[str], said: Sequence[Said]) -> None:
    found, true, counted = rows[output]
    found.append(cues)
    true.append(bool(said))
    counted.append(not said or any(s.counted for s in said))


def fit_first(documents: Sequence[Rows]) -> tuple[dict[str, int], NDArray[np.float32], NDArray[np.float32]]:
    """Fit the first look: one logistic regression an output. Returns the cues, their weights and the biases."""
    found: dict[str, dict[str, float]] = {}
    bias = np.zeros(len(OUTPUTS), dtype=np.float32)
    for column, output in enumerate(OUTPUTS):
        rows = [set(cues) for one in documents for cues in one[output][0]]
        true = np.array([t for one in documents for t in one[output][1]])
        counted = np.array([c for one in documents for c in one[output][2]])
        seen = Counter(cue for row in rows for cue in row)
        kept = {cue: i for i, cue in enumerate(sorted(c for c, n in seen.items() if n >= LEAST_SEEN))}
        model = LogisticRegression(C=INVERSE_PENALTY, max_iter=200, tol=1e-3)
        model.fit(_matrix(rows, kept)[counted], true[counted])
        bias[column] = model.intercept_[0]
        for cue, place in kept.items():
            weight = float(model.coef_[0][place])
            if abs(weight) >= LEAST_WEIGHT:
                found.setdefault(cue, {})[output] = weight
    order = sorted(found)
    weights = np.array([[found[cue].get(output, 0.0) for output in OUTPUTS] for cue in order], dtype=np.float32)
    return {cue: i for i, cue in enumerate(order)}, weights, bias


def _matrix(rows: Sequence[set[str]], kept: dict[str, int]) -> csr_matrix:
    columns: list[int] = []
    ends = [0]
    for row in rows:
        columns.extend(sorted(kept[cue] for cue in row if cue in kept))
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(rows), len(kept)))


def second_looks(
    examples: Sequence[Example], documents: Sequence[Rows], folds: Sequence[int]
) -> tuple[list[Second], list[MoneyScorer], Joint]:
    """Propose for every document what a first look that had not seen its fold leaves possible, and look at it jointly.

    Returns:
        The proposals of each document; for each fold, the looks that had not seen it; and the joint look at all.
    """
    found: list[list[Proposal]] = [[] for _ in examples]
    without = []
    for fold in sorted(set(folds)):
        weigher = MoneyScorer(*fit_first([d for d, f in zip(documents, folds, strict=True) if f != fold]))
        without.append(weigher)
        for i, one in enumerate(examples):
            if folds[i] == fold:
                found[i] = list(proposals(one.page, look(one.page, weigher)))
    vocabulary = Vocabulary()
    lessons = [
        vocabulary.lesson(one.page, proposed, [truth(one, proposal) for proposal in proposed])
        for one, proposed in zip(examples, found, strict=True)
    ]
    looks = joint_looks(lessons, folds, vocabulary)
    for weigher, joint in zip(without, looks.without, strict=True):
        weigher.joint = joint
    seconds = [Second(*one, []) for one in zip(examples, found, looks.columns, strict=True)]
    return seconds, without, looks.whole


def truth(one: Example, proposal: Proposal) -> tuple[bool, bool]:
    """Tell whether the gold claims a proposal, and whether it counts."""
    payer = proposal.payer.node if proposal.payer is not None else None
    said = [
        s for s in one.at(proposal.looked.site)
        if (s.form, s.payer, s.object) == (proposal.form, payer, proposal.object.node)
    ]  # fmt: skip
    return bool(said), not said or any(s.counted for s in said)


def _table(seconds: Sequence[Second], form: Form) -> tuple[NDArray[np.float32], NDArray[np.bool_], NDArray[np.bool_]]:
    chosen = [(one, i) for one in seconds for i, p in enumerate(one.proposals) if p.form == form]
    said = [truth(one.example, one.proposals[i]) for one, i in chosen]
    columns = np.array([[*one.proposals[i].columns, *one.joint[i]] for one, i in chosen], dtype=np.float32)
    return columns, np.array([t for t, _ in said]), np.array([c for _, c in said])


def fit_trees(seconds: Sequence[Second], form: Form) -> Trees:
    """Fit the second look for one form of claim."""
    columns, true, counted = _table(seconds, form)
    return boosted(columns[counted], true[counted], TREES, forests=FORESTS)


def score_unseen(seconds: Sequence[Second], folds: Sequence[int], without: Sequence[MoneyScorer]) -> None:
    """Give every proposal its chance by trees that were fitted without its document's fold; `without` get the trees."""
    for fold, scorer in zip(sorted(set(folds)), without, strict=True):
        others = [one for one, f in zip(seconds, folds, strict=True) if f != fold]
        scorer.trees = {form: fit_trees(others, form) for form in FORMS}
        for one, f in zip(seconds, folds, strict=True):
            if f == fold:
                one.chances = scorer.verdicts(one.proposals, one.joint)


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
    payer = proposal.payer.node if proposal.payer is not None else None
    if (said.form, said.payer, said.object) != (proposal.form, payer, proposal.object.node):
        return False
    site, told = proposal.looked.site, said.draft.qualifiers
    if proposal.form == "goal":
        same = site.quantity is not None and told.get("value") == site.quantity.value
        return same and told.get("by_year") == year_of_target(page, site)
    return proposal.form == "funds" or _same_amount(said, decision)


def _claims(one: Example, decision: Decision) -> list[Said]:
    proposal = decision.proposal
    payer = proposal.payer.node if proposal.payer is not None else None
    return [
        s for s in one.at(proposal.looked.site)
        if (s.form, s.payer, s.object) == (proposal.form, payer, proposal.object.node)
    ]  # fmt: skip


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
            said = _claims(one.example, decision)
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
            said = _claims(one.example, decision)
            judged = decision.proposal.form == "funds" and decision.whole and not any(s.optional for s in said)
            confidence = scorer.confidence("funds", decision.chance)
            for step in CONFIDENCES if judged else ():
                if confidence >= step:
                    counts[step][0] += 1
                    counts[step][1] += any(_same_amount(s, decision) for s in said)
    return counts


@dataclass(slots=True)
class Trained:
    """The scorer, what it reaches on unseen documents, and for each fold one whose looks have not seen it.

    All share the thresholds and the calibration, which are told by what the latter say of the documents left out.
    """

    scorer: MoneyScorer
    reached: dict[Form, Tally]
    sure: Sure
    without: list[MoneyScorer]


def train(annotated: Sequence[Example], found: Sequence[Example], folds: int = FOLDS) -> Trained:
    """Train the scorer, and say what it reaches on the documents that each part of it had not seen.

    A document is of the fold that its place leaves when divided by `folds`.

    Args:
        annotated: the documents with their annotated nodes.
        found: the same documents, in the same order, with nodes that were found in them.
        folds: how many parts the documents are left out in.
    """
    examples = [*annotated, *found]
    fold_of = [i % len(found) % folds for i in range(len(examples))]
    documents = [first_rows(one) for one in examples]
    seconds, without, joint = second_looks(examples, documents, fold_of)
    score_unseen(seconds, fold_of, without)
    measured = seconds[len(annotated) :]
    least = choose(measured)
    reached = tally(measured, least)
    for form, count in reached.items():
        log.info("money.trained", form=form, least=least[form], **count.report())
    calibration = calibrate(measured, least)
    sure = sure_enough(measured, least, calibration)
    cues, weights, bias = fit_first(documents)
    trees: dict[Form, Trees] = {form: fit_trees(seconds, form) for form in FORMS}
    about = {"widths": {p.form: len(p.columns) + COLUMNS for one in seconds for p in one.proposals}}
    for one in without:
        one.least, one.calibration, one.about = least, calibration, about
    return Trained(MoneyScorer(cues, weights, bias, joint, trees, least, calibration, about), reached, sure, without)


def main() -> None:
    """Train on folders of annotated documents and write the model."""
    parser = learner(__doc__)
    parser.add_argument("--unseen", type=Path, required=True, help="nodes that `ingest.training.names --unseen` found")
    arguments = parser.parse_args()
    gold, unseen = load(*arguments.gold), read_unseen(arguments.unseen)
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    with threadpool_limits(1):  # many small fits: threads cost more than they give
        trained = train(
            [example(nlp, one, unseen[one.id], annotated=True) for one in gold],
            [example(nlp, one, unseen[one.id]) for one in gold],
        )
    write_held_out(arguments.held_out, MODEL, map(pack, trained.without))
    content = pack(trained.scorer)
    (arguments.models / MODEL).write_bytes(content)
    report = {
        "command": command("ingest.training.money", arguments.gold, arguments.models, "--unseen FILE"),
        "documents": len(gold),
        "data_sha256": data_hash(gold),
        "unseen_sha256": hashlib.sha256(arguments.unseen.read_bytes()).hexdigest(),
        "model_sha256": hashlib.sha256(content).hexdigest(),
        "cues": len(trained.scorer.cues),
        "thresholds": trained.scorer.least,
        "cross_validation": {form: count.report() for form, count in trained.reached.items()},
        "payments_with_amount_from_confidence": {
            str(step): {"claimed": claimed, "right": right, "precision": round(right / max(claimed, 1), 3)}
            for step, (claimed, right) in trained.sure.items()
        },
    }
    (arguments.models / MODEL).with_suffix(".json").write_text(
        json.dumps(report, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
