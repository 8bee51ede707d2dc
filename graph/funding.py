"""Who gives what to whom: finds the claims of money that a question is about and makes its answer of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.answers import (
    EntityRef,
    FundingAnswer,
    FundingRow,
    FundingSection,
    Instrument,
    SectionName,
    Status,
)
from graph.counting import count, sort_keys, totals
from graph.evidence import Stated, fetch
from graph.names import resolve, resolve_all
from graph.ontology import ONTOLOGY
from graph.paging import decode_cursor, encode_cursor, page
from graph.renames import Renames
from graph.scope import EVERYTHING, Scope
from graph.store import Store
from graph.sums import of_year, sums_of

AIMS = ("Sector", "Technology", "Region")
FUNDERS = sorted({label for pair in ONTOLOGY.predicates["FUNDS"].pairs for label in pair.subject})
RECIPIENTS = sorted({label for pair in ONTOLOGY.predicates["FUNDS"].pairs for label in pair.object})
SURE_ENOUGH = 0.55
"""Confidence below which a claim of money is not shown unless asked for: a wrong sum hurts more than a missing one."""
SECTIONS: tuple[SectionName, ...] = ("named", "periods", "undated", "sizes")


@dataclass(frozen=True, kw_only=True)
class FundingQuestion:
    """What is asked; each part may be missing. `Reader.funding` says what the parts mean."""

    funder: str | None = None
    recipient: str | None = None
    sector: str | None = None
    year: int | None = None
    status: Status | None = None
    instrument: Instrument | None = None
    scope: Scope = EVERYTHING
    with_parts: bool = False

    def admits(self, stated: Stated) -> bool:
        """Tell whether a claim meets the filters that look at what single claims say."""
        said = stated.claim.qualifiers
        return (
            (self.status is None or said.get("status") == self.status)
            and (self.instrument is None or said.get("instrument") == self.instrument)
            and (self.scope.modality is None or stated.claim.modality == self.scope.modality)
            and self._read_in(stated)
        )

    def _read_in(self, stated: Stated) -> bool:
        scope, said_on = self.scope, stated.published_on
        if scope.publisher is not None and stated.claim.citation.publisher != scope.publisher:
            return False
        first, last = scope.published_from, scope.last_day
        if said_on is None:
            return first is None and last is None
        return (first is None or said_on >= first) and (last is None or said_on <= last)

    @property
    def min_confidence(self) -> float:
        """The confidence below which claims are left out."""
        return SURE_ENOUGH if self.scope.min_confidence is None else self.scope.min_confidence

    def sure_of(self, stated: Stated) -> bool:
        """Tell whether a claim was read with the confidence asked for."""
        return stated.claim.confidence >= self.min_confidence


@dataclass(frozen=True, slots=True)
class _Scope:
    """The entities that a question names, under all their names; `None` where it names none."""

    funders: set[str] | None
    recipients: set[str] | None
    aimed: dict[str, list[Stated]] | None
    """Recipients that the sector asked for is or that target it, each with the claims that say so."""

    @property
    def receiving(self) -> set[str] | None:
        """Who may receive."""
        if self.recipients is None:
            return set(self.aimed) if self.aimed is not None else None
        return self.recipients if self.aimed is None else self.recipients & self.aimed.keys()


def ask_funding(
    store: Store,
    question: FundingQuestion,
    *,
    section: SectionName | None,
    limit: int,
    cursor: str | None,
) -> FundingAnswer:
    """Answer a question about money. Parameters and errors are those of `Reader.funding`."""
    renames = Renames.load(store)
    funder = resolve(store, question.funder, FUNDERS) if question.funder is not None else None
    recipient = resolve(store, question.recipient, RECIPIENTS) if question.recipient is not None else None
    sectors = resolve_all(store, question.sector, AIMS) if question.sector is not None else None
    scope = _Scope(
        funders=renames.with_former(funder.id) if funder else None,
        recipients=_with_parts(store, renames.with_former(recipient.id), question.with_parts) if recipient else None,
        aimed=targeting(store, sectors) if sectors else None,
    )
    admitted = [one for one in fetch(store, _select(store, scope, question)) if question.admits(one)]
    stated = [one for one in admitted if question.sure_of(one)]
    sums = _with_partners(store, scope, question, stated)
    made, undated = of_year(sums_of(sums), question.year) if question.year is not None else (sums_of(sums), 0)
    rows = count(made, renames, _wholes(store, {one.recipient.id for one in made}))
    if scope.aimed is not None:
        aimed = scope.aimed
        rows = [r.model_copy(update={"aimed_by": [one.claim for one in aimed[r.recipient.id]]}) for r in rows]
    sections = {
        name: _section(
            [row for row in rows if row.section == name],
            renames,
            _Shown(name, section in (None, name), question.year is None, limit, cursor),
        )
        for name in SECTIONS
    }
    return FundingAnswer(
        year=question.year,
        funder=funder,
        recipient=recipient,
        sector=sectors[0] if sectors else None,
        undated_left_out=undated,
        min_confidence=question.min_confidence,
        unsure_left_out=len(admitted) - len(stated),
        **sections,
    )


def targeting(store: Store, aims: Iterable[EntityRef]) -> dict[str, list[Stated]]:
    """Return what is one of the aims, is a part of one or targets one: entity ids with the claims that say so."""
    ids = {aim.id for aim in aims}
    ids |= {row["id"] for row in store.read("read/parts", {"ids": sorted(ids)})}
    rows = store.read("read/claims_in", {"ids": sorted(ids), "predicates": ["TARGETS"]})
    found: dict[str, list[Stated]] = {aim: [] for aim in sorted(ids)}
    for one in fetch(store, [row["id"] for row in rows]):
        found.setdefault(one.claim.subject.id, []).append(one)
    return found


def _with_parts(store: Store, ids: set[str], with_parts: bool) -> set[str]:
    if not with_parts:
        return ids
    return ids | {row["id"] for row in store.read("read/parts", {"ids": sorted(ids)})}


def _select(store: Store, scope: _Scope, question: FundingQuestion) -> list[str]:
    """Return the ids of the claims in question, starting from whatever entity it names."""
    year, receiving = question.year, scope.receiving
    if receiving is not None:
        paid = store.read("read/funding_by_recipient", {"ids": sorted(receiving), "year": year})
        sizes = store.read("read/sizes_of", {"ids": sorted(receiving)})
    elif scope.funders is not None:
        paid = store.read("read/funding_by_funder", {"ids": sorted(scope.funders), "year": year})
        sizes = store.read("read/sizes_of", {"ids": sorted(scope.funders)})
    else:
        paid = store.read("read/funding", {"year": year})
        sizes = store.read("read/sizes")
    return [row["id"] for row in [*paid, *sizes]]


def _with_partners(store: Store, scope: _Scope, question: FundingQuestion, stated: list[Stated]) -> list[Stated]:
    """Keep the asked payer's claims, and with each joint sum of it those of the other payers."""
    if scope.funders is None:
        return stated
    funders = scope.funders
    own = [one for one in stated if one.claim.predicate != "FUNDS" or one.claim.subject.id in funders]
    joint = {_sum_of(one) for one in own if one.claim.qualifiers.get("shared")}
    if not joint:
        return own
    rows = store.read("read/funding_shared", {"ids": sorted({recipient for recipient, _ in joint})})
    ids = {one.claim.id for one in own}
    partners = (one for one in fetch(store, [row["id"] for row in rows]) if one.claim.id not in ids)
    return own + [one for one in partners if question.admits(one) and question.sure_of(one) and _sum_of(one) in joint]


