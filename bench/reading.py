"""How fast kaigraph reads, as a ratio to bare Kiwi on the same text in the same run, on one core.

    python -m bench.reading [FOLDER] [--articles N] [--characters N] [--rounds N]

The texts of FOLDER (default corpus/dev/docs) are laid end to end, paragraph by paragraph, into articles of the length
asked for. Each round reads all of them with Kiwi alone and with the whole pipeline; the best round of each counts,
in processor time of this process, so that what else the machine does weighs little. Prints articles and characters a
second of both, the ratio, how the pipeline's time falls to its components, and the peak of memory.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from itertools import cycle
from pathlib import Path

if not __package__:  # run as a file: this folder's ingest.py would hide the package of that name
    sys.path[0] = str(Path(__file__).parents[1])
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

from graph.model import Article  # noqa: E402  numpy must find the limits above
from ingest.korean.tokenizer import kiwi  # noqa: E402
from ingest.pipeline import Pipeline, article_of, contract  # noqa: E402
from ingest.readers.front_matter import split_front_matter  # noqa: E402

ROOT = Path(__file__).parents[1]
MEBIBYTE = 1024


def articles(folder: Path, number: int, characters: int) -> list[Article]:
    """Lay the folder's texts into articles of about `characters` code points."""
    texts = [split_front_matter(path.read_text("utf-8"))[1] for path in sorted(folder.glob("*.md"))]
    paragraphs = cycle(p for text in texts for p in text.split("\n\n"))
    made = []
    for index in range(number):
        body = ""
        while len(body) < characters:
            body += next(paragraphs) + "\n\n"
        made.append(article_of(body.strip(), f"bench-{index}", published_on=date(2026, 1, 2)))
    return made


def best_of(rounds: int, work: Callable[[Article], object], over: Iterable[Article]) -> float:
    """Return the least processor time, in seconds, that the work took over all articles in one of the rounds."""
    took = []
    for _ in range(rounds):
        start = time.process_time()
        for article in over:
            work(article)
        took.append(time.process_time() - start)
    return min(took)


def by_component(pipeline: Pipeline, over: Iterable[Article]) -> dict[str, float]:
    """Return the processor time, in seconds, that each component takes over all articles."""
    took: dict[str, float] = dict.fromkeys(("tokenizer", *pipeline.nlp.pipe_names, "contract"), 0.0)
    for article in over:
        before = time.process_time()
        doc = pipeline.nlp.make_doc(article.text or "")
        doc._.article = article
        before = _took(took, "tokenizer", before)
        for name, component in pipeline.nlp.pipeline:
            doc = component(doc)
            before = _took(took, name, before)
        contract(doc)
        _took(took, "contract", before)
    return took


def _took(took: dict[str, float], name: str, before: float) -> float:
    """Add the time since `before` to a component's, and return the time now."""
    now = time.process_time()
    took[name] += now - before
    return now


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How fast kaigraph reads, against bare Kiwi.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpus" / "dev" / "docs")
    parser.add_argument("--articles", type=int, default=25, help="how many articles to read (default 25)")
    parser.add_argument("--characters", type=int, default=2000, help="length of each in code points (default 2000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds; the best of each counts (default 3)")
    given = parser.parse_args()
    read = articles(given.folder, given.articles, given.characters)
    pipeline, bare = Pipeline(), kiwi()
    pipeline.read(read[0])
    alone = best_of(given.rounds, lambda a: bare.tokenize(a.text or ""), read)
    whole = best_of(given.rounds, pipeline.read, read)
    characters = sum(len(a.text or "") for a in read)
    print(f"{len(read)} articles, {characters} code points, best of {given.rounds} rounds, one core")
    for what, seconds in (("bare Kiwi", alone), ("kaigraph", whole)):
        print(f"{what:10} {len(read) / seconds:7.1f} articles/s {characters / seconds:9.0f} code points/s")
    print(f"ratio to bare Kiwi {alone / whole:.2f}")
    for what, seconds in by_component(pipeline, read).items():
        print(f"  {what.removeprefix('kaigraph_'):10} {1000 * seconds / len(read):5.1f} ms an article")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE:.0f} MiB")


if __name__ == "__main__":
    main()
