"""How long a search takes on a store of 100,000 entities, on the engine that the environment names.

    python -m bench.search --make        fills the store (Neo4j where NEO4J_URI is set, else KAIGRAPH_DATA) and measures
    python -m bench.search               measures the store as it is

Prints the milliseconds of the half and of 95 in 100 searches, for each kind of text and over all.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator

from bench.crowd import fill, names
from graph.ids import fold
from graph.reader import Reader
from graph.spelling import initials
from graph.store.opening import open_store

ENTITIES, CLAIMS = 100_000, 100_000
SOUNDS = dict(zip("ᄀᄁᄂᄃᄄᄅᄆᄇᄈᄉᄊᄋᄌᄍᄎᄏᄐᄑᄒ", "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", strict=True))
"""How the first consonant of a syllable is typed alone."""


def texts(count: int = 40, entities: int = ENTITIES) -> Iterator[tuple[str, str]]:
    """Make what people type into a search of so many entities: (kind, text); the same each time."""
    chance = random.Random(11)
    known = list(names(entities))
    for _ in range(count):
        _, name, aliases = chance.choice(known)
        yield "whole name", name
        yield "alias", chance.choice(aliases or [name])
        yield "as typed", name[: chance.randint(2, max(2, len(name) - 1))]
        yield "one word", chance.choice(name.split())
        yield "two words", " ".join(chance.sample(name.split(), min(2, len(name.split()))))
        yield "with a particle", name + "의"
        at = chance.randrange(len(name))
        yield "with a typo", name[:at] + chr(min(ord("힣"), ord(name[at]) + 1)) + name[at + 1 :]
        yield "initial sounds", "".join(SOUNDS.get(one, one) for one in initials(fold(name))[: chance.randint(3, 6)])
        yield "nothing near", "".join(chance.choice("뷁쀍뛻햏") for _ in range(5))


def measure(reader: Reader) -> None:
    """Search for each text and print how long that took: by the clock, and of this process's own work."""
    reader.search("처음")  # brings an index beside the store up to date
    taken: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for kind, text in texts():
        began, worked = time.perf_counter(), time.process_time()
        reader.search(text)
        times = ((time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000)
        taken[kind].append(times)
        taken["all"].append(times)
    for kind, rows in taken.items():
        clock, work = [one for one, _ in rows], [one for _, one in rows]
        print(
            f"{kind:16} {len(rows):4} searches   half in {statistics.median(clock):6.1f} ms   "
            f"95 % in {_p95(clock):6.1f} ms (own work {_p95(work):.1f} ms)"
        )


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def main() -> None:
    """Make the store where asked to, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--make", action="store_true", help="fill the store first; it must be empty")
    asked = parser.parse_args()
    store = open_store()
    try:
        print(f"{store.info().engine}: {store.info().version}")
        if asked.make:
            began = time.perf_counter()
            fill(store, ENTITIES, CLAIMS)
            print(f"made in {time.perf_counter() - began:.0f} s")
        measure(Reader(store))
    finally:
        store.close()


if __name__ == "__main__":
    main()
