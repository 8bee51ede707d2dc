"""Training of the name finder's CRF from annotated documents.

    python -m ingest.training.names corpus/train ingest/extract/models --dev corpus/dev

writes the model and, beside it, a JSON with the command, the hash of the data and the scores: on the documents it was
not trained on (`--dev`) and, with `--folds`, by cross-validation on the others. The same data gives the same model.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pycrfsuite
import structlog
from spacy.tokens import Doc

import ingest.korean.sentences  # noqa: F401 - its import registers the component
from graph.ids import entity_id, text_hash
from graph.model import Article, Entity, Extraction
from graph.model import Mention as PlaceNamed
from ingest.document import Node
from ingest.evaluate import Evaluation, evaluate
from ingest.extract import heads
from ingest.extract.crf import MODEL, Labeller
from ingest.extract.mentions import Mention, tidy
from ingest.extract.names import NameFinder, features_of
from ingest.extract.units import Sequence as Units
from ingest.extract.units import sequences
from ingest.gold import GoldDocument, lay_nodes, load
from ingest.korean.tokenizer import blank

log = structlog.get_logger(__name__)

PARAMETERS: dict[str, Any] = {
    "c1": 0.1,
    "c2": 0.05,
    "max_iterations": 60,
    "feature.possible_transitions": True,
}
"""What CRFsuite's L-BFGS is given: `c1` keeps the model small, `c2` keeps its weights small."""

_PARTICLE = re.compile(r"^(정부|시|도)(?:가|는|은|의)\b.*$")


@dataclass(slots=True)
class Example:
    """A document ready to learn from: its gold, its units, their features and the labels that they should get."""

    gold: GoldDocument
    doc: Doc
    units: list[Units]
    features: list[list[list[str]]]
    labels: list[list[str]]


def examples(folder: Path) -> list[Example]:
    """Read an annotated folder."""
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    found = []
    for gold in load(folder):
        doc = nlp(gold.text)
        units = sequences(doc)
        found.append(Example(gold, doc, units, features_of(doc, units), labels_of(doc, gold, units)))
    return found


def labels_of(doc: Doc, gold: GoldDocument, found: list[Units]) -> list[list[str]]:
    """Return the label of each unit (`B-…`, `I-…`, `O`) that the gold asks for. Sets `doc._.nodes`.

    What only refers ("이 사업", "위원회") is no name to learn; a unit that a gold mention cuts through is not of it.
    """
    begins: dict[int, Mention] = {m.start: m for m in gold_mentions(doc, gold)}
    rows = []
    for sequence in found:
        row: list[str] = []
        current: Mention | None = None
        for unit in sequence.units:
            if current is not None and unit.start >= current.end:
                current = None
            if current is not None and unit.end <= current.end:
                row.append("I-" + current.label)
                continue
            current = begins.get(unit.start)
            if current is not None and unit.end > current.end:
                current = None
            row.append("B-" + current.label if current else "O")
        rows.append(row)
    return rows


def gold_mentions(doc: Doc, gold: GoldDocument) -> list[Mention]:
    """Return where the gold names its entities, with clean boundaries; `doc._.nodes` is set to the gold's."""
    lay_nodes(doc, gold)
    found = []
    for node in doc._.nodes:
        for span in node.spans:
            surface = doc.text[span.start : span.end]
            if span.how == "reference" or (surface != node.name and surface in heads.table().bare):
                continue
            end = span.end
            if node.type == "Person" and surface.startswith(node.name):
                end = span.start + len(node.name)
            elif match := _PARTICLE.match(surface):
                end = span.start + len(match[1])
            found.append(Mention(span.start, end, node.type, 1.0))
    return tidy(doc.text, found)


def train(data: Iterable[Example], path: Path) -> None:
    """Train a model on examples and write it to `path`."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(PARAMETERS)
    for example in data:
        for features, labels in zip(example.features, example.labels, strict=True):
            trainer.append(features, labels)
    trainer.train(str(path))


def measure(data: Sequence[Example], model: Path) -> Evaluation:
    """Read examples with a model and compare with their gold."""
    finder = NameFinder(Labeller(model))
    return evaluate([e.gold for e in data], {e.gold.id: _extraction(e.gold, finder(e.doc)) for e in data})


def cross_validate(data: Sequence[Example], folds: int) -> float:
    """Return the mean F1 of entities over documents, each read by a model that has not seen it."""
    hits = predicted = wanted = 0
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(folds):
            path = Path(folder) / "fold.crfsuite"
            train((e for i, e in enumerate(data) if i % folds != fold), path)
            score = measure([e for i, e in enumerate(data) if i % folds == fold], path).entities
            log.info("fold", number=fold, f1=score.f1)
            hits, predicted, wanted = hits + score.hit, predicted + score.predicted, wanted + score.gold
    return round(2 * hits / (predicted + wanted), 3)


def _extraction(gold: GoldDocument, doc: Doc) -> Extraction:
    article = Article(id=gold.id, text=gold.text, text_sha256=text_hash(gold.text))
    return Extraction(
        article=article, entities=[_entity(gold.text, i, n) for i, n in enumerate(doc._.nodes)], claims=[]
    )


def _entity(text: str, number: int, node: Node) -> Entity:
    places = [PlaceNamed(text=text[s.start : s.end], start=s.start, end=s.end) for s in node.spans]
    return Entity(id=f"{entity_id(node.type, node.name)}.{number}", type=node.type, name=node.name, mentions=places)


def data_hash(folder: Path) -> str:
    """Return the SHA-256 over the names and contents of an annotated folder's files."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, measure, write the model and its description."""
    parser = argparse.ArgumentParser(description="Train the name finder.")
    parser.add_argument("train", type=Path, help="annotated folder to learn from")
    parser.add_argument("out", type=Path, help="folder for the model")
    parser.add_argument("--dev", type=Path, required=True, help="annotated folder to measure on")
    parser.add_argument("--folds", type=int, default=0, help="also cross-validate with so many folds")
    options = parser.parse_args(arguments)
    data = examples(options.train)
    options.out.mkdir(parents=True, exist_ok=True)
    model = options.out / MODEL
    train(data, model)
    score = measure(examples(options.dev), model)
    folds = {"folds": options.folds, "entities_f1": cross_validate(data, options.folds)} if options.folds else None
    described = {
        "command": f"python -m ingest.training.names {options.train} {options.out} --dev {options.dev}"
        + (f" --folds {options.folds}" if options.folds else ""),
        "documents": len(data),
        "data_sha256": data_hash(options.train),
        "model_sha256": hashlib.sha256(model.read_bytes()).hexdigest(),
        "parameters": PARAMETERS,
        "dev": {"entities": score.entities.model_dump(), "f1": {k: s.f1 for k, s in score.by_label.items()}},
        "cross_validation": folds,
    }
    model.with_suffix(".json").write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", "utf-8")
    log.info("trained", model=str(model), size=model.stat().st_size, dev=score.entities.f1)


if __name__ == "__main__":
    main()
