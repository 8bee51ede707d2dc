"""Two entities that are one: what articles say of either is said of one of them, now and whenever they are read again.

That they are one is recorded apart from what articles say (`graph.merges`). Whatever is written goes through
`graph.merged`, so an article that is read again, or for the first time, names the present entity. What was read of such
an article before that is kept beside it (`as_read`), so that a merge can be taken back.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

from graph import merges
from graph.batches import batches
from graph.errors import InputError, NotFound
from graph.export.documents import Document, document
from graph.merged import as_merged, as_read, kept, label_of, present_ids_without
from graph.model import Extraction
from graph.store import Store
from graph.writer import Writer

TOGETHER = 20
"""How many articles one transaction rewrites."""


class Merging(BaseModel):
    """What a merge did."""

    model_config = ConfigDict(frozen=True)

    old: str
    new: str = Field(description="the id that `old` leads to now")
    articles: int = Field(description="how many articles were rewritten")


def merge(store: Store, old: str, new: str) -> Merging:
    """Record that the entity `old` is `new`, and say of `new` what the store's articles say of `old`.

    Each article is rewritten in whole or not at all; a merge that was broken off goes on when it is asked for again.

    Raises:
        InputError: they are one already, of different kinds, or an id is none.
        NotFound: there is no entity `new`.
    """
    end = merges.present_id(store, new) or new
    rows = {one: store.read("read/entity", {"id": one}) for one in (old, end)}
    if not rows[end]:
        raise NotFound(f"no entity has the id {end!r}", hint="Give the id of an entity that is there.")
    if old == end:
        raise InputError(f"{old} and {new} are one already", hint="Give two ids.")
    if label_of(old) != label_of(end):
        raise InputError(f"{old} and {end} are of different kinds", hint="Only entities with the same label are one.")
    articles = [row["id"] for row in store.read("write/mentioning", {"id": old})] if rows[old] else []
    writer = Writer(store)
    for some in batches(articles, TOGETHER):
        found = [document(store, article) for article in some]
        writer.restore(
            (as_merged(one.extraction, {old: end}), one.read_from, one.as_read or kept(one.extraction))
            for one in found
            if one is not None
        )
    return Merging(old=old, new=merges.record(store, old, new), articles=len(articles))


class Unmerging(BaseModel):
    """What taking back a merge did."""

    model_config = ConfigDict(frozen=True)

    old: str
    articles: int = Field(description="how many articles say again what they said of `old`")


def unmerge(store: Store, old: str) -> Unmerging | None:
    """Take back that `old` leads to another entity, and say of it again what articles said of it.

    One that was broken off goes on when it is asked for again. An article that a kaigraph merged which did not yet keep
    what was read before says so again only once it is read again.

    Returns:
        What was done, or `None` where nothing was recorded of `old`.
    """
    end = merges.present_id(store, old)
    if end is None:
        return None
    present = present_ids_without(store, old)
    articles = _as_before(store, end, present)
    merges.forget(store, old)
    return Unmerging(old=old, articles=articles + _as_before(store, end, present))  # others may have written meanwhile


def _as_before(store: Store, end: str, present: Mapping[str, str]) -> int:
    """Write what articles that mention an entity said at first, with other present ids; return how many changed."""
    writer, changed = Writer(store), 0
    for some in batches([row["id"] for row in store.read("read/rewritten", {"id": end})], TOGETHER):
        found = [document(store, article) for article in some]
        done = writer.restore(_again(one, present) for one in found if one is not None)
        changed += done.count("changed")
    return changed


def _again(one: Document, present: Mapping[str, str]) -> tuple[Extraction, str | None, str | None]:
    if one.as_read is None:  # written since it was found
        return one.extraction, one.read_from, None
    before = as_read(one.extraction, one.as_read)
    extraction = as_merged(before, present)
    return extraction, one.read_from, None if extraction is before else one.as_read