def _sum_of(stated: Stated) -> tuple[str, tuple[object, ...]]:
    """Return what the claims of one joint sum have in common: its recipient, and its amount and time."""
    said = stated.claim.qualifiers
    fields = ("amount_krw", "amount_qualifier", "fiscal_year", "period_start", "period_end")
    recipient = stated.claim.object or stated.claim.subject
    return recipient.id, tuple(said.get(name) for name in fields)


def _wholes(store: Store, ids: set[str]) -> dict[str, set[str]]:
    wholes: dict[str, set[str]] = defaultdict(set)
    for row in store.read("read/wholes_among", {"ids": sorted(ids)}) if ids else []:
        wholes[row["part"]].add(row["whole"])
    return wholes


@dataclass(frozen=True, slots=True)
class _Shown:
    """Which rows of a section are shown: none, or `limit` of them from the cursor on."""

    name: SectionName
    wanted: bool
    by_year: bool
    limit: int
    cursor: str | None


def _section(rows: list[FundingRow], renames: Renames, shown: _Shown) -> FundingSection:
    adds_up = totals(rows, renames) if shown.name != "sizes" else None
    if not shown.wanted:
        return FundingSection(rows=[], count=len(rows), next_cursor=None, totals=adds_up)
    keys = sort_keys(rows, by_year=shown.by_year)
    rows = sorted(rows, key=lambda row: keys[row.id])
    question = f"funding {shown.name} {'by year' if shown.by_year else 'of a year'}"
    after = decode_cursor(question, shown.cursor, tuple[int, int, str, int, str]) if shown.cursor else None
    on_page = page(rows, lambda row: keys[row.id], after, shown.limit)
    more = bool(on_page) and on_page[-1] is not rows[-1]
    following = encode_cursor(question, keys[on_page[-1].id]) if more else None
    return FundingSection(rows=on_page, count=len(rows), next_cursor=following, totals=adds_up)
