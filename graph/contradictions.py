"""What articles say differently of the same thing, with the quotes of both sides."""

from __future__ import annotations

import hashlib
import json
from functools import partial

from graph.answers import ClaimAnswer, Contradiction, ContradictionsAnswer, EntityRef, Side
from graph.beside import beside
from graph.called import as_called
from graph.collecting import uncollected
from graph.differing import LEADING, PREDICATES, Difference, Kind, Told, differences
from graph.evidence import fetch, few
from graph.kept import KeptBy
from graph.money import amount_text
from graph.paging import decode_cursor, encode_cursor, page
from graph.renames import Renames
from graph.scope import Scope
from graph.store import Row, Store
from graph.telling import value_text

COMPARED = (
    *("id", "predicate", "subject", "object", "amount_krw", "amount_qualifier", "fiscal_year", "period_start"),
    *("period_end", "status", "role", "position", "date", "metric", "value", "unit", "by_year", "qualifier"),
    *("article", "text_sha256", "based_on", "copies"),
)
"""What `read/comparable` gives of each claim, in its order."""
MOST_KEPT = 2
"""Of how many scopes all contradictions are kept until a write: those of a large graph take a hundred megabytes."""


@uncollected()
def ask_contradictions(
    store: Store,
    entity: EntityRef | None,
    *,
    scope: Scope,
    limit: int,
    cursor: str | None,
    quotes: int | None = None,
    sides: int | None = None,
) -> ContradictionsAnswer:
    """Answer what articles say differently; `Reader.contradictions` says how."""
    if entity is None:
        found = _WHOLE.of(store, scope)
    else:
        found = [one for one in _sorted(store, _of(store, entity, scope), scope) if _is_about(one, entity.id)]
    after = decode_cursor("contradictions", cursor, tuple[int, str, str]) if cursor else None
    shown = page(found, _key, after, limit)
    told = [one.told[:sides] for one in shown]
    quoted = [row["id"] for voices in told for one in voices for row in few(one.rows, _article, quotes)]
    stated = {one.id: one.claim for one in fetch(store, quoted)}
    as_called(store, (entity, stated), scope)
    more = bool(shown) and shown[-1] is not found[-1]
    return ContradictionsAnswer(
        entity=entity,
        items=list(filter(None, (_contradiction(*one, stated) for one in zip(shown, told, strict=True)))),
        count=len(found),
        next_cursor=encode_cursor("contradictions", _key(shown[-1])) if more else None,
    )


def _sorted(store: Store, rows: list[Row], scope: Scope) -> list[Difference]:
    return sorted(differences(rows, Renames.load(store, scope)), key=_key)


def _all(store: Store, scope: Scope) -> list[Row]:
    asked = scope.parameters()
    answers = [
        beside(store, partial(store.read, "read/comparable", {"predicate": name, **asked})) for name in PREDICATES
    ]
    rows: list[Row] = []
    for answer in answers:
        for day in answer():
            said = {"published_on": day["published_on"]}
            rows += [dict(zip(COMPARED, claim, strict=True)) | said for claim in day["claims"]]
    return rows


def _of(store: Store, entity: EntityRef, scope: Scope) -> list[Row]:
    """Return the claims that an entity takes part in, and those of the others who are said to lead what it leads."""
    asked = {"predicates": list(PREDICATES), **scope.parameters()}
    rows = store.read("read/comparable_of", {"ids": [entity.id], **asked})
    led = {row["object"] for row in rows if row["predicate"] in LEADING} - {entity.id}
    if led:
        rows += store.read("read/comparable_of", {"ids": sorted(led), **asked, "predicates": list(LEADING)})
    return list({row["id"]: row for row in rows}.values())


def _is_about(difference: Difference, entity_id: str) -> bool:
    rows = [row for rows in difference.sides.values() for row in rows]
    return any(entity_id in (row["subject"], row["object"]) for row in rows)


def _key(difference: Difference) -> tuple[int, str, str]:
    return -difference.articles, difference.kind, _id(difference)


def _id(difference: Difference) -> str:
    thing = json.dumps([difference.kind, difference.thing], ensure_ascii=False)
    return f"contradiction/{hashlib.sha256(thing.encode()).hexdigest()[:16]}"


def _article(row: Row) -> str:
    return str(row["article"])


def _contradiction(difference: Difference, told: list[Told], stated: dict[str, ClaimAnswer]) -> Contradiction | None:
    """Make a contradiction of its sides, or nothing where the claims of all but one are gone by now."""
    claims = [[stated[row["id"]] for row in one.rows if row["id"] in stated] for one in told]
    shown = [one for one, said in zip(told, claims, strict=True) if said]
    if len(shown) < 2:
        return None
    sides = [_side(difference.kind, one, said) for one, said in zip(told, claims, strict=True) if said]
    claim = sides[0].claims[0]
    return Contradiction(
        id=_id(difference),
        kind=difference.kind,
        predicate=claim.predicate,
        subject=None if difference.kind == "leader" else claim.subject,
        object=claim.object,
        about=_about(difference.kind, shown[0].rows[0], claim),
        side_count=len(difference.sides),
        sides=sides,
    )


def _about(kind: Kind, row: Row, claim: ClaimAnswer) -> str:
    """Say in a line what the sides speak of, as one of them has it."""
    said, target = claim.qualifiers, claim.object.name if claim.object else None
    if kind == "leader":
        return f"{target}, {said['title']}" if "title" in said else str(target)
    parts = [f"{claim.subject.name} → {target}" if target else claim.subject.name]
    if said.get("metric"):
        parts.append(str(said["metric"]))
    if kind == "amount":
        parts.append(_years(row) or "no year")
    elif kind == "goal" and said.get("by_year"):
        parts.append(str(said["by_year"]))
    elif kind == "year":
        parts.append(amount_text(row["amount_krw"]) or value_text(claim)[0])
    return ", ".join(parts)


def _years(row: Row) -> str:
    start, end = row["period_start"], row["period_end"]
    return str(row["fiscal_year"] or (f"{start or ''}–{end or ''}" if start or end else ""))


def _side(kind: Kind, told: Told, claims: list[ClaimAnswer]) -> Side:
    said = claims[0].qualifiers
    only: dict[str, object] = {}
    if kind == "amount":
        only = {"says": value_text(claims[0])[0], "amount_krw": said["amount_krw"]}
    elif kind == "goal":
        only = {"says": value_text(claims[0])[0], "value": said["value"]}
    elif kind == "date":
        only = {"says": said["date"], "date": said["date"]}
    elif kind == "leader":
        only = {"says": claims[0].subject.name, "entity": claims[0].subject}
    else:
        years = {name: said.get(name) for name in ("period_start", "period_end")}
        year = said.get("fiscal_year") or said.get("by_year")
        only = {"says": _years({"fiscal_year": year, **years}), "year": year, **years}
    return Side.model_validate(
        {
            **only,
            "articles": told.articles,
            "first_stated": told.days[0] if told.days else None,
            "last_stated": told.days[-1] if told.days else None,
            "claim_count": len(told.rows),
            "claims": claims,
        }
    )


_WHOLE: KeptBy[Scope, list[Difference]] = KeptBy(
    lambda store, scope: _sorted(store, _all(store, scope), scope), MOST_KEPT
)
"""What all articles of a scope say differently: a comparison of all claims, so it is made once for each state."""
