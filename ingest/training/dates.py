"""Training of what tells the years of sums and targets, from annotated documents.

    python -m ingest.training.dates corpus/train corpus/more --models ingest/extract/models

writes the model and, beside it, a JSON with the command, the hash of the data and how often the years are right by
cross-validation, next to how often the rules alone are. The same data gives the same model.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import structlog
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

import ingest.korean.sentences  # noqa: F401  its import registers the component
from ingest.extract.money.dating import KEYS, MODEL, SCORERS, Dater, Years, pack, table
from ingest.extract.money.evidence import FORMS, Form
from ingest.extract.trees import Trees
from ingest.gold import data_hash, load
from ingest.korean.tokenizer import blank
from ingest.training.arguments import command, learner
from ingest.training.boosting import boosted
from ingest.training.held_out import write_held_out
from ingest.training.money_truth import Example, example

log = structlog.get_logger(__name__)

FOLDS = 5
FORESTS = 2
"""How many forests that look at other columns are averaged."""
TREES: dict[str, Any] = {
    "max_iter": 250, "learning_rate": 0.05, "max_leaf_nodes": 15, "min_samples_leaf": 20, "l2_regularization": 3.0,
    "max_features": 0.25, "early_stopping": False,
}  # fmt: skip


@dataclass(slots=True)
class Question:
    """A number with the years that the gold gives it: the choices, their columns, and which of them the rules take."""

    document: int
    form: Form
    gold: Years
    choices: list[Years]
    columns: NDArray[np.float32]
    ruled: Years


def questions(examples: Sequence[Example]) -> Iterator[Question]:
    """Yield each number of which the gold claims something, once."""
    for document, one in enumerate(examples):
        for site in (*one.page.sums, *one.page.verbs, *one.page.numbers):
            said = next((s for s in one.at(site) if s.counted), None)
            if said is not None:
                told = said.draft.qualifiers
                gold = tuple((key, year) for key in KEYS if isinstance(year := told.get(key), int))
                found, columns = table(one.page, site, said.form)
                ruled = next(choice.years for choice in found if choice.ruled)
                rows = np.array(columns, dtype=np.float32)
                yield Question(document, said.form, gold, [choice.years for choice in found], rows, ruled)


def fit(asked: Sequence[Question]) -> Trees:
    """Fit the trees that score a choice."""
    columns = np.concatenate([one.columns for one in asked])
    right = np.array([years == one.gold for one in asked for years in one.choices])
    return boosted(columns, right, TREES, forests=FORESTS)


def measure(asked: Sequence[Question], trees: Trees, counts: Counter[str]) -> None:
    """Count how often the trees and the rules give the gold's years."""
    for one in asked:
        taken = one.choices[int(np.argmax(trees.score(one.columns)))]
        counts[f"{one.form}.asked"] += 1
        counts[f"{one.form}.right"] += taken == one.gold
        counts[f"{one.form}.right_by_rules"] += one.ruled == one.gold


def learn(asked: Sequence[Question]) -> Dater:
    """Fit what tells the years of sums, and what tells those of targets."""
    return Dater({name: fit([one for one in asked if _answers(name, one)]) for name in SCORERS})


def _answers(scorer: str, one: Question) -> bool:
    return (one.form == "goal") == (scorer == "goal")


@dataclass(slots=True)
class Trained:
    """What tells the years, how often it is right on unseen documents, and for each fold one that has not seen it."""

    dater: Dater
    reached: dict[str, dict[str, float]]
    without: list[Dater]


def train(examples: Sequence[Example], folds: int = FOLDS) -> Trained:
    """Train on documents, and say how often the years of unseen ones are right, by the trees and by the rules.

    A document is of the fold that its place leaves when divided by `folds`.
    """
    asked = list(questions(examples))
    counts: Counter[str] = Counter()
    without = [learn([one for one in asked if one.document % folds != fold]) for fold in range(folds)]
    for fold, dater in enumerate(without):
        for name in SCORERS:
            unseen = [one for one in asked if one.document % folds == fold and _answers(name, one)]
            measure(unseen, dater.trees[name], counts)
    reached: dict[str, dict[str, float]] = {
        form: {
            "asked": counts[f"{form}.asked"],
            "right": round(counts[f"{form}.right"] / max(counts[f"{form}.asked"], 1), 3),
            "right_by_rules": round(counts[f"{form}.right_by_rules"] / max(counts[f"{form}.asked"], 1), 3),
        }
        for form in FORMS
    }
    log.info("dates.trained", **reached)
    return Trained(learn(asked), reached, without)


def main() -> None:
    """Train on folders of annotated documents and write the model."""
    arguments = learner(__doc__).parse_args()
    gold = load(*arguments.gold)
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    with threadpool_limits(1):  # small fits: threads cost more than they give
        trained = train([example(nlp, one, [], annotated=True) for one in gold])
    write_held_out(arguments.held_out, MODEL, map(pack, trained.without))
    content = pack(trained.dater)
    (arguments.models / MODEL).write_bytes(content)
    report = {
        "command": command("ingest.training.dates", arguments.gold, arguments.models),
        "documents": len(gold),
        "data_sha256": data_hash(gold),
        "model_sha256": hashlib.sha256(content).hexdigest(),
        "cross_validation": trained.reached,
    }
    path = arguments.models / MODEL.replace(".npz", ".json")
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
