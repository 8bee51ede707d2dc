"""Two entities that are one: what articles say of either is said of one of them, now and whenever they are read again.

That they are one is recorded apart from what articles say (`graph.merges`). Whatever is written goes through
`graph.merged`, so an article that is read again, or for the first time, names the present entity. What was read of such
an article before that is kept beside it (`as_read`), so that a merge can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pydantic import BaseModel, ConfigDict, Field

from graph import merged, merges
from graph.batches import batches
from graph.errors import InputError, NotFound
from graph.export.documents import Document, document
from graph.merged import as_merged, as_read, kept, label_of, present_ids_without
from graph.model import ENTITY_ID, Extraction
from graph.store import Store, Transaction
from graph.writer import Stored, Writer

TOGETHER = 20
"""How many articles one transaction rewrites."""
TRIES = 3
"""How often in a row nothing may come of rewriting articles, because others write them at the time."""


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
    if not store.read("read/entity", {"id": end}):
        raise NotFound(f"no entity has the id {end!r}", hint="Give the id of an entity that is there.")
    if old == end:
        raise InputError(f"{old} and {new} are one already", hint="Give two ids.")
    if not ENTITY_ID.fullmatch(old):
        raise InputError(f"{old!r} is no entity's id", hint="An id looks like ministry/motir.")
    if label_of(old) != label_of(end):
        raise InputError(f"{old} and {end} are of different kinds", hint="Only entities with the same label are one.")
    articles = _say_of(store, {old: end})
    return Merging(old=old, new=merges.record(store, old, new), articles=articles)


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
    later = merges.chain(store.read, old)
    if not later:
        return None
    present = present_ids_without(store, old)
    articles = _as_before(store, later, present)
    merges.forget(store, old)
    return Unmerging(
        old=old, articles=articles + _as_before(store, later, present)
    )  # others may have written meanwhile


def adopt(store: Store, leads: Mapping[str, str]) -> None:
    """Record merges of a dump, and say of the present entities what articles of the store say of the former ones.

    Those that are there already cost no revision.

    Args:
        store: where to.
        leads: what former ids lead to by the dump.

    Raises:
        InputError: they contradict the store's; none is recorded then.
    """
    here = merged.leads(store)
    refuse_contradicting(here, leads)
    present = merges.ends({**leads, **here})
    new = {old: present[old] for old in leads if old not in here}
    if not new:
        return
    _say_of(store, new)

    def work(transaction: Transaction) -> None:
        transaction.run("write/begin")
        known = {row["id"]: row["to"] for row in transaction.run("check/redirects")}
        refuse_contradicting(known, leads)
        for old in new:
            if old not in known:
                transaction.run("write/redirect", {"id": old, "to": leads[old]})

    store.write(work)


def refuse_contradicting(here: Mapping[str, str], there: Mapping[str, str]) -> None:
    """Refuse merges of a dump that cannot stand beside the store's.

    Args:
        here: what each former id leads to by the store.
        there: what each leads to by the dump.

    Raises:
        InputError: by both together an id leads to two, or back to itself.
    """
    both = {**there, **here}
    found, other = merges.ends(both), merges.ends({**here, **there})
    for old, to in there.items():
        if old in found and (old not in here or found[old] == other.get(old)):
            continue
        at, passed = old, set[str]()
        while at not in here and at not in passed:
            passed.add(at)
            at = both[at]
        if at not in here:
            hint = "Take one of them back where the dump was made, and make it again."
            raise InputError(f"the merges of {old} in the dump lead in a circle", hint=hint)
        raise InputError(
            f"by the dump {old} is {to}, and by the store {at} is {here[at]}",
            hint=f"If the dump is right, `kaigraph unmerge {at}` takes back the store's.",
        )


def _say_of(store: Store, present: Mapping[str, str]) -> int:
    """Say of present entities what articles say of former ones; return how often an article changed."""
    changed = 0
    for old in present:
        left = TRIES
        while left and store.read("write/mentioning", {"id": old}):
            done = _rewrite(store, "write/mentioning", old, lambda one: as_merged(one.extraction, present))
            left = TRIES if done else left - 1
            changed += done
    return changed


def _as_before(store: Store, mentioned: Sequence[str], present: Mapping[str, str]) -> int:
    """Write what articles that mention one of some entities said at first, with other present ids."""
    return sum(_rewrite(store, "read/rewritten", one, lambda found: _again(found, present)) for one in mentioned)


def _again(one: Document, present: Mapping[str, str]) -> Extraction:
    return one.extraction if one.as_read is None else as_merged(as_read(one.extraction, one.as_read), present)


def _rewrite(store: Store, which: str, entity: str, said: Callable[[Document], Extraction]) -> int:
    """Let articles say something else; return how many changed. What others write meanwhile is left as it is.

    Args:
        store: where.
        which: the statement that finds the articles.
        entity: what they mention.
        said: makes of an article what it shall say.
    """
    writer, changed = Writer(store), 0
    for some in batches([row["id"] for row in store.read(which, {"id": entity})], TOGETHER):
        states = {article: store.read("write/article_state", {"id": article}) for article in some}
        found = {article: document(store, article) for article in some}
        done = writer.restore(
            _rewritten(one, said(one), over=(states[key][0]["fingerprint"], states[key][0]["as_read"]))
            for key, one in found.items()
            if one is not None and states[key]
        )
        changed += done.count("changed")
    return changed


def _rewritten(one: Document, extraction: Extraction, *, over: tuple[str, str | None]) -> Stored:
    """Say something else of an article, keeping what was read of it while that is not what it says."""
    before = one.as_read or kept(one.extraction)
    return Stored(extraction, one.read_from, None if kept(extraction) == before else before, over)
