"""Training of the scorer of relations from annotated documents.

    python -m ingest.training.relations corpus/train corpus/more --models ingest/extract/models --unseen FILE

writes the model and, beside it, a JSON with the command, the hash of the data and the scores by cross-validation. The
same data gives the same model.

Each document is learned from twice: with the annotated names, and with those that a name finder sees in it that had
not learned from it (`--unseen`, see `ingest.training.unseen`). The second look, the thresholds and the calibration
learn from the latter alone, and from first looks at documents that these had not seen: so the scorer meets in training
what it will meet in reading, and its confidence means what it says.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import structlog
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

import ingest.korean.sentences  # noqa: F401  its import registers the component
from ingest.document import Node
from ingest.extract.evidence import NAMES, table
from ingest.extract.grids import Floats
from ingest.extract.instances import Reach
from ingest.extract.network import Network
from ingest.extract.pairs import PREDICATES
from ingest.extract.scorer import MODEL, Scorer, save, weigh
from ingest.extract.trees import Trees
from ingest.gold import GoldDocument, data_hash, load
from ingest.korean.tokenizer import blank
from ingest.training.arguments import command, learner
from ingest.training.boosting import boosted
from ingest.training.held_out import write_held_out
from ingest.training.network import WHOLE, learn, learned_without_each
from ingest.training.relation_examples import Cues, Example, Truth, example, labels, reach_of
from ingest.training.unseen import read_unseen

log = structlog.get_logger(__name__)

FOLDS = 4
LEAST_SEEN = 3
"""Parts of places that a cue must be seen in to be learned from."""
TREES: dict[str, Any] = {
    "max_iter": 60, "learning_rate": 0.08, "max_leaf_nodes": 8, "min_samples_leaf": 30, "l2_regularization": 5.0,
    "early_stopping": False,
}  # fmt: skip
SHARES = (1.0, 0.75, 0.5)
"""How much of the verdict the second look may have; a rare relation gives it too little to learn from."""
CAUTION = 1.15
"""A pair is shown where its chance is this many times half the F1: at one F1 is highest, above it precision gains."""
LINEAGE_CAUTION = 1.5
"""The same for successions: who is named a successor wrongly does more harm than who is not named."""


@dataclass(slots=True)
class Lesson:
    """A document with its annotated names, and with those that a name finder sees in it."""

    annotated: Example
    found: Example


@dataclass(slots=True)
class FirstLook:
    """A first look, and the row of its network's vectors that each cue has."""

    kept: dict[int, int]
    network: Network

    def at(self, one: Example) -> Floats:
        """Score the places of a document."""
        parts = [[row for cue in part if (row := self.kept.get(cue)) is not None] for part in one.laid.parts]
        return self.network.at(replace(one.laid, parts=parts))


def fit_first_look(cues: int, lessons: Sequence[Lesson], path: Path) -> None:
    """Fit the first look on the annotated and the found names of documents, and write it to `path`."""
    examples = both(lessons)
    truth = np.vstack([labels(one) for one in examples])
    kept = learn([one.laid for one in examples], truth, cues, LEAST_SEEN, path)
    log.info("relations.first_look", documents=len(lessons), cues=kept)


def first_looks(lessons: Sequence[Lesson], cues: int, folds: Sequence[int]) -> dict[int, FirstLook]:
    """Fit for every fold a first look without it, and for `WHOLE` one that has seen all."""
    found = learned_without_each(partial(fit_first_look, cues), lessons, folds)
    return {fold: FirstLook(*look) for fold, look in found.items()}


def both(lessons: Sequence[Lesson]) -> list[Example]:
    """Lay the annotated and the found names of documents one after the other."""
    return [lesson.annotated for lesson in lessons] + [lesson.found for lesson in lessons]


@dataclass(slots=True)
class Candidates:
    """The pairs of all documents for one predicate, as the second look sees them."""

    columns: Floats
    true: NDArray[np.bool_]
    counted: NDArray[np.bool_]
    document: NDArray[np.int64]

    def of(self, documents: NDArray[np.bool_]) -> Candidates:
        """Return those of some documents."""
        rows = documents[self.document]
        return Candidates(self.columns[rows], self.true[rows], self.counted[rows], self.document[rows])


