"""Measure how well kaigraph reads, and write docs/quality.md.

    make quality        (python -m bench.quality [--folds 10] [--out docs/quality.md])

Two measures: the packaged models on corpus/dev and corpus/test, which nothing was trained on, and a cross-validation on
corpus/train and corpus/more, in which every document is read by models (name finder, money, years, relations) that have
not learned from it. The page is made by bench/quality.md.j2; the part on real articles, which is counted by eye, stands
in bench/quality-real.md and is kept.
Takes some two hours on an idle core, half an hour with three folds.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

if not __package__:  # run as a file: this folder's ingest.py would hide the package of that name
    sys.path[0] = str(Path(__file__).parents[1])
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import structlog  # noqa: E402  numpy must find the limits above
from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: E402

from graph.model import Claim, Extraction  # noqa: E402
from ingest.document import Node  # noqa: E402
from ingest.evaluate import Evaluation, evaluate, outcomes  # noqa: E402
from ingest.extract.money import MoneyReader  # noqa: E402
from ingest.extract.money.dating import Dater  # noqa: E402
from ingest.extract.money.scorer import MoneyScorer  # noqa: E402
from ingest.extract.relations import RelationReader  # noqa: E402
from ingest.gold import GoldDocument, load  # noqa: E402
from ingest.korean.tokenizer import blank  # noqa: E402
from ingest.measuring import ReaderName, reader  # noqa: E402
from ingest.pipeline import article_of, contract  # noqa: E402
from ingest.training import dates, money, names, relations  # noqa: E402
from ingest.training.examples import Example, examples  # noqa: E402
from ingest.training.money_truth import example as money_example  # noqa: E402

ROOT = Path(__file__).parents[1]
REAL = "quality-real.md"
FOLDS = 10
BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
log = structlog.get_logger(__name__)


class Bin(NamedTuple):
    """Claims of about one confidence: how sure the reader was on the mean, and how often it was right."""

    low: float
    high: float
    claims: int
    stated: float
    observed: float


def read_all(gold: Sequence[GoldDocument], which: ReaderName) -> dict[str, Extraction]:
    """Read annotated documents with one of the readers that are measured."""
    pipeline = reader(which, gold)
    return {
        one.id: pipeline.read(article_of(one.text, one.id, title=one.title, published_on=one.published_on))
        for one in gold
    }


def cross_validate(folders: Sequence[Path], folds: int) -> tuple[list[GoldDocument], dict[str, Extraction]]:
    """Let every document of folders be read by models that were trained without its fold."""
    data = examples(*folders)
    gold, fold_of = [one.gold for one in data], [i % folds for i in range(len(data))]
    unseen = find_names(data, folds)
    of_relations = relations.train_without(*relations.lessons_of(gold, unseen), fold_of)
    of_money, of_years = train_money(gold, unseen, fold_of)
    extractions = {}
    for one, fold in zip(data, fold_of, strict=True):
        doc = one.doc
        doc._.article = doc._.article.model_copy(update={"title": one.gold.title})
        doc._.claims = []
        doc = RelationReader(of_relations[fold])(MoneyReader(of_money[fold], of_years[fold])(doc))
        extractions[one.gold.id] = contract(doc)
    return gold, extractions


def find_names(data: Sequence[Example], folds: int) -> dict[str, list[Node]]:
    """Find the names of each document by a CRF and a judge that have not seen it, and lay them onto its `Doc`."""
    with tempfile.TemporaryDirectory() as folder:
        names.cross_validate(names.propose(data, Path(folder), folds), Path(folder), folds)
    return {one.gold.id: one.doc._.nodes for one in data}


def train_money(
    gold: Sequence[GoldDocument], unseen: Mapping[str, list[Node]], fold_of: Sequence[int]
) -> tuple[dict[int, MoneyScorer], dict[int, Dater]]:
    """Train for every fold a scorer of money, and what tells its years, that have not seen it."""
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    annotated = [money_example(nlp, one, unseen[one.id], annotated=True) for one in gold]
    found = [money_example(nlp, one, unseen[one.id]) for one in gold]
    asked = list(dates.questions(annotated))
    scorers, daters = {}, {}
    for fold in sorted(set(fold_of)):
        others = [i for i, f in enumerate(fold_of) if f != fold]
        scorers[fold] = money.train([annotated[i] for i in others], [found[i] for i in others])[0]
        daters[fold] = dates.learn([one for one in asked if fold_of[one.document] != fold])
        log.info("quality.money", fold=fold)
    return scorers, daters


def judged(gold: Iterable[GoldDocument], extractions: Mapping[str, Extraction]) -> Iterator[tuple[Claim, bool]]:
    """Yield every claim with whether the gold makes it."""
    for one in gold:
        yield from outcomes(one, extractions[one.id])


def bins(claims: Sequence[tuple[Claim, bool]]) -> list[Bin]:
    """Group claims by confidence."""
    found = []
    for low, high in pairwise(BINS):
        inside = [(claim.confidence, right) for claim, right in claims if low <= claim.confidence < high]
        if inside:
            stated, observed = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            found.append(Bin(low, min(high, 1.0), len(inside), stated, observed))
    return found


def page(
    dev: Mapping[str, Evaluation],
    test: Evaluation,
    validated: Mapping[str, Evaluation],
    calibration: Sequence[Bin],
    note: str | None = None,
    **more: Any,
) -> str:
    """Make the page; `note` says of the cross-validation what else is to be known, where it was measured by itself."""
    files = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    template = files.get_template("quality.md.j2")
    return (
        template.render(dev=dev, test=test, validated=validated, calibration=calibration, note=note, **more).rstrip()
        + "\n"
    )


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description="Measure how well kaigraph reads.")
    learned = [ROOT / "corpus" / "train", ROOT / "corpus" / "more"]
    parser.add_argument("--gold", type=Path, nargs="+", default=learned, help="folders to cross-validate on")
    parser.add_argument("--dev", type=Path, default=ROOT / "corpus" / "dev", help="folder that nothing learned from")
    parser.add_argument("--test", type=Path, default=ROOT / "corpus" / "test", help="another that nothing learned from")
    parser.add_argument("--folds", type=int, default=FOLDS, help=f"parts of the cross-validation (default {FOLDS})")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "quality.md", help="the page to write")
    given = parser.parse_args()
    given.out.parent.mkdir(parents=True, exist_ok=True)
    dev = load(given.dev)
    measured = {which: evaluate(dev, read_all(dev, which)) for which in ("full", "gold-names", "rules")}
    log.info("quality.dev", entities=measured["full"].entities.f1, claims=measured["full"].claims.f1)
    test = load(given.test)
    tested = evaluate(test, read_all(test, "full"))
    log.info("quality.test", entities=tested.entities.f1, claims=tested.claims.f1)
    gold, extractions = cross_validate(given.gold, given.folds)
    real = (Path(__file__).parent / REAL).read_text("utf-8").partition("\n")[2].strip()
    calibration = bins(list(judged(gold, extractions)))
    validated = {
        folder.name: evaluate(part := load(folder), {one.id: extractions[one.id] for one in part})
        for folder in given.gold
    }
    given.out.write_text(page(measured, tested, validated, calibration, folds=given.folds, real=real), "utf-8")
    claims = {name: one.claims.f1 for name, one in validated.items()}
    log.info("quality.written", page=str(given.out), claims=claims)


if __name__ == "__main__":
    main()
