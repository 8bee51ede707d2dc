"""Training of the scorer of relations from annotated documents.

    python -m ingest.training.relations corpus/train ingest/extract/models

writes the model and, beside it, a JSON with the command, the hash of the data and the scores by cross-validation. The
same data gives the same model. The scorer's second look learns from first looks at documents that these had not seen,
as it will meet them in reading.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import structlog
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

import ingest.korean.sentences  # noqa: F401  its import registers the component
from ingest.extract.evidence import NAMES, table
from ingest.extract.grids import Floats
from ingest.extract.network import Network
from ingest.extract.pairs import PREDICATES
from ingest.extract.scorer import MODEL, OUTPUTS, Scorer, Trees, save, weigh
from ingest.gold import GoldDocument, load
from ingest.korean.tokenizer import blank
from ingest.training.network import fit
from ingest.training.relation_examples import Cues, Example, Truth, example, labels, matrix, seen_often

log = structlog.get_logger(__name__)

FOLDS = 4
TREES: dict[str, Any] = {
    "max_iter": 60, "learning_rate": 0.08, "max_leaf_nodes": 8, "min_samples_leaf": 30, "l2_regularization": 5.0,
    "early_stopping": False, "random_state": 0,
}  # fmt: skip
SHARES = (1.0, 0.75, 0.5)
"""How much of the verdict the second look may have; a rare relation gives it too little to learn from."""
CAUTION = 1.15
"""A pair is shown where its chance is this many times half the F1: at one F1 is highest, above it precision gains."""
LINEAGE_CAUTION = 1.5
"""The same for successions: who is named a successor wrongly does more harm than who is not named."""


def fit_first(examples: Sequence[Example], kept: dict[int, int]) -> Network:
    """Fit the first look."""
    return fit(matrix(examples, kept), np.vstack([labels(e) for e in examples]))


def first_looks(examples: Sequence[Example], folds: Sequence[int]) -> list[Floats]:
    """Score every document by a first look that was fitted without its fold."""
    found: list[Floats] = [np.zeros((0, len(OUTPUTS)), dtype=np.float32)] * len(examples)
    for fold in sorted(set(folds)):
        others = [e for e, f in zip(examples, folds, strict=True) if f != fold]
        kept = seen_often(others)
        network = fit_first(others, kept)
        for i, one in enumerate(examples):
            if folds[i] == fold:
                found[i] = network.answer(matrix([one], kept) @ network.vectors)
    return found


@dataclass(slots=True)
class Candidates:
    """The pairs of all documents for one predicate, as the second look sees them."""

    columns: Floats
    true: NDArray[np.bool_]
    counted: NDArray[np.bool_]
    document: NDArray[np.int64]


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
    model = HistGradientBoostingClassifier(**TREES).fit(found.columns[rows], found.true[rows])
    roots, features, thresholds, left, right, values = [], [], [], [], [], []
    at = 0
    for (tree,) in model._predictors:
        nodes = tree.nodes
        leaf = nodes["is_leaf"].astype(bool)
        roots.append(at)
        features.append(np.where(leaf, -1, nodes["feature_idx"]))
        thresholds.append(np.where(leaf, 0, nodes["num_threshold"]))
        left.append(nodes["left"].astype(np.int64) + at)
        right.append(nodes["right"].astype(np.int64) + at)
        values.append(np.where(leaf, nodes["value"], 0))
        at += len(nodes)
    return Trees(
        np.array(roots, np.int32),
        np.concatenate(features).astype(np.int16),
        np.concatenate(thresholds).astype(np.float32),
        np.concatenate(left).astype(np.int32),
        np.concatenate(right).astype(np.int32),
        np.concatenate(values).astype(np.float32),
        float(model._baseline_prediction[0, 0]),
    )


def second_looks(found: Candidates, folds: NDArray[np.int64]) -> NDArray[np.float64]:
    """Score every candidate by trees that were fitted without its document's fold."""
    scores = np.full(len(found.true), -np.inf)
    for fold in np.unique(folds):
        inside = folds == fold
        rows = np.flatnonzero(inside)
        scores[rows] = fit_trees(found, ~inside).score(found.columns[rows])
    return scores


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


def train(examples: Sequence[Example], cues: Cues) -> tuple[Scorer, dict[str, Verdict]]:
    """Train the scorer, and say what it reaches on the documents that each part of it had not seen."""
    folds = [i % FOLDS for i in range(len(examples))]
    found = candidates(examples, first_looks(examples, folds))
    verdicts: dict[str, Verdict] = {}
    trees = []
    for q, predicate in enumerate(PREDICATES):
        scores = second_looks(found[q], np.array(folds)[found[q].document])
        required = sum(e.required[q] for e in examples)
        caution = LINEAGE_CAUTION if predicate == "SUCCEEDS" else CAUTION
        tried = [verdict(scores, found[q], required, share, caution) for share in SHARES]
        verdicts[predicate] = max(tried, key=lambda one: round(one.f1, 3))
        trees.append(fit_trees(found[q], np.ones(len(scores), dtype=bool)))
        log.info("relations.trained", predicate=predicate, f1=round(verdicts[predicate].f1, 3))
    kept = seen_often(examples)
    network = fit_first(examples, kept)
    names = list(cues.numbers)
    known = [names[cue] for cue in kept]
    order = sorted(range(len(known)), key=known.__getitem__)
    network.vectors = network.vectors[order]
    about = {"predicates": list(PREDICATES), "columns": list(NAMES)}
    rows = [verdicts[p] for p in PREDICATES]
    mixing = np.array([[v.share, v.slope, v.offset, v.threshold] for v in rows])
    return Scorer({known[i]: n for n, i in enumerate(order)}, network, trees, mixing, about), verdicts


def data_hash(gold: Sequence[GoldDocument]) -> str:
    """Hash the documents that were learned from, texts and annotations."""
    digest = hashlib.sha256()
    for one in gold:
        digest.update(
            json.dumps([one.id, one.text, one.entities, one.claims], ensure_ascii=False, sort_keys=True).encode()
        )
    return digest.hexdigest()


def main() -> None:
    """Train on a folder of annotated documents and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="folder with docs/ and gold/")
    parser.add_argument("models", type=Path, help="folder that the model is written to")
    arguments = parser.parse_args()
    gold = load(arguments.gold)
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    cues = Cues()
    scorer, reached = train([example(nlp, one, cues) for one in gold], cues)
    content = save(scorer)
    (arguments.models / MODEL).write_bytes(content)
    report = {
        "command": f"python -m ingest.training.relations {arguments.gold} {arguments.models}",
        "documents": len(gold),
        "data_sha256": data_hash(gold),
        "model_sha256": hashlib.sha256(content).hexdigest(),
        "cues": len(scorer.cues),
        "cross_validation": {
            predicate: {key: round(value, 3) for key, value in asdict(one).items()}
            for predicate, one in reached.items()
        },
    }
    path = arguments.models / MODEL.replace(".npz", ".json")
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
