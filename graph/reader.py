"""Every question to the graph, with typed answers. The terminal, HTTP and the pages ask nothing but this."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Unpack

from graph import records
from graph.aims import AIMS
from graph.answers import (
    ArticleAnswer,
    ArticleSummary,
    ChangesAnswer,
    ClaimAnswer,
    ContradictionsAnswer,
    Direction,
    EntityAnswer,
    EntityRef,
    LineageAnswer,
    NeighborsAnswer,
    Overview,
    Page,
    PathsAnswer,
    SearchAnswer,
    TargetsAnswer,
    TimelineAnswer,
)
from graph.called import as_called, resolve_all_then, resolve_then
from graph.changes import changes_since_revision
from graph.claims import ClaimFilters, ClaimQuestion, list_claims
from graph.contradictions import ask_contradictions
from graph.errors import InputError
from graph.funding import FundingFilters, FundingQuestion, Shown, ask_funding
from graph.funding_answers import FundingAnswer, SectionName
from graph.lineage import ask_lineage
from graph.model import EDGE_PREDICATES, LABELS
from graph.neighbors import ask_neighbors, ends
from graph.news import changes_since_day
from graph.overview import ask_overview
from graph.paging import check_limit
from graph.paths import MOST_HOPS, PathsQuestion, ask_paths
from graph.scope import EVERYTHING, Scope
from graph.search import search
from graph.steady import steady
from graph.store import Store
from graph.targets import ask_targets
from graph.timeline import ask_timeline

if TYPE_CHECKING:
    from graph.export.formats import FormatName
    from graph.export.selection import Selection


class Reader:
    """Asks one store. Safe to use from several threads, as the store is.

    Wherever an entity is asked for, its id or any of its names will do; where a scope asks about a day, the body that
    there was on that day answers (산업통상부 before 1 October 2025 is 산업통상자원부). A name that several entities
    carry raises `Ambiguous` with the candidates, one that nobody carries `NotFound` with near names in its hint. Every
    list is bounded by `limit` and continued by `cursor`, the `next_cursor` of the answer before; a malformed cursor
    raises `InputError`. An answer that a writer crossed is made again, of the graph as it is then.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def at_hand(self) -> bool:
        """Whether the store is in this process, so that looking something up takes less than a change of threads."""
        return self._store.engine == "embedded"

    @steady
    def entity(self, id_or_name: str, *, scope: Scope = EVERYTHING) -> EntityAnswer:
        """Return one entity. `scope` narrows the articles and claims that are counted, and says under which name."""
        return records.entity(self._store, resolve_then(self._store, id_or_name, LABELS, scope), scope)

    def search(
        self,
        text: str,
        *,
        label: str | Sequence[str] | None = None,
        scope: Scope = EVERYTHING,
        limit: int = 20,
        cursor: str | None = None,
    ) -> SearchAnswer:
        """Find entities by name or alias: exact before prefix before fuzzy; then articles by their headlines.

        Args:
            text: a name or a part of one, or its initial sounds (ㅅㅇㅂ); spacing, case, punctuation and a particle at
                its end do not matter, and one or two typos do no harm.
            label: only entities with this label of the ontology, or with one of several.
            scope: only entities that such articles mention, and such articles.
            limit: at most so many entities, 1 to 100.
            cursor: `next_cursor` of the answer before.

        Raises:
            InputError: an empty text, a label that the ontology does not have, or a scope that narrows claims.
        """
        labels = [label] if isinstance(label, str) else label
        found = search(self._store, text, labels=labels, scope=scope, limit=check_limit(limit, 100), cursor=cursor)
        return as_called(self._store, found, scope)

    @steady
    def funding(
        self,
        *,
        section: SectionName | None = None,
        limit: int = 1000,
        cursor: str | None = None,
        **asked: Unpack[FundingFilters],
    ) -> FundingAnswer:
        """Say who gives what to whom.

        Args:
            section: only this section's rows or groups; the others come back empty. Needed to go on with a cursor of
                rows.
            limit: at most so many rows a section, or groups, 1 to 1000. Totals are over all rows.
            cursor: `next_cursor` of the section or of the groups to go on with.
            asked: what is asked; `graph.funding.FundingQuestion` says what each filter means.
        """
        question = FundingQuestion(**asked)
        if cursor is not None and section is None and not question.by:
            raise InputError("a cursor of funding belongs to a section", hint="Name the section that it came with.")
        shown = Shown(section=section, limit=check_limit(limit, 1000), cursor=cursor)
        return ask_funding(self._store, question, shown)

    @steady
    def lineage(
        self,
        id_or_name: str,
        *,
        depth: int = 6,
        scope: Scope = EVERYTHING,
        quotes: int | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> LineageAnswer:
        """Follow an entity back to where it came from and on to what came of it.

        Args:
            id_or_name: of what.
            depth: at most so many steps each way, 1 to 12.
            scope: only these claims.
            quotes: at most so many claims a row, of different articles as far as there are; all where `None`.
            limit: at most so many rows of all parts together, 1 to 1000; all where `None`.
            cursor: `next_cursor` of the answer before.
        """
        if not 1 <= depth <= 12:
            raise InputError(f"depth is {depth}, not 1 to 12")
        _check_quotes(quotes)
        most = None if limit is None else check_limit(limit, 1000)
        entity = resolve_then(self._store, id_or_name, LABELS, scope)
        return ask_lineage(self._store, entity, depth, scope, quotes=quotes, limit=most, cursor=cursor)

    @steady
    def neighbors(
        self,
        id_or_name: str,
        *,
        predicate: str | None = None,
        direction: Direction | None = None,
        scope: Scope = EVERYTHING,
        limit: int = 50,
        cursor: str | None = None,
        quotes: int = 3,
    ) -> NeighborsAnswer:
        """Return the edges of one entity, those that most articles state first, each with at most `quotes` claims.

        Without a scope the edges are the projection's, in a scope they are made from its claims; both are equal where
        the scope leaves nothing out.
        """
        _check_word("predicate", predicate, EDGE_PREDICATES)
        return ask_neighbors(
            self._store,
            resolve_then(self._store, id_or_name, LABELS, scope),
            predicate=predicate,
            direction=direction,
            scope=scope,
            limit=check_limit(limit, 500),
            cursor=cursor,
            quotes=quotes,
        )

    def ends(self, id_or_name: str, predicate: str, direction: Direction) -> list[EntityRef]:
        """Return what one entity's edges of a predicate lead to: each once, what most articles state first, and all.

        This list has no limit, so that what is not in it is not stated.
        """
        _check_word("predicate", predicate, EDGE_PREDICATES)
        entity = resolve_then(self._store, id_or_name, LABELS, EVERYTHING)
        return ends(self._store, entity.id, direction, predicate)

    @steady
    def paths(
        self,
        start: str,
        end: str,
        *,
        max_hops: int = 4,
        limit: int = 5,
        avoid_hubs: bool = False,
        seconds: float = 5.0,
        scope: Scope = EVERYTHING,
        quotes: int | None = None,
    ) -> PathsAnswer:
        """Say how two entities are joined: the shortest chains of statements, whichever way each statement goes.

        Args:
            start: id or name of one end.
            end: id or name of the other.
            max_hops: no longer chains than this, 1 to 6.
            limit: at most so many paths, 1 to 20.
            avoid_hubs: not through ministries, nor through anything with more than a hundred edges.
            seconds: search no longer than this, 0.1 to 30; the answer says where it was cut short.
            scope: which claims may join.
            quotes: at most so many claims an edge, of different articles as far as there are; all where `None`.
        """
        _check_quotes(quotes)
        if not 1 <= max_hops <= MOST_HOPS:
            raise InputError(f"max_hops is {max_hops}, not 1 to {MOST_HOPS}")
        if not 0.1 <= seconds <= 30:
            raise InputError(f"seconds is {seconds}, not 0.1 to 30")
        question = PathsQuestion(
            max_hops=max_hops,
            limit=check_limit(limit, 20),
            avoid_hubs=avoid_hubs,
            seconds=seconds,
            quotes=quotes,
            scope=scope,
        )
        first, last = (resolve_then(self._store, one, LABELS, scope) for one in (start, end))
        return ask_paths(self._store, first, last, question)

    @steady
    def timeline(
        self, id_or_name: str, *, scope: Scope = EVERYTHING, limit: int = 200, cursor: str | None = None
    ) -> TimelineAnswer:
        """Return the dated events of an entity in their order: the days, years and periods that claims state.

        With them come the beginning and end of its name, and the day of its first mention. `limit` is 1 to 1000.
        """
        entity = resolve_then(self._store, id_or_name, LABELS, scope)
        return ask_timeline(self._store, entity, scope=scope, limit=check_limit(limit, 1000), cursor=cursor)

    @steady
    def contradictions(
        self,
        id_or_name: str | None = None,
        *,
        scope: Scope = EVERYTHING,
        limit: int = 50,
        cursor: str | None = None,
        quotes: int | None = None,
        sides: int | None = None,
    ) -> ContradictionsAnswer:
        """List what articles say differently of the same thing: sums, years, goals, dates and leaders, with quotes.

        Args:
            id_or_name: only what concerns this entity; without it, of the whole graph.
            scope: which claims to compare.
            limit: at most so many, 1 to 500.
            cursor: `next_cursor` of the answer before.
            quotes: at most so many claims a side, of different articles as far as there are; all where `None`.
            sides: at most so many sides, what most articles say first; all where `None`.
        """
        _check_quotes(quotes)
        if sides is not None and sides < 2:
            raise InputError(f"sides is {sides}, not 2 or more")
        entity = resolve_then(self._store, id_or_name, LABELS, scope) if id_or_name is not None else None
        most = check_limit(limit, 500)
        shown = {"quotes": quotes, "sides": sides}
        return ask_contradictions(self._store, entity, scope=scope, limit=most, cursor=cursor, **shown)

    def changes(
        self,
        *,
        since: date | None = None,
        since_revision: int | None = None,
        scope: Scope = EVERYTHING,
        limit: int = 20,
        cursor: str | None = None,
    ) -> ChangesAnswer:
        """Say what changed, article by article, the oldest change first.

        Args:
            since: what articles published from this day on say that none had said before, and what they say otherwise.
            since_revision: what writing put in and took out after this revision of the graph. Give one of the two.
            scope: only these articles and claims.
            limit: at most so many articles, 1 to 200.
            cursor: `next_cursor` of the answer before.
        """
        check_limit(limit, 200)
        if since is not None and since_revision is None:
            return changes_since_day(self._store, since, scope=scope, limit=limit, cursor=cursor)
        if since_revision is None or since is not None:
            raise InputError("changes are asked for since a day or since a revision", hint="Give one of the two.")
        if not 0 <= since_revision < 2**63:
            raise InputError(f"{since_revision} is no revision", hint="Take one from an answer, or 0.")
        return changes_since_revision(self._store, since_revision, scope=scope, limit=limit, cursor=cursor)

    @steady
    def targets(
        self,
        of: str,
        *,
        scope: Scope = EVERYTHING,
        limit: int = 100,
        cursor: str | None = None,
        quotes: int | None = None,
    ) -> TargetsAnswer:
        """Return everything that targets a sector, technology or region or a part of it, with the words that say so.

        Each row has at most `quotes` claims, of different articles as far as there are; all where it is `None`.
        """
        _check_quotes(quotes)
        aims = resolve_all_then(self._store, of, AIMS, scope)
        most = check_limit(limit, 500)
        return ask_targets(self._store, aims, scope=scope, limit=most, cursor=cursor, quotes=quotes)

    @steady
    def claims(self, *, limit: int = 50, cursor: str | None = None, **asked: Unpack[ClaimFilters]) -> Page[ClaimAnswer]:
        """List claims that meet every filter, the newest article's first, in the order of its text.

        Args:
            limit: at most so many, 1 to 500.
            cursor: `next_cursor` of the page before.
            asked: the filters; `graph.claims.ClaimQuestion` says what each means.
        """
        return list_claims(self._store, ClaimQuestion(**asked), limit=check_limit(limit, 500), cursor=cursor)

    def claim(self, claim_id: str) -> ClaimAnswer:
        """Return one claim with its quote and source."""
        return records.claim(self._store, claim_id)

    def article(self, article_id: str) -> ArticleAnswer:
        """Return one article with everything read from it."""
        return records.article(self._store, article_id)

    def articles(
        self,
        *,
        mentions: str | None = None,
        title: str | None = None,
        language: str | None = None,
        scope: Scope = EVERYTHING,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page[ArticleSummary]:
        """List articles, the newest first.

        Args:
            mentions: id or name of an entity that they mention.
            title: a part of the headline; capitals do not matter.
            language: such as `ko`.
            scope: of which articles; with a confidence or a modality those with such claims, which alone are counted.
            limit: at most so many, 1 to 500.
            cursor: `next_cursor` of the page before.
        """
        filters = {
            "mentions": resolve_then(self._store, mentions, LABELS, scope).id if mentions is not None else None,
            "title": title.lower() if title is not None else None,
            "language": language,
            **scope.parameters(),
        }
        return records.articles(self._store, filters, limit=check_limit(limit, 500), cursor=cursor)

    def overview(self, *, scope: Scope = EVERYTHING) -> Overview:
        """Count articles by publisher and month, entities by label, and claims by predicate and confidence."""
        return ask_overview(self._store, scope)

    def revision(self) -> int:
        """Return how many writing transactions the store has seen: as long as it is the same, so is every answer."""
        rows = self._store.read("check/revision")
        return int(rows[0]["revision"]) if rows else 0

    def state(self) -> str:
        """Return what is the same as long as every answer is, and never the same for another graph."""
        rows = self._store.read("check/mark")
        return f"{rows[0]['mark']}:{rows[0]['revision']}" if rows else "empty"

    def export(self, name: FormatName, selection: Selection) -> Iterator[bytes]:
        """Yield the whole graph, or a part of it, as the bytes of a file in one of `graph.export.formats.FORMATS`."""
        from graph.export.formats import export_stream  # XML takes a while to load, and no question needs it

        return export_stream(self._store, name, selection)

    def check(self) -> None:
        """Ask the store for next to nothing; raises `StoreError` where it does not answer."""
        self._store.read("read/entity", {"id": ""})


def _check_word(what: str, word: str | None, known: Collection[str]) -> None:
    if word is not None and word not in known:
        raise InputError(f"{word!r} is no {what} to ask for", hint="One of " + ", ".join(known) + ".")


def _check_quotes(quotes: int | None) -> None:
    if quotes is not None and quotes < 1:
        raise InputError(f"quotes is {quotes}, not 1 or more")
