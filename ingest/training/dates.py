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
from typing import Any, Literal

import numpy as np
import structlog
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

import ingest.korean.sentences  # noqa: F401  its import registers the component
from ingest.extract.money.dating import MODEL, SCORERS, Dater, likeliest, pack, table
from ingest.extract.money.evidence import FORMS, Form
from ingest.extract.money.year_choices import KEYS, Years
from ingest.extract.money.year_words import YearWords, around
from ingest.extract.money.year_words import said as in_words
from ingest.extract.trees import Trees
from ingest.gold import data_hash, load
from ingest.korean.tokenizer import blank
from ingest.training.arguments import command, learner
from ingest.training.boosting import boosted
from ingest.training.held_out import write_held_out
from ingest.training.money_truth import Example, example
from ingest.training.year_words import Asked, fit_words

log = structlog.get_logger(__name__)

FOLDS = 5
PARTS = 4
"""In so many parts documents are left out when what words say is learned for the trees."""
FORESTS = 2
"""How many forests that look at other columns are averaged."""
TREES: dict[str, Any] = {
    "max_iter": 250, "learning_rate": 0.05, "max_leaf_nodes": 15, "min_samples_leaf": 20, "l2_regularization": 3.0,
    "max_features": 0.25, "early_stopping": False,
}  # fmt: skip


@dataclass(slots=True)
class Question:
    """A number with the years that the gold gives it: the choices, their columns and words, and the rules'."""

    document: int
    form: Form
    gold: Years
    choices: list[Years]
    columns: NDArray[np.float32]
    ruled: Years
    words: Asked

    @property
    def right(self) -> list[bool]:
        """Whether each choice is the gold's."""
        return [years == self.gold for years in self.choices]


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
                words = around(one.page, site), [in_words(one.page, site, choice) for choice in found]
                yield Question(document, said.form, gold, [choice.years for choice in found], rows, ruled, words)


def fit(asked: Sequence[Question]) -> tuple[YearWords, Trees]:
    """Fit what words say of a choice, and the trees that score it.

    The trees learn from what words say that were learned without the document, since they say more of one that was
    learned from.
    """
    said: dict[int, list[float]] = {}
    for part in range(PARTS):
        words = _fit_words([one for one in asked if _part(one) != part])
        said |= {id(one): words.weigh(*one.words) for one in asked if _part(one) == part}
    columns = np.concatenate([_with_words(one, said[id(one)]) for one in asked])
    right = np.array([true for one in asked for true in one.right])
    return _fit_words(asked), boosted(columns, right, TREES, forests=FORESTS)


def _part(one: Question) -> int:
    """Return the part of a document; those of a fold of the cross-validation are spread over all parts."""
    return one.document // FOLDS % PARTS


def _fit_words(asked: Sequence[Question]) -> YearWords:
    return fit_words([one.words for one in asked], np.array([true for one in asked for true in one.right]))


def _with_words(one: Question, said: Sequence[float]) -> NDArray[np.float32]:
    return np.column_stack([one.columns, np.array(said, dtype=np.float32)])


def measure(asked: Sequence[Question], dater: Dater, name: Literal["sum", "goal"], counts: Counter[str]) -> None:
    """Count how often what was learned, and the rules, give the gold's years."""
    for one in asked:
        odds = dater.trees[name].score(_with_words(one, dater.words[name].weigh(*one.words)))
        taken = one.choices[likeliest(name, one.choices, odds.tolist())]
        counts[f"{one.form}.asked"] += 1
        counts[f"{one.form}.right"] += taken == one.gold
        counts[f"{one.form}.right_by_rules"] += one.ruled == one.gold
        if one.gold:
            counts[f"{one.form}.dated"] += 1
            counts[f"{one.form}.dated_right"] += taken == one.gold


def learn(asked: Sequence[Question]) -> Dater:
    """Fit what tells the years of sums, and what tells those of targets."""
    fitted = {name: fit([one for one in asked if _answers(name, one)]) for name in SCORERS}
    return Dater({name: words for name, (words, _) in fitted.items()}, {name: t for name, (_, t) in fitted.items()})


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
            measure(unseen, dater, name, counts)
    reached: dict[str, dict[str, float]] = {
        form: {
            "asked": counts[f"{form}.asked"],
            "right": round(counts[f"{form}.right"] / max(counts[f"{form}.asked"], 1), 3),
            "right_by_rules": round(counts[f"{form}.right_by_rules"] / max(counts[f"{form}.asked"], 1), 3),
            "dated_in_gold": counts[f"{form}.dated"],
            "right_of_these": round(counts[f"{form}.dated_right"] / max(counts[f"{form}.dated"], 1), 3),
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
