"""Single records and plain lists: an entity, a claim, an article, and pages of claims and articles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.answers import (
    ArticleAnswer,
    ArticleSummary,
    ClaimAnswer,
    EntityAnswer,
    EntityRef,
    MentionedEntity,
    Page,
)
from graph.called import as_called
from graph.citation import cite
from graph.errors import NotFound
from graph.evidence import fetch
from graph.paging import decode_cursor, encode_cursor
from graph.scope import Scope
from graph.steady import note_gone
from graph.store import Store

MOST_COPIES = 100
"""How many copies of an article are named; all are counted."""


def entity(store: Store, ref: EntityRef, scope: Scope) -> EntityAnswer:
    """Return what is known of an entity that `graph.names.resolve` found, counting the scope's articles and claims.

    Raises:
        NotFound: it is gone by now.
    """
    parameters = {"id": ref.id, **scope.parameters()}
    rows = store.read("read/entity", {"id": ref.id})
    if not rows:
        note_gone()
        raise NotFound(f"no entity has the id {ref.id!r}", hint="It was there a moment ago: ask for it by name.")
    (seen,) = store.read("read/entity_articles", parameters)
    claims: dict[str, dict[str, int]] = {"subject": {}, "object": {}}
    for found in store.read("read/entity_claims", parameters):
        claims[found["role"]][found["predicate"]] = found["claims"]
    known = {**rows[0], **seen, "aliases": rows[0]["aliases"] or []}
    answer = EntityAnswer(**known, claims_as_subject=claims["subject"], claims_as_object=claims["object"])
    return as_called(store, answer, scope)


def claim(store: Store, claim_id: str) -> ClaimAnswer:
    """Return one claim.

    Raises:
        NotFound: there is none with this id.
    """
    found = fetch(store, [claim_id])
    if not found:
        raise NotFound(f"no claim has the id {claim_id!r}", hint="List claims to find one's id.")
    return found[0].claim


def article(store: Store, article_id: str) -> ArticleAnswer:
    """Return one article with everything read from it.

    Raises:
        NotFound: there is none with this id.
    """
    parameters = {"id": article_id}
    rows = store.read("read/article", parameters)
    if not rows:
        raise NotFound(f"no article has the id {article_id!r}", hint="List the articles to find one's id.")
    same = store.read("read/copies", {"copies": rows[0]["copies"]}) if rows[0]["copies"] else []
    others = [cite(row) for row in same if row["article_id"] != article_id]
    mentioned = store.read("read/article_entities", parameters)
    stated = fetch(store, [row["id"] for row in store.read("read/article_claims", parameters)])
    return ArticleAnswer(
        citation=cite(rows[0]),
        language=rows[0]["article_language"],
        text_sha256=rows[0]["text_sha256"],
        copies=len(others),
        copy_of=others[0] if others and rows[0]["copies"] != article_id else None,
        other_copies=others[:MOST_COPIES],
        entities=[MentionedEntity(**row) for row in mentioned],
        claims=[one.claim for one in stated],
    )


def articles(store: Store, filters: Mapping[str, Any], *, limit: int, cursor: str | None) -> Page[ArticleSummary]:
    """Return a page of the articles that meet the filters, given as the parameters of `read/articles`."""
    after = decode_cursor("articles", cursor, tuple[str, str]) if cursor else (None, None)
    where = {"after_day": after[0], "after_id": after[1], "limit": limit + 1}
    statement = "read/articles" if filters["mentions"] is None else "read/articles_on"
    rows = store.read(statement, {**filters, **where})
    shown = rows[:limit]
    last = shown[-1] if len(rows) > limit else None
    return Page[ArticleSummary](
        items=[
            ArticleSummary(citation=cite(row), language=row["article_language"], claims=row["claims"]) for row in shown
        ],
        next_cursor=encode_cursor("articles", (last["day"], last["article_id"])) if last else None,
    )
