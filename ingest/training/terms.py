"""Training of what tells the terms of sums (a fact or a plan, settled or not, paid as what) from annotated documents.

    python -m ingest.training.terms corpus/train corpus/more --models ingest/extract/models

writes the model and, beside it, a JSON with the command, the hash of the data and how often the answers are right by
cross-validation, next to how often the rules alone are. The same data gives the same model.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import structlog
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

import ingest.korean.sentences  # noqa: F401  its import registers the component
from ingest.extract.money.around import around
from ingest.extract.money.cues import site_cues
from ingest.extract.money.terms import ANSWERS, MODEL, QUESTIONS, Payment, Question, Terms, pack, ruled, term_cues
from ingest.gold import data_hash, load
from ingest.korean.tokenizer import blank
from ingest.training.arguments import command, learner
from ingest.training.money_truth import Example, Said, example

log = structlog.get_logger(__name__)

FOLDS = 5
LEAST_SEEN = 4
"""Sums that must have a cue for it to be learned."""
INVERSE_PENALTY = 0.05
LEAST_WEIGHT = 0.01
"""A cue none of whose weights is larger is left out of the model."""


@dataclass(slots=True)
class Asked:
    """A sum of the gold: the document it stands in, its cues, the gold's answers, and the rules'."""

    document: int
    cues: set[str]
    gold: dict[Question, str]
    ruled: dict[Question, str]


def sums(examples: Sequence[Example]) -> Iterator[Asked]:
    """Yield each sum that the gold says somebody pays, or that something costs, once."""
    for document, one in enumerate(examples):
        page = one.page
        for site in (*page.sums, *page.verbs):
            said = next((s for s in one.at(site) if s.form != "goal"), None)
            if said is None:
                continue
            told = said.draft.qualifiers
            year = told.get("fiscal_year") or told.get("period_end")
            payer = page.nodes[said.payer] if said.payer is not None and said.payer >= 0 else None
            cues = site_cues(page, site, around(page, site))
            payment = Payment(site, cues, payer, year if isinstance(year, int) else None)
            yield Asked(document, set(term_cues(page, payment)), _answers(said), ruled(page, payment))


def _answers(said: Said) -> dict[Question, str]:
    """Return the gold's answers; who only tells a size tells nothing of how it is paid."""
    told = said.draft.qualifiers
    found: dict[Question, str] = {"modality": said.draft.modality}
    if said.form == "funds":
        found |= {"status": str(told.get("status") or ""), "instrument": str(told.get("instrument") or "")}
    return found


def fit(asked: Sequence[Asked]) -> Terms:
    """Fit one logistic regression a question."""
    seen = Counter(cue for one in asked for cue in one.cues)
    kept = {cue: row for row, cue in enumerate(sorted(cue for cue, count in seen.items() if count >= LEAST_SEEN))}
    weights, bias = np.zeros((len(kept), ANSWERS)), np.full(ANSWERS, -np.inf)
    at = 0
    for question, answers in QUESTIONS.items():
        rows = [one for one in asked if question in one.gold]
        for answer, coefficients, intercept in _regression(rows, [one.gold[question] for one in rows], kept):
            weights[:, at + answers.index(answer)] = coefficients
            bias[at + answers.index(answer)] = intercept
        at += len(answers)
    told = np.flatnonzero(np.abs(weights).max(axis=1) >= LEAST_WEIGHT)
    cues = list(kept)
    return Terms(
        {cues[row]: place for place, row in enumerate(told)},
        weights[told].astype(np.float16).astype(np.float32),
        bias.astype(np.float32),
    )


def _regression(
    rows: Sequence[Asked], gold: Sequence[str], kept: dict[str, int]
) -> Iterator[tuple[str, NDArray[np.float64], float]]:
    """Fit one question; yield each answer that the gold gives with the weights of the cues and its bias."""
    if len(set(gold)) < 2:
        yield from ((answer, np.zeros(len(kept)), 0.0) for answer in set(gold))
        return
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=200, tol=1e-3)
    model.fit(_matrix(rows, kept), gold)
    coefficients, intercepts = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # of two answers the weights are those of the second against the first
        coefficients = np.vstack([-coefficients / 2, coefficients / 2])
        intercepts = np.array([-intercepts[0] / 2, intercepts[0] / 2])
    yield from zip(map(str, model.classes_), coefficients, map(float, intercepts), strict=True)


def _matrix(asked: Sequence[Asked], kept: dict[str, int]) -> csr_matrix:
    columns: list[int] = []
    ends = [0]
    for one in asked:
        columns.extend(sorted(kept[cue] for cue in one.cues if cue in kept))
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(asked), len(kept)))


def measure(asked: Sequence[Asked], folds: int = FOLDS) -> dict[str, dict[str, float]]:
    """Say how often the answers of unseen documents are right, by what was learned and by the rules.

    A document is of the fold that its place leaves when divided by `folds`.
    """
    counts: Counter[str] = Counter()
    for fold in range(folds):
        terms = fit([one for one in asked if one.document % folds != fold])
        for one in asked:
            if one.document % folds != fold:
                continue
            told = terms.answer(list(one.cues))
            for question, answer in one.gold.items():
                counts[f"{question}.asked"] += 1
                counts[f"{question}.right"] += told[question] == answer
                counts[f"{question}.right_by_rules"] += one.ruled[question] == answer
    return {
        question: {
            "asked": counts[f"{question}.asked"],
            "right": round(counts[f"{question}.right"] / max(counts[f"{question}.asked"], 1), 3),
            "right_by_rules": round(counts[f"{question}.right_by_rules"] / max(counts[f"{question}.asked"], 1), 3),
        }
        for question in QUESTIONS
    }


def main() -> None:
    """Train on folders of annotated documents and write the model."""
    arguments = learner(__doc__, held_out=False).parse_args()
    gold = load(*arguments.gold)
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    with threadpool_limits(1):  # small fits: threads cost more than they give
        asked = list(sums([example(nlp, one, [], annotated=True) for one in gold]))
        reached = measure(asked)
        terms = fit(asked)
    log.info("terms.trained", **reached)
    content = pack(terms)
    (arguments.models / MODEL).write_bytes(content)
    report = {
        "command": command("ingest.training.terms", arguments.gold, arguments.models),
        "documents": len(gold),
        "data_sha256": data_hash(gold),
        "model_sha256": hashlib.sha256(content).hexdigest(),
        "cross_validation": reached,
    }
    path = arguments.models / MODEL.replace(".npz", ".json")
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