def candidates(examples: Sequence[Example], looks: Sequence[Floats]) -> list[Candidates]:
    """Describe every pair of every document, predicate by predicate."""
    parts: list[list[tuple[Floats, list[Truth | None], int]]] = [[] for _ in PREDICATES]
    for number, (one, scores) in enumerate(zip(examples, looks, strict=True)):
        for q, (rows, columns) in table(
            one.reading, one.pairs, one.places, scores[:, : len(PREDICATES)], one.fired
        ).items():
            parts[q].append((columns, [one.truth.get((*one.pairs[r], q)) for r in rows.tolist()], number))
    return [
        Candidates(
            np.concatenate([c for c, _, _ in part]),
            np.array([t is not None for _, row, _ in part for t in row]),
            np.array([t is None or not t.optional for _, row, _ in part for t in row]),
            np.array([n for _, row, n in part for _ in row]),
        )
        for part in parts
    ]


def fit_trees(found: Candidates, rows: NDArray[np.bool_]) -> Trees:
    """Fit the second look for one predicate on some of its candidates."""
    rows = rows & found.counted
    return boosted(found.columns[rows], found.true[rows], TREES)


def second_looks(found: Candidates, folds: NDArray[np.int64]) -> tuple[NDArray[np.float64], dict[int, Trees]]:
    """Score every candidate by trees that were fitted without its document's fold. Returns these, too."""
    scores, fitted = np.full(len(found.true), -np.inf), {}
    for fold in np.unique(folds).tolist():
        inside = folds == fold
        rows = np.flatnonzero(inside)
        fitted[fold] = fit_trees(found, ~inside)
        scores[rows] = fitted[fold].score(found.columns[rows])
    return scores, fitted


@dataclass(slots=True)
class Verdict:
    """How the looks are made into one chance for a relation, and what that reaches where it had not seen the text.

    The log-odds are `slope` × (`share` × second look + (1 − `share`) × first look) + `offset`.
    """

    share: float
    slope: float
    offset: float
    threshold: float
    precision: float
    recall: float
    f1: float


def verdict(
    scores: NDArray[np.float64], found: Candidates, required: int, share: float, caution: float = CAUTION
) -> Verdict:
    """Calibrate the looks of unseen documents, and set the threshold."""
    mixed = weigh(scores, found.columns, share)
    usable = found.counted
    model = LogisticRegression(C=1e6).fit(mixed[usable, None], found.true[usable])
    slope, offset = float(model.coef_[0, 0]), float(model.intercept_[0])
    surest = np.sort(slope * mixed[usable] + offset)[::-1]
    hits = np.cumsum(found.true[usable][np.argsort(-mixed[usable], kind="stable")])
    shown = np.arange(1, len(surest) + 1)
    chance = caution * float((2 * hits / (shown + required)).max()) / 2
    threshold = float(np.log(chance / (1 - chance)))
    at = max(int((surest >= threshold).sum()) - 1, 0)
    precision, recall = float(hits[at] / shown[at]), float(hits[at] / required)
    f1 = float(2 * hits[at] / (shown[at] + required))
    return Verdict(share, slope, offset, threshold, precision, recall, f1)


@dataclass(slots=True)
class SecondLook:
    """Trees and verdicts for each of `PREDICATES`; `without` are trees that have not seen a fold."""

    trees: list[Trees]
    without: list[dict[int, Trees]]
    verdicts: dict[str, Verdict]


def second_look(found: Sequence[Candidates], folds: NDArray[np.int64], required: Sequence[int]) -> SecondLook:
    """Fit the second look, and say what it reaches on documents that it had not seen.

    Args:
        found: the candidates of each of `PREDICATES`, by first looks that had not seen their documents.
        folds: the fold of each document.
        required: how many claims of each predicate the documents make.
    """
    trees, without, verdicts = [], [], {}
    for predicate, pairs, claims in zip(PREDICATES, found, required, strict=True):
        scores, fitted = second_looks(pairs, folds[pairs.document])
        caution = LINEAGE_CAUTION if predicate == "SUCCEEDS" else CAUTION
        tried = [verdict(scores, pairs, claims, share, caution) for share in SHARES]
        verdicts[predicate] = max(tried, key=lambda one: round(one.f1, 3))
        trees.append(fit_trees(pairs, np.ones(len(scores), dtype=bool)))
        without.append(fitted)
    return SecondLook(trees, without, verdicts)


