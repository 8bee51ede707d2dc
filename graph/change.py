"""What one article's coming, changing or going touches in the store, inside of one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from graph import layout
from graph.model import Claim, Extraction
from graph.projection import Pair, update
from graph.store import Row, Transaction

SAID = (*layout.FACETS, "aliases")


class Change:
    """Takes what an article says out of the store, puts it in, then settles what others share with it.

    Args:
        transaction: where.
        article_id: of the one article.
    """

    def __init__(self, transaction: Transaction, article_id: str) -> None:
        self._run = transaction.run
        self._transaction = transaction
        self._article = {"article": article_id}
        self._said_before: dict[str, Row] = {}
        self._doubtful: set[str] = set()
        """Entities that may be called differently now, or that nobody may mention any more."""
        self._pairs: set[Pair] = set()
        """What the article's claims join or joined."""

    def take_out(self) -> None:
        """Take the article's claims and mentions out, and remember what stood on them."""
        self._said_before = {row["id"]: row for row in self._run("write/article_mentions", self._article)}
        self._doubtful |= self._said_before.keys()
        ends = self._run("write/article_ends", self._article)
        self._pairs |= {Pair(row["predicate"], row["subject"], row["object"]) for row in ends}
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

    def settle(self) -> None:
        """Drop entities that nobody mentions, name anew those that are called differently now, project the edges."""
        if self._doubtful:
            ids = {"ids": sorted(self._doubtful)}
            names = self._run("write/names_of", ids)
            self._run("write/entities_delete", ids)
            self._rename()
            self._run("write/names_drop", {"ids": sorted(row["name"] for row in names)})
        update(self._transaction, self._pairs)

    def _entities(self, said: Mapping[str, Row], labels: Mapping[str, str]) -> None:
        state = {row["id"]: row for row in self._run("write/entity_state", {"ids": sorted(said)})} if said else {}
        for entity_id in said.keys() & state.keys():
            before = self._said_before.get(entity_id)
            if before is None and not layout.says_nothing_new(state[entity_id], said[entity_id]):
                self._doubtful.add(entity_id)
            elif before is not None and all(before[key] == said[entity_id][key] for key in SAID):
                self._doubtful.discard(entity_id)
        new = sorted(said.keys() - state.keys())
        votes = {entity_id: [{**said[entity_id], "articles": 1}] for entity_id in new}
        self._write({i: layout.entity_properties(i, labels[i], votes[i]) for i in new})
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
        self._pairs |= {Pair(claim.predicate, claim.subject, claim.object) for claim in claims if claim.object}

    def _rename(self) -> None:
        ids = {"ids": sorted(self._doubtful)}
        votes: dict[str, list[Row]] = defaultdict(list)
        for row in self._run("write/entity_votes", ids):
            votes[row["id"]].append(row)
        changed: dict[str, dict[str, Any]] = {}
        for state in self._run("write/entity_state", ids):
            properties = layout.entity_properties(state["id"], state["label"], votes[state["id"]])
            if any(properties[key] != state[key] for key in SAID):
                changed[state["id"]] = properties
        if changed:
            keys = [{"id": entity_id, "keys": properties["keys"]} for entity_id, properties in changed.items()]
            self._run("write/names_delete", {"entities": keys})
        self._write(changed)

    def _write(self, entities: Mapping[str, dict[str, Any]]) -> None:
        if entities:
            rows = [{"id": entity_id, "properties": properties} for entity_id, properties in entities.items()]
            self._run("write/entities", {"entities": rows})
            names = layout.called({entity_id: properties["keys"] for entity_id, properties in entities.items()})
            self._run("write/names", {"names": names})
