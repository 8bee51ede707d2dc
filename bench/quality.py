"""Measure how well kaigraph reads, and write docs/quality.md.

    make quality        (python -m bench.quality [--folds 10] [--keep build/folds] [--out docs/quality.md])
    python -m bench.quality --held-out build/held-out

Two measures: the packaged models on corpus/dev and corpus/test, which nothing was trained on, and a cross-validation on
corpus/train and corpus/more, in which every document is read by models (name finder, money, years, relations) that have
not learned from it: those that `make train` kept, which takes some minutes, or ten folds trained for it, which takes
three hours on two idle cores; a run that was broken off goes on with what the last one kept. The page is made by
bench/quality.md.j2; the part on real articles, which is counted by eye, stands in bench/quality-real.md and is kept.
"""

from __future__ import annotations

import argparse
import os
import sys
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

from bench.validation import cross_validate, kept, trained  # noqa: E402
from graph.model import Claim, Extraction  # noqa: E402
from ingest.evaluate import Evaluation, evaluate, outcomes  # noqa: E402
from ingest.gold import GoldDocument, load  # noqa: E402
from ingest.measuring import ReaderName, reader  # noqa: E402
from ingest.pipeline import article_of  # noqa: E402

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
    **more: Any,
) -> str:
    """Make the page. `more` are `command`, which made it, `folds`, in words, and `real`, what was counted by eye."""
    files = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    template = files.get_template("quality.md.j2")
    return template.render(dev=dev, test=test, validated=validated, calibration=calibration, **more).rstrip() + "\n"


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description="Measure how well kaigraph reads.")
    learned = [ROOT / "corpus" / "train", ROOT / "corpus" / "more"]
    parser.add_argument("--gold", type=Path, nargs="+", default=learned, help="folders to cross-validate on")
    parser.add_argument("--dev", type=Path, default=ROOT / "corpus" / "dev", help="folder that nothing learned from")
    parser.add_argument("--test", type=Path, default=ROOT / "corpus" / "test", help="another that nothing learned from")
    parser.add_argument("--folds", type=int, default=FOLDS, help=f"parts of the cross-validation (default {FOLDS})")
    parser.add_argument("--keep", type=Path, default=ROOT / "build" / "folds", help="folder for what is trained")
    parser.add_argument("--held-out", type=Path, help="folder of what a training on --gold kept, instead of --folds")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "quality.md", help="the page to write")
    given = parser.parse_args()
    given.out.parent.mkdir(parents=True, exist_ok=True)
    dev = load(given.dev)
    measured = {which: evaluate(dev, read_all(dev, which)) for which in ("full", "gold-names", "rules")}
    log.info("quality.dev", entities=measured["full"].entities.f1, claims=measured["full"].claims.f1)
    test = load(given.test)
    tested = evaluate(test, read_all(test, "full"))
    log.info("quality.test", entities=tested.entities.f1, claims=tested.claims.f1)
    held_out = kept(given.held_out) if given.held_out else trained(given.gold, given.folds, given.keep)
    gold = load(*given.gold)
    extractions = cross_validate(gold, held_out)
    real = (Path(__file__).parent / REAL).read_text("utf-8").partition("\n")[2].strip()
    calibration = bins(list(judged(gold, extractions)))
    validated = {
        folder.name: evaluate(part := load(folder), {one.id: extractions[one.id] for one in part})
        for folder in given.gold
    }
    how = f"--held-out {given.held_out}" if given.held_out else f"--folds {given.folds}"
    folds = f"{len(held_out.relations)} parts for relations, {len(held_out.money)} for names, money and years"
    told = page(
        measured, tested, validated, calibration, command=f"python -m bench.quality {how}", folds=folds, real=real
    )
    given.out.write_text(told, "utf-8")
    claims = {name: one.claims.f1 for name, one in validated.items()}
    log.info("quality.written", page=str(given.out), claims=claims)


if __name__ == "__main__":
    main()