@dataclass(slots=True)
class Trained:
    """The scorer, what it reaches on unseen documents, and for each fold one whose looks have not seen it.

    All share the thresholds and the calibration, which are told by what the latter say of the documents left out.
    """

    scorer: Scorer
    verdicts: dict[str, Verdict]
    without: list[Scorer]


def train(lessons: Sequence[Lesson], cues: Cues, reach: Reach, folds: int = FOLDS) -> Trained:
    """Train the scorer, and say what it reaches on the documents that each part of it had not seen.

    A document is of the fold that its place among the lessons leaves when divided by `folds`.
    """
    fold_of = [i % folds for i in range(len(lessons))]
    fitted = first_looks(lessons, len(cues.numbers), fold_of)
    looks = [fitted[f].at(lesson.found) for lesson, f in zip(lessons, fold_of, strict=True)]
    found = candidates([lesson.found for lesson in lessons], looks)
    second = second_look(found, np.array(fold_of), required(lessons))
    without = [
        _scorer(fitted[fold], [trees[fold] for trees in second.without], second.verdicts, cues, reach)
        for fold in range(folds)
    ]
    return Trained(_scorer(fitted[WHOLE], second.trees, second.verdicts, cues, reach), second.verdicts, without)


def required(lessons: Sequence[Lesson]) -> list[int]:
    """Count the claims of each predicate that documents make."""
    return [sum(lesson.found.required[q] for lesson in lessons) for q in range(len(PREDICATES))]


def _scorer(look: FirstLook, trees: list[Trees], verdicts: Mapping[str, Verdict], cues: Cues, reach: Reach) -> Scorer:
    """Put a scorer together, its cues in the order of their names."""
    names = list(cues.numbers)
    known = [names[cue] for cue in look.kept]
    order = sorted(range(len(known)), key=known.__getitem__)
    network = replace(look.network, vectors=look.network.vectors[order])
    about = {"predicates": list(PREDICATES), "columns": list(NAMES)}
    rows = [verdicts[p] for p in PREDICATES]
    mixing = np.array([[v.share, v.slope, v.offset, v.threshold] for v in rows])
    numbers = {known[i]: n for n, i in enumerate(order)}
    return Scorer(numbers, network, trees, mixing, about, dict(reach))


def lessons_of(gold: Sequence[GoldDocument], unseen: Mapping[str, list[Node]]) -> tuple[list[Lesson], Cues, Reach]:
    """Prepare annotated documents, each with the nodes that a name finder sees in it."""
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    reach = reach_of([example(nlp, one, Cues()) for one in gold])
    cues = Cues()
    annotated = [example(nlp, one, cues, reach=reach) for one in gold]
    found = [example(nlp, one, cues, found=unseen[one.id], reach=reach) for one in gold]
    return [Lesson(*pair) for pair in zip(annotated, found, strict=True)], cues, reach


def main() -> None:
    """Train on folders of annotated documents and write the model."""
    parser = learner(__doc__)
    parser.add_argument("--unseen", type=Path, required=True, help="nodes found in documents while they were left out")
    arguments = parser.parse_args()
    gold = load(*arguments.gold)
    with threadpool_limits(1):  # many small fits: threads cost more than they give
        trained = train(*lessons_of(gold, read_unseen(arguments.unseen)))
    write_held_out(arguments.held_out, MODEL, map(save, trained.without))
    content = save(trained.scorer)
    (arguments.models / MODEL).write_bytes(content)
    report = {
        "command": command("ingest.training.relations", arguments.gold, arguments.models, "--unseen FILE"),
        "documents": len(gold),
        "data_sha256": data_hash(gold),
        "model_sha256": hashlib.sha256(content).hexdigest(),
        "cues": len(trained.scorer.cues),
        "cross_validation": {
            predicate: {key: round(value, 3) for key, value in asdict(one).items()}
            for predicate, one in trained.verdicts.items()
        },
    }
    path = arguments.models / MODEL.replace(".npz", ".json")
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
