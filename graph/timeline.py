"""The dated events of an entity: what claims date, when its name began and ended, and its first mention."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal, NamedTuple

from graph.answers import EntityRef, TimelineAnswer, TimelineEvent
from graph.called import as_called
from graph.citation import cite
from graph.collecting import uncollected
from graph.evidence import Stated, articles_behind, fetch
from graph.paging import decode_cursor, encode_cursor, page
from graph.particles import Word
from graph.scope import Scope
from graph.steady import note_gone
from graph.store import Row, Store
from graph.telling import tell

MOST_CLAIMS = 20_000
"""How many claims of an entity are looked at."""

SAID = ("amount_krw", "amount_qualifier", "metric", "value")
"""What makes two claims of the same time two events: 7,000억원 and at most 7,000억원 are told apart."""

Dated = Literal["stated", "year", "period", "goal", "name", "mention"]


class _Key(NamedTuple):
    """What makes one event of several claims, and the order of events."""

    day: str
    until: str
    dated: Dated
    predicate: str
    subject: str
    object: str
    says: str


@uncollected()
def ask_timeline(store: Store, entity: EntityRef, *, scope: Scope, limit: int, cursor: str | None) -> TimelineAnswer:
    """Answer what happened to an entity and when; `Reader.timeline` says how."""
    as_called(store, entity, scope)
    rows = store.read("read/dated_claims", {"id": entity.id, "limit": MOST_CLAIMS, **scope.parameters()})
    dated: dict[_Key, list[str]] = defaultdict(list)
    for row in rows:
        if (key := _key(row)) is not None:
            dated[key].append(row["id"])
    own = _own_events(store, entity, scope)
    keys = sorted([*dated, *own])
    after = decode_cursor("timeline", cursor, tuple[str, str, str, str, str, str, str]) if cursor else None
    shown = page(keys, tuple, after, limit)
    wanted = [claim for key in shown for claim in dated.get(key, [])]
    stated = {one.id: one for one in fetch(store, wanted)}
    as_called(store, [one.claim for one in stated.values()], scope)
    events = [
        own[key] if key in own else _event(key, [stated[claim] for claim in dated[key] if claim in stated])
        for key in shown
        if key in own or any(claim in stated for claim in dated[key])
    ]
    return TimelineAnswer(
        entity=entity,
        events=events,
        count=len(keys),
        undated=len(rows) - sum(len(claims) for claims in dated.values()),
        complete=len(rows) < MOST_CLAIMS,
        next_cursor=encode_cursor("timeline", shown[-1]) if shown and shown[-1] != keys[-1] else None,
    )


def _key(row: Row) -> _Key | None:
    """Return the event that a claim is of, or `None` where it states no time."""
    start, end = row["period_start"], row["period_end"]
    day, until, dated = "", "", "stated"
    if row["date"] is not None:
        day = row["date"]
    elif row["fiscal_year"] is not None:
        day, dated = str(row["fiscal_year"]), "year"
    elif start is not None or end is not None:
        day, until, dated = str(start or end), str(end or ""), "period"
    elif row["by_year"] is not None:
        day, dated = str(row["by_year"]), "goal"
    else:
        return None
    says = " ".join(str(row[name]) for name in SAID if row[name] is not None)
    return _Key(day, until, dated, row["predicate"], row["subject"], row["object"] or "", says)  # type: ignore[arg-type]


def _event(key: _Key, stated: list[Stated]) -> TimelineEvent:
    claims = sorted((one.claim for one in stated), key=lambda claim: -claim.confidence)
    told = tell(claims[0])
    return TimelineEvent(
        day=key.day,
        until=key.until or None,
        dated=key.dated,
        predicate=key.predicate,
        subject=claims[0].subject,
        object=claims[0].object,
        korean=told.korean,
        english=told.english,
        articles=articles_behind(stated),
        claims=claims,
    )


def _own_events(store: Store, entity: EntityRef, scope: Scope) -> dict[_Key, TimelineEvent]:
    """Return when the entity's name began and ended, and its first mention, as far as the scope reaches."""
    events: dict[_Key, TimelineEvent] = {}
    name = Word(entity.name)
    known = store.read("read/entity", {"id": entity.id})
    if not known:
        note_gone()
        return {}
    for day, korean, english in (
        (known[0]["valid_from"], f"{name:이/가} 이 이름으로 시작했다.", f"{entity.name} began under this name."),
        (known[0]["valid_to"], f"{name:이/가} 이 이름으로는 끝났다.", f"{entity.name} ended under this name."),
    ):
        if day and (scope.last_day is None or day <= scope.last_day.isoformat()):
            key = _Key(day, "", "name", "", entity.id, "", english)
            events[key] = _unclaimed(key, entity, korean, english)
    for row in store.read("read/first_mention", {"id": entity.id, **scope.parameters()}):
        called = Word(row["called"] or entity.name)
        day, said = row["article_published_on"], f"{row['called'] or entity.name} is mentioned for the first time."
        key = _Key(day, "", "mention", "", entity.id, "", said)
        event = _unclaimed(key, entity, f"{called:이/가} 처음 언급됐다.", said)
        events[key] = event.model_copy(update={"articles": 1, "citation": cite(row)})
    return events


def _unclaimed(key: _Key, entity: EntityRef, korean: str, english: str) -> TimelineEvent:
    return TimelineEvent(
        day=key.day,
        until=None,
        dated=key.dated,
        predicate=None,
        subject=entity,
        object=None,
        korean=korean,
        english=english,
        articles=0,
        claims=[],
    )
