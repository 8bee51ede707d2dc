"""One known name: what a gazetteer file says of it, and when that holds.

The format of the files is told by `Record` and `NameFile`. Days are whole; `valid_to` is the last day on which a thing
stood. A date cut to its month or year (`2023`, `2023-06`) begins with the first and ends with the last day of it.
"""

from __future__ import annotations

import calendar
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from graph.model import ISO_DATE
from graph.ontology import ONTOLOGY
from ingest import naming

Use = Literal["name", "alias", "short", "former", "office"]


def _iso(value: object) -> object:
    """Take YAML's dates and years as the text that they were written as."""
    return str(value) if isinstance(value, date | int) and not isinstance(value, bool) else value


IsoDate = Annotated[str, BeforeValidator(_iso), Field(pattern=f"^(?:{ISO_DATE.pattern})$")]


def first_day(value: str | None) -> date:
    """Return the first day of an ISO date, month or year; the first day of all where there is none."""
    if value is None:
        return date.min
    year, month, day = ([int(p) for p in value.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def last_day(value: str | None) -> date:
    """Return the last day of an ISO date, month or year; the last day of all where there is none."""
    if value is None:
        return date.max
    parts = [int(p) for p in value.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class DatedName(_Strict):
    """A name that a thing bore for a time, while it stayed the same thing."""

    name: str
    since: IsoDate | None = Field(None, alias="from")
    until: IsoDate | None = Field(None, alias="to")


class Record(_Strict):
    """One entry of a gazetteer file.

    Attributes:
        id: the part of the id after the label. Made from the name where it is not given, as for unknown things: a thing
            that becomes known keeps its id.
        name: the canonical name.
        en: its English name.
        aliases: spellings that mean it wherever they stand.
        short: spellings that mean it only in a text that also names it otherwise (산은 for 한국산업은행).
        names: former names of the same thing.
        since, until: the days on which the thing began and ended (`from`, `to`).
        parent: id of the body or thing that it is a part of.
        scope: id of the body without which the name says nothing (표준분과).
        successors: what came after it: ids, or names of the same label.
        common: the name is an ordinary word too, so that a match alone is weak evidence.
        not_before, not_after: words that deny it where they follow, or come before.
        ambiguous: spellings that it knowingly shares with another entry.
        templates: as in the file, for this entry alone.
    """

    id: str | None = None
    name: str = Field(min_length=1)
    en: str | None = None
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    names: tuple[DatedName, ...] = ()
    since: IsoDate | None = Field(None, alias="from")
    until: IsoDate | None = Field(None, alias="to")
    parent: str | None = None
    scope: str | None = None
    successors: tuple[str, ...] = ()
    common: bool = False
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    templates: tuple[str, ...] | None = None


class NameFile(_Strict):
    """A gazetteer file: entries of one label.

    Attributes:
        label: one of the 12 labels.
        kind: of every entry that names none.
        templates: further spellings of every name and alias; `{}` stands for it.
        variants: other ways to write the end of a name.
        offices: what whoever heads a body is called, by the end of the body's name, where the two grow into one word:
            the 공정거래위원장 heads the 공정거래위원회.
    """

    label: str
    kind: str | None = None
    templates: tuple[str, ...] = ()
    variants: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    offices: dict[str, str] = Field(default_factory=dict)
    entries: tuple[Record, ...]


class Spelling(_Strict):
    """One way to write an entry's name, with how it is used and when it held."""

    text: str
    use: Use


class Entry(_Strict):
    """A known thing. Equality is by id."""

    id: str
    label: str
    name: str
    name_en: str | None = None
    kind: str | None = None
    spellings: tuple[Spelling, ...]
    names: tuple[DatedName, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    parent: str | None = None
    scope: str | None = None
    successors: tuple[str, ...] = ()
    common: bool = False
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.label not in ONTOLOGY.labels:
            raise ValueError(f"{self.name}: {self.label!r} is no label")
        if self.kind is not None and self.kind not in ONTOLOGY.labels[self.label].kinds:
            raise ValueError(f"{self.name}: {self.kind!r} is no kind of {self.label}")
        for since, until in [(self.valid_from, self.valid_to), *((n.since, n.until) for n in self.names)]:
            if first_day(since) > last_day(until):
                raise ValueError(f"{self.name}: begins on {since}, after its end on {until}")
        return self

    def __hash__(self) -> int:
        return hash(self.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and other.id == self.id

    @cached_property
    def aliases(self) -> tuple[str, ...]:
        """Every spelling but the name, save those that mean it in company only."""
        return tuple(s.text for s in self.spellings if s.use in ("alias", "former"))

    @cached_property
    def period(self) -> tuple[date, date]:
        """The first and the last day on which it stood."""
        return first_day(self.valid_from), last_day(self.valid_to)

    def valid_on(self, day: date) -> bool:
        """Tell whether the thing stood on a day."""
        return self.period[0] <= day <= self.period[1]


def make_entry(record: Record, file: NameFile) -> Entry:
    """Make an entry of a record, with the spellings that the file's templates and variants give."""
    label = file.label
    spellings: dict[str, Use] = {record.name: "name"}
    for text in record.aliases:
        spellings.setdefault(text, "alias")
    for dated in record.names:
        spellings.setdefault(dated.name, "former")
    for text, use in list(spellings.items()):
        for ending, others in file.variants.items():
            if text.endswith(ending):
                for other in others:
                    spellings.setdefault(text.removesuffix(ending) + other, "former" if use == "former" else "alias")
    for text in [record.name, *record.aliases]:
        for template in file.templates if record.templates is None else record.templates:
            spellings.setdefault(template.format(text), "alias")
    for ending, office in file.offices.items():
        for text in [text for text in spellings if text.endswith(ending) and text != ending]:
            spellings.setdefault(text.removesuffix(ending) + office, "office")
    for text in record.short:
        spellings.setdefault(text, "short")
    given: dict[str, Any] = record.model_dump(exclude={"id", "en", "aliases", "short", "since", "until", "templates"})
    given["kind"] = record.kind or file.kind
    given["successors"] = tuple(_reference(label, s) for s in record.successors)
    entry_id = f"{label.lower()}/{record.id or naming.key(label, record.name)}"
    return Entry.model_validate(
        {
            **given,
            "id": entry_id,
            "label": label,
            "name_en": record.en,
            "valid_from": record.since,
            "valid_to": record.until,
            "names": record.names,
            "spellings": tuple(Spelling(text=t, use=u) for t, u in spellings.items()),
        }
    )


def _reference(label: str, reference: str) -> str:
    """Return the id that a reference means: an id, the last part of one, or a name of the same label."""
    if "/" in reference:
        return reference
    return f"{label.lower()}/{reference if reference.isascii() else naming.key(label, reference)}"
