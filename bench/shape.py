"""The shape of a graph that was read from articles: what made graphs take from it, and how it is measured.

python -m bench.shape > bench/shape.yaml        measures the store of the environment
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from graph.evidence import STORED_AS
from graph.ontology import LABELS, ONTOLOGY
from graph.store import Row, Store
from graph.store.opening import open_store

FILE = Path(__file__).with_name("shape.yaml")
RANKS = (1, 3, 10, 30, 100)
STEPS = 20
"""Into how many equal parts values are cut: of each border between two, one value stays."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Kind(_Part):
    """What claims join: a predicate with the labels of its ends, and how many claims do."""

    predicate: str
    subject: str
    object: str | None
    claims: int


class Said(_Part):
    """How many in a hundred claims of a predicate have a qualifier, and values of it, each as common as the others."""

    percent: float
    values: list[bool | int | float | str]


class Shape(_Part):
    """What a made graph has in common with a real one.

    Attributes:
        entities: how many have which label.
        claims_an_article: from the fewest to the most, in equal steps.
        again_percent: how many in a hundred statements between two entities were made before.
        ends_again_percent: how many in a hundred ends of an article's claims stood in it before.
        hubs: of the ends with a label, how many in a hundred are one of the first 1, 3, 10, 30, 100 entities.
        quote_lengths: in code points, from the shortest to the longest.
        confidences: from the least to the most.
        modalities: how many claims have which.
        asserted_percent: how many in a hundred claims stand in a quotation.
        kinds: what claims join.
        qualifiers: by predicate and name.
    """

    entities: dict[str, int]
    claims_an_article: list[int]
    again_percent: float
    ends_again_percent: float
    hubs: dict[str, dict[int, float]]
    quote_lengths: list[int]
    confidences: list[float]
    modalities: dict[str, int]
    asserted_percent: float
    kinds: list[Kind]
    qualifiers: dict[str, dict[str, Said]]


@cache
def load() -> Shape:
    """Return the shape that lies beside this file."""
    return Shape.model_validate(yaml.safe_load(FILE.read_text("utf-8")))


def measure(store: Store) -> Shape:
    """Measure a store."""
    articles = [row["id"] for row in store.read("write/manifest")]
    stated = {one: store.read("write/article_statements", {"article": one}) for one in articles}
    rows = [row for some in stated.values() for row in some]
    joined = [(row["predicate"], row["subject_id"], row["object_id"]) for row in rows if row["object_id"]]
    ends = [_ends(some) for some in stated.values()]
    kinds = Counter((row["predicate"], row["subject_label"], row["object_label"]) for row in rows)
    labels = {row["label"]: row["entities"] for row in store.read("read/overview_entities")}
    return Shape(
        entities={label: labels[label] for label in LABELS if label in labels},
        claims_an_article=_borders(map(len, stated.values())),
        again_percent=_percent(len(joined) - len(set(joined)), len(joined)),
        ends_again_percent=_percent(sum(len(one) - len(set(one)) for one in ends), sum(map(len, ends))),
        hubs=_hubs(rows),
        quote_lengths=_borders(len(row["quote"]) for row in rows),
        confidences=_borders(round(row["confidence"], 2) for row in rows),
        modalities=dict(Counter(row["modality"] for row in rows).most_common()),
        asserted_percent=_percent(sum(row["asserted_by"] is not None for row in rows), len(rows)),
        kinds=[Kind(predicate=p, subject=s, object=o, claims=n) for (p, s, o), n in kinds.most_common()],
        qualifiers={name: _qualifiers(name, rows) for name in ONTOLOGY.predicates},
    )


def _ends(rows: list[Row]) -> list[str]:
    return [one for row in rows for one in (row["subject_id"], row["object_id"]) if one]


def _hubs(rows: list[Row]) -> dict[str, dict[int, float]]:
    by_label: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for end in ("subject", "object"):
            if row[f"{end}_id"]:
                by_label[row[f"{end}_label"]][row[f"{end}_id"]] += 1
    return {
        label: {rank: _percent(sum(n for _, n in counts.most_common(rank)), counts.total()) for rank in RANKS}
        for label, counts in sorted(by_label.items())
    }


def _qualifiers(predicate: str, rows: list[Row]) -> dict[str, Said]:
    own = [row for row in rows if row["predicate"] == predicate]
    found = {}
    for name in ONTOLOGY.predicates[predicate].qualifiers:
        values = [value for row in own if (value := row[STORED_AS.get(name, name)]) is not None]
        if values:
            found[name] = Said(percent=_percent(len(values), len(own)), values=_borders(values))
    return found


def _borders(values: Any) -> list[Any]:
    ordered = sorted(values)
    return [ordered[round(at * (len(ordered) - 1) / STEPS)] for at in range(STEPS + 1)]


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def main() -> None:
    """Print the shape of the store as YAML."""
    store = open_store()
    try:
        shape = measure(store)
    finally:
        store.close()
    print("# The shape of a graph read from news articles, as `python -m bench.shape` measures it.")
    print(yaml.safe_dump(shape.model_dump(), allow_unicode=True, sort_keys=False, width=118, default_flow_style=None))


if __name__ == "__main__":
    main()
