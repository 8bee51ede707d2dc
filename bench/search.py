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
from pathlib import Path
from typing import Any

import yaml

from graph.ids import entity_id, fold
from graph.layout import called, headline_properties
from graph.ontology import LABELS
from graph.reader import Reader
from graph.spelling import initials
from graph.store import Store, Transaction
from graph.store.opening import open_store

ENTITIES = 100_000
ARTICLES = 20_000
AT_ONCE = 2_000
MENTIONING = 200
"""How many articles mention the entities that one transaction writes."""

WORDS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("names.yaml").read_text("utf-8"))
SOUNDS = dict(zip("ᄀᄁᄂᄃᄄᄅᄆᄇᄈᄉᄊᄋᄌᄍᄎᄏᄐᄑᄒ", "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", strict=True))
"""How the first consonant of a syllable is typed alone."""


def names(count: int) -> Iterator[tuple[str, str, list[str]]]:
    """Make names as they are in articles: (label, name, aliases); the same ones each time."""
    chance = random.Random(20261121)
    seen: set[str] = set()
    while len(seen) < count:
        label = chance.choices(LABELS, weights=[8 if one in ("Program", "Organization") else 1 for one in LABELS])[0]
        made = (
            _program(chance)
            if chance.random() < 0.6
            else _company(chance)
            if chance.random() < 0.6
            else _person(chance)
        )
        if made in seen:
            made += f" {chance.randint(2, 9999)}"
        if made not in seen:
            seen.add(made)
            yield label, made, _aliases(chance, made)


def _program(chance: random.Random) -> str:
    acts = chance.sample(WORDS["acts"], chance.randint(1, 3))
    words = [chance.choice(WORDS["fields"]), *acts, chance.choice(WORDS["kinds"])]
    if chance.random() < 0.4:
        words.insert(0, chance.choice(WORDS["places"]))
    if chance.random() < 0.2:
        words.insert(-1, f"{chance.randint(2, 99)}대")
    return " ".join(words)


def _company(chance: random.Random) -> str:
    first = chance.choice(WORDS["places"] + WORDS["stems"])
    return first + chance.choice(WORDS["stems"]) + chance.choice(WORDS["trades"])


def _person(chance: random.Random) -> str:
    return chance.choice(WORDS["family"]) + chance.choice(WORDS["given"]) + chance.choice(WORDS["given"])


def _aliases(chance: random.Random, name: str) -> list[str]:
    made = []
    words = name.split()
    if len(words) > 3 and chance.random() < 0.5:
        made.append(" ".join(words[:2] + words[-1:]))
    if chance.random() < 0.2:
        made.append(" ".join(chance.sample(WORDS["english"], 3)) + f" {chance.randint(1, 999)}")
    if chance.random() < 0.2:
        made.append("".join(word[0] for word in words) + chance.choice(WORDS["kinds"]))
    return made


def make(store: Store) -> None:
    """Fill a store with entities, each mentioned by an article or more."""
    chance = random.Random(7)
    rows = []
    for label, name, aliases in names(ENTITIES):
        keys = sorted({fold(one) for one in (name, *aliases)})
        properties = {"name": name, "label": label, "aliases": aliases, "name_en": None, "kind": None, "keys": keys}
        rows.append({"id": entity_id(label, name), "properties": properties})
    articles = [_article(chance, at) for at in range(ARTICLES)]
    for start in range(0, ARTICLES, AT_ONCE):
        store.write(lambda transaction, some=articles[start : start + AT_ONCE]: _articles(transaction, some))
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        times = [chance.choice([1, 1, 2, 5]) for _ in some]
        those = chance.sample(articles, MENTIONING)
        by_whom = [(row["id"], chance.sample(those, many)) for row, many in zip(some, times, strict=True)]
        mentioned = [(article["id"], entity) for entity, some_of_them in by_whom for article in some_of_them]
        store.write(lambda transaction, some=some, mentioned=mentioned: _entities(transaction, some, mentioned))


def _article(chance: random.Random, at: int) -> dict[str, Any]:
    headline = f"{_program(chance)} {chance.choice(WORDS['acts'])} 추진"
    return {"id": f"a/{at}", "headline": headline, "day": f"2025-{at % 12 + 1:02d}-15"}


def _articles(transaction: Transaction, articles: list[dict[str, Any]]) -> None:
    transaction.run("write/begin")
    for one in articles:
        properties = {"name": one["headline"], "published_on": one["day"], "publisher": "시험일보", "language": "ko"}
        properties |= headline_properties(one["headline"])
        transaction.run("write/article", {"id": one["id"], "properties": properties})


def _entities(transaction: Transaction, rows: list[dict[str, Any]], mentioned: list[tuple[str, str]]) -> None:
    transaction.run("write/begin")
    transaction.run("write/entities", {"entities": rows})
    by_label: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_label[row["properties"]["label"]].append(row["id"])
    for label, ids in by_label.items():
        transaction.run("write/entity_labels", {"ids": ids}, slot=label)
    transaction.run("write/names", {"names": called({row["id"]: row["properties"]["keys"] for row in rows})})
    by_article: dict[str, list[str]] = defaultdict(list)
    for article, entity in mentioned:
        by_article[article].append(entity)
    for article, entities in by_article.items():
        mentions = [{"id": entity, "properties": {"name": None, "starts": [], "ends": []}} for entity in entities]
        transaction.run("write/mentions", {"article": article, "mentions": mentions})


def texts(count: int = 40) -> Iterator[tuple[str, str]]:
    """Make what people type: (kind, text); the same each time."""
    chance = random.Random(11)
    known = list(names(ENTITIES))
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
            make(store)
            print(f"made in {time.perf_counter() - began:.0f} s")
        measure(Reader(store))
    finally:
        store.close()


if __name__ == "__main__":
    main()
