"""How fast articles are read and written, against bare Kiwi and the bare driver in the same run, and how both grow.

    python -m bench.ingest read [--articles N] [--characters N] [--rounds N]
    python -m bench.ingest write [--articles N] [--rounds N]
    python -m bench.ingest grow|grow-reading [--marks 1000,10000,100000]

`read` reads in one process and in two, and has Kiwi alone cut the same texts in one process and in two. `write` writes
extractions of made briefs into the store of the environment, which must be empty and is emptied again, and then has the
engine's own driver run the same statements in the same transactions on an empty store. `grow` writes into that store
until each mark and says what the thousand articles before it took, and what the process held in memory. How fast a
machine with other work is changes by the minute: for the embedded engine the same thousand articles also go into a new
store, a transaction here and one there, and the ratio of the two is what growth comes to. `grow-reading` says what
reading takes. What is written is read once and varied.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext
from functools import partial
from itertools import islice
from pathlib import Path

import structlog

if not __package__:  # run as a file: it would hide the package of its own name
    sys.path[0] = str(Path(__file__).parents[1])

from bench.briefs import articles as briefs
from bench.briefs import vary
from bench.reading import articles as long_articles
from bench.recording import Recording
from bench.replay import empty_store, replay
from graph.batches import batches
from graph.model import Article, Extraction
from graph.writer import TOGETHER, Writer
from ingest.reading import Here, Reading
from ingest.workers import Workers

READ_ONCE = 6_000
"""How many briefs are read, of which all others are made: as many sentences in them as the corpus has."""
WINDOW = 1_000
"""How many articles are timed together when growth is measured."""


def in_order(reading: Reading, articles: Iterable[Article]) -> int:
    """Read articles as a run does: some ahead, results in order. Return how many."""
    waiting: list[Callable[[], Extraction]] = []
    count = 0
    for article in articles:
        waiting.append(reading.submit(article))
        if len(waiting) >= reading.ahead:
            waiting.pop(0)()
        count += 1
    for pending in waiting:
        pending()
    return count


def cut(texts: list[str]) -> int:
    """Cut texts into morphemes with Kiwi alone."""
    from ingest.korean.tokenizer import kiwi

    bare = kiwi()
    return sum(len(bare.tokenize(text)) for text in texts)


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes by the clock."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure_reading(number: int, characters: int, rounds: int) -> None:
    """Print articles a second of kaigraph and of bare Kiwi, in one process and in two."""
    from ingest.pipeline import Pipeline

    folder = Path(__file__).parents[1] / "corpus" / "dev" / "docs"
    articles = long_articles(folder, number, characters)
    texts = [article.text or "" for article in articles]
    halves = [texts[::2], texts[1::2]]
    here = Here(Pipeline().read)
    best: dict[str, float] = {}
    with multiprocessing.get_context("spawn").Pool(2) as two, closing(Workers(2)) as workers:
        works: dict[str, Callable[[], object]] = {
            "bare Kiwi, one process": lambda: cut(texts),
            "bare Kiwi, two processes": lambda: two.map(cut, halves, chunksize=1),
            "kaigraph, one process": lambda: in_order(here, articles),
            "kaigraph, two workers": lambda: in_order(workers, articles),
        }
        for work in works.values():
            work()  # loads what it needs
        for _ in range(rounds):
            for name, work in works.items():
                best[name] = min(best.get(name, 1e9), seconds(work))
    print(f"{number} articles, {characters} code points, best of {rounds} rounds by the clock")
    alone = best["bare Kiwi, one process"]
    for name, took in best.items():
        print(f"{name:26} {number / took:8.1f} articles/s  {alone / took:5.2f} × bare Kiwi in one process")
    gain = best["kaigraph, one process"] / best["kaigraph, two workers"]
    possible = alone / best["bare Kiwi, two processes"]
    print(f"two workers: {gain / 2:.2f} × linear; two bare Kiwis at the same time: {possible / 2:.2f} × linear")


def extractions(number: int) -> Iterator[Extraction]:
    """Make extractions of so many briefs."""
    from ingest.pipeline import Pipeline

    pipeline = Pipeline()
    read = [pipeline.read(article) for article in briefs(min(number, READ_ONCE))]
    return (vary(read[at % len(read)], at) for at in range(number))


def write_all(writer: Writer, made: Iterable[Extraction]) -> None:
    """Write extractions as a run does."""
    for _ in writer.write_many(made, reader="bench"):
        pass


def measure_writing(number: int, rounds: int) -> None:
    """Print claims a second of the writer and of the bare driver that is given the same transactions."""
    made = list(extractions(number))
    claims = sum(len(one.claims) for one in made)
    with empty_store() as store:
        info = store.info()
        recording = Recording(store)
        write_all(Writer(recording), made)
    ours, bare = [], []
    for _ in range(rounds):
        with empty_store() as store:
            writer = Writer(store)
            ours.append(seconds(partial(write_all, writer, made)))
        with empty_store() as store:
            bare.append(replay(store, recording.transactions))
        print(
            f"round: writer {ours[-1]:.1f} s, bare driver {bare[-1]:.1f} s, ratio {bare[-1] / ours[-1]:.2f}", flush=True
        )
    best, least = claims / min(ours), claims / min(bare)
    print(f"{info.engine} ({info.version}): {number} articles, {claims} claims, {TOGETHER} articles a transaction")
    print(f"writer {best:.0f} claims/s, bare driver {least:.0f} claims/s, ratio {best / least:.2f}")


def measure_growth(marks: list[int]) -> None:
    """Print what an article takes to be written at each size of the store, and what the process holds."""
    made = extractions(marks[-1])
    done, first = 0, 0.0
    with empty_store() as store:
        print(f"{store.info().engine}: each line is of the {WINDOW} articles before it, {TOGETHER} a transaction")
        writer, fresh = Writer(store), store.engine == "embedded"
        for mark in marks:
            write_all(writer, islice(made, mark - WINDOW - done))
            window = list(islice(made, WINDOW))
            with empty_store() if fresh else nullcontext() as new:
                used, took, beside = in_turns(window, writer, Writer(new) if new else None)
            first = first or used
            told = f", {used / beside:.2f} × what they take beside it in a new store" if beside else ""
            print(
                f"{mark:8} articles: {1000 * used / WINDOW:.2f} ms of the processor's an article "
                f"({1000 * took / WINDOW:.2f} by the clock), {used / first:.2f} × the first{told}; "
                f"memory {memory():.0f} MiB",
                flush=True,
            )
            done = mark


def in_turns(window: list[Extraction], writer: Writer, other: Writer | None) -> tuple[float, float, float]:
    """Write articles, and into another store too, a transaction here and one there.

    Returns:
        Seconds of this process's processor time for the writer, its seconds by the clock, and processor time for the
        other one.
    """
    used = took = beside = 0.0
    for batch in batches(window, TOGETHER):
        before = time.process_time()
        took += seconds(partial(writer.write_together, batch, "bench"))
        used += time.process_time() - before
        if other is not None:
            before = time.process_time()
            other.write_together(batch, "bench")
            beside += time.process_time() - before
    return used, took, beside


def memory() -> float:
    """Return the most memory that this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_reading_growth(marks: list[int]) -> None:
    """Print what a brief takes to be read after so many others, and what the process holds."""
    from ingest.pipeline import Pipeline

    here, made, done = Here(Pipeline().read), briefs(marks[-1]), 0
    for mark in marks:
        in_order(here, islice(made, mark - WINDOW - done))
        window, before = list(islice(made, WINDOW)), time.process_time()
        in_order(here, window)
        used = time.process_time() - before
        print(
            f"{mark:8} briefs: {1000 * used / WINDOW:.2f} ms of the processor's each; memory {memory():.0f} MiB",
            flush=True,
        )
        done = mark


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("read", "write", "grow", "grow-reading"))
    parser.add_argument("--articles", type=int, default=0, help="default: 40 to read, 1,000 to write")
    parser.add_argument("--characters", type=int, default=2000, help="of an article to read (default 2000)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--marks", type=lambda text: [int(one) for one in text.split(",")], default=[1_000, 10_000, 100_000]
    )
    given = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
    if given.what == "read":
        measure_reading(given.articles or 40, given.characters, given.rounds)
    elif given.what == "write":
        measure_writing(given.articles or 1_000, given.rounds)
    elif given.what == "grow":
        measure_growth(given.marks)
    else:
        measure_reading_growth(given.marks)


if __name__ == "__main__":
    main()
