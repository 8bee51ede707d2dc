"""Fills a store with a made graph of any size that has the shape of a real one: the same in each run.

Names are made of `names.yaml`; what is said of them, how often and by how many articles comes from `shape.yaml`.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import yaml

from bench import shape
from graph.batches import batches
from graph.ids import entity_id, fold, text_hash
from graph.journal import Journal
from graph.layout import called, claim_properties, headline_properties
from graph.model import Claim
from graph.projection import project
from graph.store import Row, Store, Transaction

AT_ONCE = 2_000
"""How many entities, claims or edges one transaction writes, and about so many statements of articles."""
ARTICLES_AT_ONCE = 200
BOUND = ("PART_OF", "SUCCEEDS", "DERIVED_FROM")
"""What each entity has one of, among the entities before it: real chains are short and have no circles."""
FIRST_DAY, LAST_DAY = date(2022, 1, 3), date(2026, 3, 31)
PUBLISHERS = ("시험일보", "산업경제", "전자저널", "정책브리핑", "지역신문", "로봇타임스", "월간제조", "에너지뉴스")

WORDS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("names.yaml").read_text("utf-8"))

Statement = tuple[str, int, int | None, dict[str, Any]]
"""A predicate, its subject and object (places among the entities), and qualifiers."""


def names(count: int) -> Iterator[tuple[str, str, list[str]]]:
    """Make names as they are in articles: (label, name, aliases); the same ones each time."""
    chance = random.Random(20261121)
    entities = shape.load().entities
    labels, weights = list(entities), list(entities.values())
    seen: set[str] = set()
    while len(seen) < count:
        label = chance.choices(labels, weights=weights)[0]
        made = (
            _person(chance)
            if label == "Person"
            else _company(chance)
            if label == "Organization" or chance.random() < 0.25
            else _program(chance)
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


@dataclass
class Crowd:
    """The entities of a made graph, and what has been said of them so far.

    Args:
        count: how many entities.
    """

    count: int
    rows: list[dict[str, Any]] = field(init=False)
    chance: random.Random = field(init=False, default_factory=lambda: random.Random(7))
    _by_label: dict[str, list[int]] = field(init=False, default_factory=lambda: defaultdict(list))
    _above: dict[tuple[str, int], int] = field(init=False, default_factory=dict)
    _said: list[Statement] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        """Name the entities."""
        self.rows = []
        for label, name, aliases in names(self.count):
            self._by_label[label].append(len(self.rows))
            self.rows.append(_entity(label, name, aliases))
        self._kinds = shape.load().kinds
        self._kind_weights = list(accumulate(kind.claims for kind in self._kinds))

    def statement(self, near: dict[str, list[int]]) -> Statement | None:
        """Make one statement: a joining of two entities that may have been made before, or a value of one.

        Args:
            near: what the article has named so far, by label; what is named now is added.

        Returns:
            `None` where chance joined an entity with itself.
        """
        shaped, chance = shape.load(), self.chance
        kind = chance.choices(self._kinds, cum_weights=self._kind_weights)[0]
        if kind.object is not None and self._said and chance.random() * 100 < shaped.again_percent:
            return chance.choice(self._said)
        subject = self._end(kind.subject, near)
        qualifiers = _qualifiers(chance, kind.predicate)
        if kind.object is None:
            return kind.predicate, subject, None, qualifiers
        at = self._above.get((kind.predicate, subject))
        if at is None:
            at = self._end(kind.object, near)
            if kind.predicate in BOUND:
                if at >= subject:
                    return None
                self._above[kind.predicate, subject] = at
        if at == subject:
            return None
        self._said.append((kind.predicate, subject, at, qualifiers))
        return self._said[-1]

    def _end(self, label: str, near: dict[str, list[int]]) -> int:
        named = near.setdefault(label, [])
        if named and self.chance.random() * 100 < shape.load().ends_again_percent:
            return self.chance.choice(named)
        at = self.any_of(label)
        named.append(at)
        return at

    def any_of(self, label: str) -> int:
        """Choose an entity: one of the few that most is said of as often as in the shape, else any."""
        those, drawn, start = self._by_label[label], self.chance.random() * 100, 0
        for rank, percent in shape.load().hubs[label].items():
            if rank >= len(those):
                break
            if drawn < percent:
                return those[self.chance.randrange(start, rank)]
            start = rank
        return those[self.chance.randrange(start, len(those))]


def _entity(label: str, name: str, aliases: list[str]) -> dict[str, Any]:
    keys = sorted({fold(one) for one in (name, *aliases)})
    properties = {"name": name, "label": label, "aliases": aliases, "name_en": None, "kind": None, "keys": keys}
    return {"id": entity_id(label, name), "properties": properties}


def _qualifiers(chance: random.Random, predicate: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        name: chance.choice(one.values)
        for name, one in shape.load().qualifiers[predicate].items()
        if chance.random() * 100 < one.percent
    }
    if "fiscal_year" in said:
        said = {name: value for name, value in said.items() if not name.startswith("period_")}
    if said.get("period_start", 0) > said.get("period_end", 9999):
        said["period_start"], said["period_end"] = said["period_end"], said["period_start"]
    return said


@dataclass(frozen=True)
class Written:
    """An article as it is written: its properties, whom it mentions (places in the crowd), and its claims."""

    id: str
    properties: dict[str, Any]
    mentioned: list[int]
    claims: list[Claim]


def articles(crowd: Crowd, claims: int) -> Iterator[Written]:
    """Make articles with so many claims in all. Each entity is named in one at least."""
    chance, sizes = crowd.chance, shape.load().claims_an_article
    count = max(1, round(claims * len(sizes) / sum(sizes)))
    days = (LAST_DAY - FIRST_DAY).days
    for at in range(count):
        own = range(at * crowd.count // count, (at + 1) * crowd.count // count)
        near: dict[str, list[int]] = {}
        for one in own:
            near.setdefault(crowd.rows[one]["properties"]["label"], []).append(one)
        made = list(islice(_statements(crowd, near), chance.choice(sizes)))
        ends = {end for _, subject, obj, _ in made for end in (subject, obj) if end is not None}
        day = FIRST_DAY + timedelta(days=at * days // count)
        headline = f"{_program(chance)} {chance.choice(WORDS['acts'])} 추진"
        article_id = f"a/{at}"
        properties = {
            "name": headline,
            "published_on": day.isoformat(),
            "publisher": chance.choice(PUBLISHERS),
            "language": "ko",
            "url": f"https://news.example/{at}",
            "text_sha256": text_hash(article_id),
            "entities": len(ends | set(own)),
            "claims": len(made),
        } | headline_properties(headline)
        said = [_claim(crowd, article_id, place, one) for place, one in enumerate(made)]
        yield Written(article_id, properties, sorted(ends | set(own)), said)


def _statements(crowd: Crowd, near: dict[str, list[int]]) -> Iterator[Statement]:
    while True:
        made = crowd.statement(near)
        if made is not None:
            yield made


def _claim(crowd: Crowd, article: str, place: int, made: Statement) -> Claim:
    predicate, subject, obj, qualifiers = made
    shaped, chance = shape.load(), crowd.chance
    names = [crowd.rows[one]["properties"]["name"] for one in (subject, obj) if one is not None]
    length = chance.choice(shaped.quote_lengths)
    words = [*names, *chance.sample(WORDS["acts"], 4), *chance.sample(WORDS["fields"], 4)] * 3
    quote = " ".join(words)[:length].strip()
    speaker = crowd.any_of("Person") if chance.random() * 100 < shaped.asserted_percent else None
    return Claim(
        id=f"claim/{article}/{place}",
        predicate=predicate,
        subject=crowd.rows[subject]["id"],
        object=crowd.rows[obj]["id"] if obj is not None else None,
        qualifiers=qualifiers,
        modality=chance.choices(list(shaped.modalities), weights=list(shaped.modalities.values()))[0],  # type: ignore[arg-type]
        asserted_by=crowd.rows[speaker]["id"] if speaker is not None else None,
        quote=quote,
        start=place * 250,
        end=place * 250 + len(quote),
        confidence=chance.choice(shaped.confidences),
        extractor="bench",
    )


def fill(store: Store, entities: int, claims: int) -> None:
    """Fill an empty store with a made graph, edges and record of changes included."""
    crowd = Crowd(entities)
    for some in batches(crowd.rows, AT_ONCE):
        store.write(partial(_write_entities, rows=some))
    supporting: dict[str, list[Row]] = defaultdict(list)
    for batch in batches(articles(crowd, claims), ARTICLES_AT_ONCE):
        store.write(partial(_write_articles, crowd=crowd, batch=batch))
        for article in batch:
            for claim in article.claims:
                if claim.object is not None:
                    supporting[claim.predicate].append(_supports(article, claim))
    for predicate in sorted(supporting):
        for rows in batches(map(_edge_row, project(supporting[predicate])), AT_ONCE):
            store.write(partial(_write_edges, rows=rows, predicate=predicate))


def _write_entities(transaction: Transaction, rows: list[dict[str, Any]]) -> None:
    transaction.run("write/begin")
    transaction.run("write/entities", {"entities": rows})
    by_label: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_label[row["properties"]["label"]].append(row["id"])
    for label, ids in by_label.items():
        transaction.run("write/entity_labels", {"ids": ids}, slot=label)
    transaction.run("write/names", {"names": called({row["id"]: row["properties"]["keys"] for row in rows})})


def _write_articles(transaction: Transaction, crowd: Crowd, batch: list[Written]) -> None:
    journal = Journal(transaction, transaction.run("write/begin")[0]["revision"])
    for article in batch:
        transaction.run("write/article", {"id": article.id, "properties": article.properties})
        mentions = [_mention(crowd, one) for one in article.mentioned]
        transaction.run("write/mentions", {"article": article.id, "mentions": mentions})
        rows = [
            {"id": claim.id, "subject": claim.subject, "properties": claim_properties(claim, article.id)}
            for claim in article.claims
        ]
        transaction.run("write/claims", {"article": article.id, "claims": rows})
        journal.added(article.properties | {"id": article.id}, len(rows))
    said = [claim for article in batch for claim in article.claims]
    objects = [{"id": claim.id, "object": claim.object} for claim in said if claim.object]
    transaction.run("write/claim_objects", {"claims": objects})
    speakers = [{"id": claim.id, "speaker": claim.asserted_by} for claim in said if claim.asserted_by]
    transaction.run("write/claim_speakers", {"claims": speakers})


def _mention(crowd: Crowd, at: int) -> dict[str, Any]:
    row = crowd.rows[at]
    name = row["properties"]["name"]
    said = {"name": name, "aliases": row["properties"]["aliases"], "starts": [0], "ends": [len(name)], "texts": [name]}
    return {"id": row["id"], "properties": said}


def _supports(article: Written, claim: Claim) -> Row:
    """Return what `write/claims_between` would say of a claim."""
    said = ("amount_krw", "amount_qualifier", "fiscal_year", "period_start", "period_end", "status")
    return {
        "predicate": claim.predicate,
        "subject": claim.subject,
        "object": claim.object,
        **{name: claim.qualifiers.get(name) for name in said},
        "confidence": claim.confidence,
        "article": article.id,
        "text_sha256": article.properties["text_sha256"],
        "based_on": None,
        "copies": None,
        "published_on": article.properties["published_on"],
    }


def _edge_row(edge: Any) -> dict[str, Any]:
    properties = edge.properties()
    del properties["predicate"]
    return {name: properties.pop(name) for name in ("subject", "object", "key")} | {"properties": properties}


def _write_edges(transaction: Transaction, rows: list[dict[str, Any]], predicate: str) -> None:
    transaction.run("write/begin")
    transaction.run("write/edges", {"edges": rows}, slot=predicate)
