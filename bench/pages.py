"""Measure what the page around an article changes in what is read of it.

    python -m bench.pages

Every document of `--gold` is read by itself and once on each page of `pages.yaml`: a page's head above it, a list
of other articles or a picture within it, what stands below it. A claim is the same with the same ends, predicate and
qualifiers. `agreement` is the F1 of what is read on the page against what is read of the article alone; `right` is the
F1 of the claims against the gold, for the article alone in the first row.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict

from graph.model import Extraction
from ingest.evaluate import evaluate
from ingest.gold import GoldDocument, load
from ingest.pipeline import Pipeline, article_of

ROOT = Path(__file__).parents[1]
BEFORE = 2
"""Paragraphs before what stands within an article."""


class Surroundings(BaseModel):
    """The file `pages.yaml`: lines by their names, and by where they stand."""

    model_config = ConfigDict(extra="forbid")

    above: dict[str, str]
    within: dict[str, str]
    below: dict[str, str]

    def pages(self, one: GoldDocument) -> Iterator[tuple[str, str]]:
        """Yield the name and the text of every page that an article can stand on."""
        for name, lines in self.above.items():
            yield f"above: {name}", lines.format(title=one.title) + one.text
        paragraphs = one.text.split("\n\n")
        for name, lines in self.within.items():
            parted = [*paragraphs[:BEFORE], lines.rstrip(), *paragraphs[BEFORE:]]
            yield f"within: {name}", "\n\n".join(parted)
        for name, lines in self.below.items():
            yield f"below: {name}", f"{one.text.rstrip()}\n\n{lines}"


class Row(NamedTuple):
    """What was read on one kind of page."""

    name: str
    entities: float
    claims: float
    right: float


def surroundings() -> Surroundings:
    """Read `pages.yaml`."""
    return Surroundings.model_validate(yaml.safe_load((Path(__file__).parent / "pages.yaml").read_text("utf-8")))


def measure(gold: Sequence[GoldDocument], pipeline: Pipeline) -> list[Row]:
    """Read documents alone and on every kind of page; the first row is of the articles alone."""
    read: dict[str, dict[str, Extraction]] = {}
    around = surroundings()
    for one in gold:
        for name, text in [("alone", one.text), *around.pages(one)]:
            article = article_of(text, one.id, title=one.title, published_on=one.published_on)
            read.setdefault(name, {})[one.id] = pipeline.read(article)
    alone = read["alone"]
    return [
        Row(
            name,
            agreement([(_things(alone[key]), _things(found)) for key, found in those.items()]),
            agreement([(_told(alone[key]), _told(found)) for key, found in those.items()]),
            evaluate(gold, those).claims.f1,
        )
        for name, those in read.items()
    ]


def agreement(pairs: Sequence[tuple[set[str], set[str]]]) -> float:
    """Return the F1 of the second sets against the first, over all pairs; 1 where both have nothing."""
    same = sum(len(a & b) for a, b in pairs)
    whole = sum(len(a) + len(b) for a, b in pairs)
    return 2 * same / whole if whole else 1.0


def _things(read: Extraction) -> set[str]:
    return {one.id for one in read.entities}


def _told(read: Extraction) -> set[str]:
    return {repr((one.predicate, one.subject, one.object, sorted(one.qualifiers.items()))) for one in read.claims}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description="Measure what the page around an article changes in what is read of it."
    )
    unseen = [ROOT / "corpus" / "dev", ROOT / "corpus" / "test"]
    parser.add_argument("--gold", type=Path, nargs="+", default=unseen, help="annotated folders")
    given = parser.parse_args()
    print("| page | entities, agreement | claims, agreement | claims, right |\n|---|--:|--:|--:|")
    for row in measure(load(*given.gold), Pipeline()):
        print(f"| {row.name} | {row.entities:.3f} | {row.claims:.3f} | {row.right:.3f} |")


if __name__ == "__main__":
    main()
