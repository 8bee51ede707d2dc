"""How fast kaigraph reads, as a ratio to bare Kiwi on the same text in the same run, on one core.

    python bench/reading.py [FOLDER] [--articles N] [--characters N] [--rounds N]

The texts of FOLDER (default corpus/dev/docs) are laid end to end, paragraph by paragraph, into articles of the length
asked for. Each round reads all of them with Kiwi alone and with the whole pipeline; the best round of each counts,
in processor time of this process, so that what else the machine does weighs little. Prints articles and characters a
second of both, the ratio, and the peak of memory.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Callable, Iterable
from datetime import date
from itertools import cycle
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

from graph.model import Article  # noqa: E402  numpy must find the limits above
from ingest.gold import split_front_matter  # noqa: E402
from ingest.korean.tokenizer import kiwi  # noqa: E402
from ingest.pipeline import Pipeline, article_of  # noqa: E402

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
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE:.0f} MiB")


if __name__ == "__main__":
    main()
