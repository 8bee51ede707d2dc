"""The graph's nodes as read-only py2neo objects: one class for each label of the ontology, `Article` and `Claim`.

Use them through `graph.notebook`, which makes the connection:

    >>> motir = Ministry.match(graph).where(name="산업통상부").first()
    >>> [programme.name for programme in motir.leads]
    >>> [(claim.quote, claim.article.name) for claim in motir.claims]
"""

from __future__ import annotations

from typing import Any, NoReturn

from py2neo.ogm import Model, Property, RelatedFrom, RelatedTo

from graph.errors import StoreError
from graph.ontology import LABELS

ONLY_READS = "py2neo only reads here"
INGEST = "Write with `kaigraph ingest`, which keeps every edge tied to its quote."


class _ReadOnly(Model):  # type: ignore[misc]
    """A node that can be matched, read and followed, and not changed."""

    __primarykey__ = "id"

    id = Property()
    name = Property()

    def __setattr__(self, name: str, value: object) -> None:
        raise StoreError(f"{type(self).__name__}.{name}: {ONLY_READS}", hint=INGEST)

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise StoreError(f"{type(self).__name__}: {ONLY_READS}", hint=INGEST)

    __db_create__ = __db_merge__ = __db_push__ = __db_delete__ = _refuse

    def _only(self, related: str) -> Any:
        """Return the one node that a relationship leads to, or `None`."""
        return next(iter(getattr(self, related)), None)


class Entity(_ReadOnly):
    """A thing of the policy landscape. Followed relationships give objects of the class of their label.

    Between two entities py2neo keeps one edge of a kind: where there are several (money for several periods), read
    `claims` or ask `funding_frame`.
    """

    __primarylabel__ = "Entity"

    label = Property()
    name_en = Property()
    aliases = Property()
    kind = Property()
    valid_from = Property()
    valid_to = Property()

    funds = RelatedTo("Entity", "FUNDS")
    funded_by = RelatedFrom("Entity", "FUNDS")
    leads = RelatedTo("Entity", "LEADS")
    led_by = RelatedFrom("Entity", "LEADS")
    targets = RelatedTo("Entity", "TARGETS")
    targeted_by = RelatedFrom("Entity", "TARGETS")
    part_of = RelatedTo("Entity", "PART_OF")
    parts = RelatedFrom("Entity", "PART_OF")
    participates_in = RelatedTo("Entity", "PARTICIPATES_IN")
    participants = RelatedFrom("Entity", "PARTICIPATES_IN")
    holds_position = RelatedTo("Entity", "HOLDS_POSITION")
    office_holders = RelatedFrom("Entity", "HOLDS_POSITION")
    announces = RelatedTo("Entity", "ANNOUNCES")
    announced_by = RelatedFrom("Entity", "ANNOUNCES")
    approves = RelatedTo("Entity", "APPROVES")
    approved_by = RelatedFrom("Entity", "APPROVES")
    succeeds = RelatedTo("Entity", "SUCCEEDS")
    succeeded_by = RelatedFrom("Entity", "SUCCEEDS")
    derived_from = RelatedTo("Entity", "DERIVED_FROM")
    basis_of = RelatedFrom("Entity", "DERIVED_FROM")

    claims = RelatedFrom("Claim", "SUBJECT")
    claims_about = RelatedFrom("Claim", "OBJECT")
    articles = RelatedFrom("Article", "MENTIONS")

    @classmethod
    def wrap(cls, node: Any) -> Any:
        """Make the object of a node; of an `Entity` at large, one of its label's class."""
        chosen = CLASSES.get(node["label"], cls) if node is not None and cls is Entity else cls
        return super(Entity, chosen).wrap(node)


class Ministry(Entity):
    """부처·정부기관."""

    __primarylabel__ = "Ministry"


class Committee(Entity):
    """위원회·회의체."""

    __primarylabel__ = "Committee"


class Alliance(Entity):
    """얼라이언스·연합·협의체·포럼."""

    __primarylabel__ = "Alliance"


class Division(Entity):
    """분과·단·팀."""

    __primarylabel__ = "Division"


class Organization(Entity):
    """기관·기업."""

    __primarylabel__ = "Organization"


class Program(Entity):
    """정책·사업·과제·전략."""

    __primarylabel__ = "Program"


class Fund(Entity):
    """기금·펀드."""

    __primarylabel__ = "Fund"


class Sector(Entity):
    """업종."""

    __primarylabel__ = "Sector"


class Technology(Entity):
    """기술·제품군."""

    __primarylabel__ = "Technology"


class Person(Entity):
    """인물."""

    __primarylabel__ = "Person"


class Event(Entity):
    """행사·회의."""

    __primarylabel__ = "Event"


class Region(Entity):
    """지역."""

    __primarylabel__ = "Region"


class Article(_ReadOnly):
    """One source. `name` is its headline; with `based_on` set its sentences are nobody else's words."""

    __primarylabel__ = "Article"

    publisher = Property()
    url = Property()
    based_on = Property()
    license = Property()
    published_on = Property()
    language = Property()
    text_sha256 = Property()
    body = Property()

    claims = RelatedFrom("Claim", "STATED_IN")
    mentions = RelatedTo("Entity", "MENTIONS")


class Claim(_ReadOnly):
    """One statement with its quote. The qualifiers `title` and `kind` are `position` and `succession`, as in the store.

    `amount_krw` is whole won, `confidence` 0 to 1, `quote_start` and `quote_end` code points of the article's text.
    """

    __primarylabel__ = "Claim"

    predicate = Property()
    modality = Property()
    quote = Property()
    quote_start = Property()
    quote_end = Property()
    confidence = Property()
    extractor = Property()

    amount_krw = Property()
    amount_qualifier = Property()
    fiscal_year = Property()
    period_start = Property()
    period_end = Property()
    status = Property()
    instrument = Property()
    shared = Property()
    role = Property()
    position = Property()
    date = Property()
    succession = Property()
    metric = Property()
    value = Property()
    unit = Property()
    by_year = Property()
    qualifier = Property()

    subjects = RelatedTo("Entity", "SUBJECT")
    objects = RelatedTo("Entity", "OBJECT")
    sources = RelatedTo("Article", "STATED_IN")
    speakers = RelatedTo("Entity", "ASSERTED_BY")

    @property
    def subject(self) -> Any:
        """The entity that the claim is about."""
        return self._only("subjects")

    @property
    def object(self) -> Any:
        """The entity that it joins the subject with; `None` for a goal or a size."""
        return self._only("objects")

    @property
    def article(self) -> Any:
        """The article that it was read from."""
        return self._only("sources")

    @property
    def asserted_by(self) -> Any:
        """Who says it, where it stands in a quotation."""
        return self._only("speakers")


CLASSES: dict[str, type[Entity]] = {label: globals()[label] for label in LABELS}
"""The class of each label of the ontology."""
