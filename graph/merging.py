"""Two entities that are one: what articles say of either is said of one of them, now and whenever they are read again.

That they are one is recorded apart from what articles say (`graph.merges`). Whatever is written goes through
`graph.merged`, so an article that is read again, or for the first time, names the present entity. Taking a merge back
needs the articles to be read again: the store does not keep which of them said it of which.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from graph import merges
from graph.batches import batches
from graph.errors import InputError, NotFound
from graph.export.documents import document
from graph.merged import as_merged, label_of
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
        writer.restore((as_merged(one.extraction, {old: end}), one.read_from) for one in found if one is not None)
    return Merging(old=old, new=merges.record(store, old, new), articles=len(articles))
