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
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import structlog
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

import ingest.korean.sentences  # noqa: F401  its import registers the component
from ingest.extract.money.evidence import FORMS, Form, Proposal, proposals
from ingest.extract.money.joint import COLUMNS, Joint
from ingest.extract.money.looks import look
from ingest.extract.money.scorer import MODEL, MoneyScorer, pack
from ingest.extract.trees import Trees
from ingest.gold import data_hash, load
from ingest.korean.tokenizer import blank
from ingest.training.arguments import command, learner
from ingest.training.boosting import boosted
from ingest.training.held_out import write_held_out
from ingest.training.joint import Vocabulary, joint_looks
from ingest.training.money_first import Rows, first_rows, fit_first
from ingest.training.money_reach import Second, Sure, Tally, calibrate, choose, sure_enough, tally
from ingest.training.money_truth import Example, example
from ingest.training.unseen import read_unseen

log = structlog.get_logger(__name__)

FOLDS = 5
TREES: dict[str, Any] = {
    "max_iter": 100, "learning_rate": 0.05, "max_leaf_nodes": 15, "min_samples_leaf": 40, "l2_regularization": 5.0,
    "max_features": 0.15, "early_stopping": False,
}  # fmt: skip
FORESTS = 4
"""How many forests that look at other columns are averaged: one alone changes more than it should between trainings."""


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
        vocabulary.lesson(one.page, proposed, [one.truth(proposal) for proposal in proposed])
        for one, proposed in zip(examples, found, strict=True)
    ]
    looks = joint_looks(lessons, folds, vocabulary)
    for weigher, joint in zip(without, looks.without, strict=True):
        weigher.joint = joint
    seconds = [Second(*one, []) for one in zip(examples, found, looks.columns, strict=True)]
    return seconds, without, looks.whole


def _table(seconds: Sequence[Second], form: Form) -> tuple[NDArray[np.float32], NDArray[np.bool_], NDArray[np.bool_]]:
    chosen = [(one, i) for one in seconds for i, p in enumerate(one.proposals) if p.form == form]
    said = [one.example.truth(one.proposals[i]) for one, i in chosen]
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
