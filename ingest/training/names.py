"""Training of the name finder from annotated documents: its CRF, and the judge of what the CRF proposes.

    python -m ingest.training.names corpus/train corpus/more --models ingest/extract/models --dev corpus/dev

The judge learns from what CRFs propose for documents that they have not seen: one is trained for each fold. Beside the
models stands a JSON with the command, the hash of the data and the scores, by cross-validation over the folds and on
the documents of `--dev`. The same data gives the same models.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pycrfsuite
import structlog
from spacy.tokens import Doc

from graph.ids import text_hash
from graph.model import Article, Extraction
from ingest.evaluate import Evaluation, evaluate
from ingest.extract import crf, judge
from ingest.extract.crf import Labelled, Labeller
from ingest.extract.judge import Company, Judge, Places
from ingest.extract.names import NameFinder, nodes, proposed_things
from ingest.gold import GoldDocument, data_hash
from ingest.training.arguments import command, learner
from ingest.training.examples import Example, examples, verdicts_wanted
from ingest.training.forks import beside_each_other
from ingest.training.unseen import entity_of, write_unseen

log = structlog.get_logger(__name__)

LABELLER_PARAMETERS: dict[str, Any] = {"c1": 1.0, "c2": 0.3, "max_iterations": 80, "feature.possible_transitions": True}
JUDGE_PARAMETERS: dict[str, Any] = {"c1": 0.5, "c2": 2.0, "max_iterations": 100}
"""What CRFsuite's L-BFGS is given: `c1` keeps a model small, `c2` keeps its weights small."""

FOLDS = 5

_Datum = TypeVar("_Datum")


@dataclass(slots=True)
class Proposed:
    """What a CRF that has not seen a document proposes for it: the features of each thing, and the verdict wanted."""

    example: Example
    labelled: list[list[Labelled]]
    features: list[list[str]] = field(default_factory=list)
    wanted: list[str] = field(default_factory=list)


def train_labeller(data: Iterable[Example], path: Path) -> None:
    """Train the CRF on examples and write it to `path`."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(LABELLER_PARAMETERS)
    for example in data:
        for features, labels in zip(example.features.sentences(), example.labels, strict=True):
            trainer.append(features, labels)
    trainer.train(str(path))


def train_judge(data: Iterable[Proposed], path: Path) -> None:
    """Train the judge on proposals and write it to `path`."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(JUDGE_PARAMETERS)
    for proposed in data:
        for features, wanted in zip(proposed.features, proposed.wanted, strict=True):
            trainer.append([features], [wanted])
    trainer.train(str(path))


def _train_without_each(
    train: Callable[[Sequence[_Datum], Path], None], data: Sequence[_Datum], paths: Sequence[Path], whole: Path | None
) -> None:
    """Train a model for each fold, of what is not in it, and one of all for `whole`; several at once.

    A fold whose model is there is not trained again, so that a training that was broken off goes on.
    """
    steps = [
        partial(_train, train, [one for i, one in enumerate(data) if i % len(paths) != fold], path)
        for fold, path in enumerate(paths)
        if not path.exists()
    ]
    beside_each_other([*steps, partial(train, data, whole)] if whole is not None else steps)


def _train(train: Callable[[Sequence[_Datum], Path], None], data: Sequence[_Datum], path: Path) -> None:
    """Train a model whose file is there as a whole or not at all."""
    beside = path.with_name(path.name + ".part")
    train(data, beside)
    beside.replace(path)
    log.info("names.fold_trained", model=path.name)


def propose(data: Sequence[Example], folder: Path, folds: int = FOLDS, *, whole: Path | None = None) -> list[Proposed]:
    """Let each example be read by a CRF that has not seen it; one that has seen all is written to `whole`."""
    paths = [folder / f"{fold}.crfsuite" for fold in range(folds)]
    _train_without_each(train_labeller, data, paths, whole)
    found: dict[str, Proposed] = {}
    for fold, path in enumerate(paths):
        labeller = Labeller(path)
        for example in data[fold::folds]:
            found[example.gold.id] = _proposed(example, labeller)
        log.info("fold", number=fold)
    return [found[e.gold.id] for e in data]


def _proposed(example: Example, labeller: Labeller) -> Proposed:
    labelled = labeller.label(example.features)
    things = proposed_things(example.doc, example.units, labelled, example.matches)
    places, company = Places.of(example.units), Company.of(things)
    features = [judge.features(example.gold.text, t, places, company) for t in things]
    return Proposed(example, labelled, features, verdicts_wanted(example.gold, things))


def cross_validate(
    data: Sequence[Proposed], folder: Path, folds: int = FOLDS, *, whole: Path | None = None
) -> Evaluation:
    """Measure over all examples, each read by a CRF and a judge that have not seen it.

    A judge that has seen all is written to `whole`.
    """
    paths = [folder / f"judge{fold}.crfsuite" for fold in range(folds)]
    _train_without_each(train_judge, data, paths, whole)
    read: dict[str, Extraction] = {}
    for fold, path in enumerate(paths):
        one = Judge(path)
        for p in data[fold::folds]:
            e = p.example
            e.doc._.nodes = nodes(e.doc, e.units, p.labelled, e.matches, one)
            read[e.gold.id] = _extraction(e.gold, e.doc)
    return evaluate([p.example.gold for p in data], read)


def measure(data: Sequence[Example], finder: NameFinder) -> Evaluation:
    """Read examples and compare with their gold."""
    return evaluate([e.gold for e in data], {e.gold.id: _extraction(e.gold, finder(e.doc)) for e in data})


def _extraction(gold: GoldDocument, doc: Doc) -> Extraction:
    article = Article(id=gold.id, text=gold.text, text_sha256=text_hash(gold.text))
    return Extraction(
        article=article, entities=[entity_of(gold.text, i, n) for i, n in enumerate(doc._.nodes)], claims=[]
    )


def _scores(measured: Evaluation) -> dict[str, Any]:
    return {"entities": measured.entities.model_dump(), "f1": {k: s.f1 for k, s in measured.by_label.items()}}


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, measure, write the models and their description."""
    parser = learner("Train the name finder.", held_out=False)
    parser.add_argument("--dev", type=Path, required=True, help="annotated folder to measure on")
    parser.add_argument("--unseen", type=Path, help="file for the nodes found in documents while they were left out")
    options = parser.parse_args(arguments)
    data = examples(*options.gold)
    options.models.mkdir(parents=True, exist_ok=True)
    names, second = options.models / crf.MODEL, options.models / judge.MODEL
    with tempfile.TemporaryDirectory() as folder:
        proposed = propose(data, Path(folder), whole=names)
        validated = cross_validate(proposed, Path(folder), whole=second)
    if options.unseen is not None:
        write_unseen(options.unseen, {one.gold.id: one.doc._.nodes for one in data})
    dev = measure(examples(options.dev), NameFinder(Labeller(names), Judge(second)))
    described = {
        "command": command("ingest.training.names", options.gold, options.models, f"--dev {options.dev}"),
        "documents": len(data),
        "data_sha256": data_hash([one.gold for one in data]),
        "models": {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (names, second)},
        "parameters": {"labeller": LABELLER_PARAMETERS, "judge": JUDGE_PARAMETERS},
        f"cross_validation_{FOLDS}_folds": _scores(validated),
        "dev": _scores(dev),
    }
    names.with_suffix(".json").write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", "utf-8")
    log.info("trained", folder=str(options.models), dev=dev.entities.f1, cross_validation=validated.entities.f1)


if __name__ == "__main__":
    main()
