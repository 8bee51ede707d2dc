"""What articles' coming, changing or going touches in the store, inside of one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from graph import layout
from graph.model import Claim, Extraction
from graph.projection import Pair, update
from graph.store import Row, Transaction

SAID = (*layout.FACETS, "aliases")


class Change:
    """Takes what an article says out of the store and puts it in; what it shares with others is left to `settle`.

    Args:
        transaction: where.
        article_id: of the one article.
    """

    def __init__(self, transaction: Transaction, article_id: str) -> None:
        self._run = transaction.run
        self._transaction = transaction
        self._article = {"article": article_id}
        self._said_before: dict[str, Row] = {}
        self.doubtful: set[str] = set()
        """Entities that may be called differently now, or that nobody may mention any more."""
        self.pairs: set[Pair] = set()
        """What the article's claims join or joined."""

    def take_out(self) -> None:
        """Take the article's claims and mentions out, and remember what stood on them."""
        self._said_before = {row["id"]: row for row in self._run("write/article_mentions", self._article)}
        self.doubtful |= self._said_before.keys()
        ends = self._run("write/article_ends", self._article)
        self.pairs |= {Pair(row["predicate"], row["subject"], row["object"]) for row in ends}
        self._run("write/claims_delete", self._article)
        self._run("write/mentions_delete", self._article)

    def put_in(self, extraction: Extraction) -> None:
        """Put the article's entities, mentions and claims in."""
        said = {entity.id: layout.mention_properties(entity) for entity in extraction.entities}
        self._entities(said, {entity.id: entity.type for entity in extraction.entities})
        mentions = [{"id": entity_id, "properties": properties} for entity_id, properties in said.items()]
        if mentions:
            self._run("write/mentions", self._article | {"mentions": mentions})
        if extraction.claims:
            self._claims(extraction.claims, extraction.article.id)

    def _entities(self, said: Mapping[str, Row], labels: Mapping[str, str]) -> None:
        state = {row["id"]: row for row in self._run("write/entity_state", {"ids": sorted(said)})} if said else {}
        for entity_id in said.keys() & state.keys():
            before = self._said_before.get(entity_id)
            if before is None and not layout.says_nothing_new(state[entity_id], said[entity_id]):
                self.doubtful.add(entity_id)
            elif before is not None and all(before[key] == said[entity_id][key] for key in SAID):
                self.doubtful.discard(entity_id)
        new = sorted(said.keys() - state.keys())
        votes = {entity_id: [{**said[entity_id], "articles": 1}] for entity_id in new}
        _write(self._transaction, {i: layout.entity_properties(i, labels[i], votes[i]) for i in new})
        by_label: dict[str, list[str]] = defaultdict(list)
        for entity_id in new:
            by_label[labels[entity_id]].append(entity_id)
        for label in sorted(by_label):
            self._run("write/entity_labels", {"ids": by_label[label]}, slot=label)

    def _claims(self, claims: list[Claim], article_id: str) -> None:
        rows = [
            {"id": claim.id, "subject": claim.subject, "properties": layout.claim_properties(claim, article_id)}
            for claim in claims
        ]
        self._run("write/claims", self._article | {"claims": rows})
        objects = [{"id": claim.id, "object": claim.object} for claim in claims if claim.object]
        if objects:
            self._run("write/claim_objects", {"claims": objects})
        speakers = [{"id": claim.id, "speaker": claim.asserted_by} for claim in claims if claim.asserted_by]
        if speakers:
            self._run("write/claim_speakers", {"claims": speakers})
        self.pairs |= {Pair(claim.predicate, claim.subject, claim.object) for claim in claims if claim.object}


def settle(transaction: Transaction, changes: Iterable[Change]) -> None:
    """Settle what changed articles share with others, once for all articles of a transaction.

    Drops entities that nobody mentions, names anew those that are called differently now, and projects the edges. The
    articles that mention a hub, and the claims that join two, are gone through once for all that is written together.
    """
    doubtful: set[str] = set()
    pairs: set[Pair] = set()
    for change in changes:
        doubtful |= change.doubtful
        pairs |= change.pairs
    if doubtful:
        ids = {"ids": sorted(doubtful)}
        names = transaction.run("write/names_of", ids)
        transaction.run("write/entities_delete", ids)
        _rename(transaction, ids)
        transaction.run("write/names_drop", {"ids": sorted(row["name"] for row in names)})
    update(transaction, pairs)


def _rename(transaction: Transaction, ids: dict[str, list[str]]) -> None:
    votes: dict[str, list[Row]] = defaultdict(list)
    for row in transaction.run("write/entity_votes", ids):
        votes[row["id"]].append(row)
    changed: dict[str, dict[str, Any]] = {}
    for state in transaction.run("write/entity_state", ids):
        properties = layout.entity_properties(state["id"], state["label"], votes[state["id"]])
        if any(properties[key] != state[key] for key in SAID):
            changed[state["id"]] = properties
    if changed:
        keys = [{"id": entity_id, "keys": properties["keys"]} for entity_id, properties in changed.items()]
        transaction.run("write/names_delete", {"entities": keys})
    _write(transaction, changed)


def _write(transaction: Transaction, entities: Mapping[str, dict[str, Any]]) -> None:
    if entities:
        rows = [{"id": entity_id, "properties": properties} for entity_id, properties in entities.items()]
        transaction.run("write/entities", {"entities": rows})
        names = layout.called({entity_id: properties["keys"] for entity_id, properties in entities.items()})
        transaction.run("write/names", {"names": names})
