"""What an article says under present ids: what it says of an entity that is another now is said of that one."""

from __future__ import annotations

import json
from collections.abc import Mapping

from graph.export.pages import pages
from graph.ids import claim_id
from graph.kept import Kept
from graph.merges import ends
from graph.model import Claim, Entity, Extraction
from graph.store import Store


def as_merged(extraction: Extraction, present: Mapping[str, str]) -> Extraction:
    """Return an extraction whose entities go by their present ids.

    Of two entities that became one, the one that had the id names it, and the other's names are its aliases. A claim
    that would join an entity with itself goes, as does one that another says already.

    Args:
        extraction: as an article was read.
        present: the present id of each former one. One with another label says nothing of what the article means.
    """
    moved = {old: new for old, new in present.items() if label_of(old) == label_of(new)}
    if not any(entity.id in moved for entity in extraction.entities):
        return extraction
    entities: dict[str, Entity] = {}
    for entity in sorted(extraction.entities, key=lambda one: one.id in moved):
        key = moved.get(entity.id, entity.id)
        known = entities.get(key)
        entities[key] = entity.model_copy(update={"id": key}) if known is None else _joined(known, entity)
    claims: dict[str, Claim] = {}
    for claim in extraction.claims:
        one = _moved(claim, extraction.article.id, moved)
        before = claims.get(one.id)
        if one.subject != one.object and (before is None or before.confidence < one.confidence):
            claims[one.id] = one
    return Extraction(article=extraction.article, entities=list(entities.values()), claims=list(claims.values()))


def kept(extraction: Extraction) -> str:
    """Return the entities and claims of an extraction as a text, the same in whatever order they come."""
    parts = extraction.model_dump(mode="json", include={"entities", "claims"})
    ordered = {name: sorted(part, key=lambda one: str(one["id"])) for name, part in parts.items()}
    return json.dumps(ordered, ensure_ascii=False, sort_keys=True)


def as_read(extraction: Extraction, text: str) -> Extraction:
    """Return an extraction with the entities and claims that `kept` made a text of. Raises ValueError: it is none."""
    return Extraction.model_validate({**json.loads(text), "article": extraction.article})


def present_ids(store: Store) -> dict[str, str]:
    """Return the present id of every former one; kept until the store is written to. Those in a circle have none."""
    return _PRESENT.of(store)


def present_ids_at(store: Store) -> tuple[int, dict[str, str]]:
    """Return `present_ids`, and the revision of the store that they are at least as new as."""
    return _PRESENT.at(store)


def label_of(entity_id: str) -> str:
    """Return what an id begins with: its label in small letters."""
    return entity_id.partition("/")[0]


def _joined(one: Entity, other: Entity) -> Entity:
    names = dict.fromkeys((*one.aliases, other.name, *other.aliases))
    spans = {(mention.start, mention.end): mention for mention in (*one.mentions, *other.mentions)}
    return one.model_copy(
        update={
            "aliases": [name for name in names if name != one.name],
            "name_en": one.name_en or other.name_en,
            "kind": one.kind or other.kind,
            "mentions": [spans[span] for span in sorted(spans)],
        }
    )


def _moved(claim: Claim, article: str, moved: Mapping[str, str]) -> Claim:
    ends = (claim.subject, claim.object, claim.asserted_by)
    if not any(end in moved for end in ends if end is not None):
        return claim
    subject, obj, speaker = (moved.get(end, end) if end is not None else None for end in ends)
    key = claim_id(article, claim.predicate, str(subject), obj, claim.qualifiers, claim.start)
    return claim.model_copy(update={"id": key, "subject": subject, "object": obj, "asserted_by": speaker})


def present_ids_without(store: Store, old: str) -> dict[str, str]:
    """Return what `present_ids` will be once it is taken back that `old` leads to another."""
    return ends({one: to for one, to in leads(store).items() if one != old})


def leads(store: Store) -> dict[str, str]:
    """Return what each former id leads to, which may be a former one, too."""
    return {row["id"]: row["to"] for rows in pages(store, "export/redirects") for row in rows}


_PRESENT: Kept[dict[str, str]] = Kept(lambda store: ends(leads(store)))
