"""Loading the gazetteer's files, and checking that they agree with each other.

A file that breaks a rule is an error at start: an id that stands twice, a spelling that two entries of one label claim
for the same days without saying so, an id that names nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from importlib.resources import files
from itertools import combinations

import yaml
from pydantic import ValidationError

from graph.errors import InputError
from graph.ids import entity_id, fold
from ingest import naming
from ingest.document import Morph
from ingest.gazetteer.entries import Entry, NameFile, make_entry
from ingest.gazetteer.matching import Match, Matcher, fold_spelling
from ingest.gazetteer.places import PlaceFile, place_entries

NAME_FILES = (
    "ministries",
    "committees",
    "alliances",
    "divisions",
    "public_institutions",
    "research_institutes",
    "universities",
    "associations",
    "banks",
    "companies",
    "programs",
    "funds",
    "sectors",
    "technologies",
    "regions",
)


class Gazetteer:
    """Known names. It finds them in texts and looks them up.

    Args:
        entries: what is known.

    Raises:
        InputError: two entries have one id, or claim one spelling for the same days.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = {entry.id: entry for entry in entries}
        _check(entries, self.entries)
        self._matcher = Matcher(self.entries)
        self._by_name: dict[str, list[Entry]] = {}
        for entry in entries:
            for key in sorted({fold(s.text) for s in entry.spellings}):
                self._by_name.setdefault(key, []).append(entry)
        self._by_key: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries:
            for key in sorted({naming.key(entry.label, s.text) for s in entry.spellings if s.use != "short"}):
                self._by_key.setdefault((entry.label, key), []).append(entry)

    def find(self, text: str, morphs: Sequence[Morph], published_on: date | None = None) -> list[Match]:
        """Find the names that stand in a text, in order, without overlap; see `Matcher.find`."""
        return self._matcher.find(text, morphs, published_on)

    def lookup(self, name: str, label: str | None = None, on: date | None = None) -> list[Entry]:
        """Return what a name means, the likeliest first: one entry where it is sure, several where it is not.

        Args:
            name: a name or alias; white space, case and punctuation do not count.
            label: only entries of this label; with it, a name that no entry is written with is looked up by what its
                spellings share (`naming.key`).
            on: a day on which the name was used. What stood on it goes before all else.
        """
        found = [e for e in self._by_name.get(fold(name), ()) if label is None or e.label == label]
        if not found and label is not None:
            found = list(self._by_key.get((label, naming.key(label, name)), ()))
        if on is not None and len(found) > 1:
            found = [e for e in found if e.valid_on(on)] or found
        return sorted(found, key=lambda e: (fold(e.name) != fold(name), -e.period[1].toordinal(), e.id))

    def get(self, entry_id: str) -> Entry | None:
        """Return the entry with an id, if there is one."""
        return self.entries.get(entry_id)

    def dictionary(self) -> Iterator[str]:
        """Give the names that a morphological analyser should keep in one piece.

        Only proper names of three letters or more without white space: a common noun or a short word stays what it is.
        """
        for entry in self.entries.values():
            if entry.label in ("Sector", "Technology") or entry.common:
                continue
            for spelling in entry.spellings:
                text = spelling.text
                if spelling.use in ("short", "office"):
                    continue
                if len(text) >= LEAST_LETTERS and text.isalpha() and not text.isascii():
                    yield text


LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LEAST_LETTERS = 3
"""Letters of a name that enters the analyser's dictionary."""


def _read(name: str) -> object:
    content = files("ingest.gazetteer").joinpath(f"{name}.yaml").read_text("utf-8")
    return yaml.load(content, Loader=LOADER)  # noqa: S506 - a safe loader, in C where PyYAML has it


@lru_cache(maxsize=1)
def plain_words() -> tuple[str, ...]:
    """Return the field's common nouns that the analyser's own dictionary lacks."""
    return tuple(_read("words"))  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return the gazetteer of the files in this folder, read once.

    Raises:
        InputError: a file is not as `NameFile` says, or the files contradict each other. It names the file.
    """
    entries: list[Entry] = []
    for name in NAME_FILES:
        try:
            file = NameFile.model_validate(_read(name))
            entries.extend(make_entry(record, file) for record in file.entries)
        except (ValidationError, yaml.YAMLError) as error:
            raise InputError(f"ingest/gazetteer/{name}.yaml: {error}") from error
    entries.extend(place_entries(PlaceFile.model_validate(_read("places"))))
    return Gazetteer(_scoped(entries))


def _scoped(entries: list[Entry]) -> list[Entry]:
    """Give entries with a generic name the id that holds their body's name."""
    names = {entry.id: entry.name for entry in entries}
    return [
        entry.model_copy(
            update={"id": entity_id(entry.label, naming.key(entry.label, entry.name), scope=names[entry.scope])}
        )
        if entry.scope
        else entry
        for entry in entries
    ]


def _check(entries: Sequence[Entry], by_id: dict[str, Entry]) -> None:
    if len(by_id) != len(entries):
        ids = [entry.id for entry in entries]
        raise InputError(f"gazetteer: ids stand twice: {', '.join(sorted({i for i in ids if ids.count(i) > 1}))}")
    for entry in entries:
        for other in (entry.parent, entry.scope, *entry.successors):
            if other is not None and other not in by_id:
                raise InputError(f"gazetteer: {entry.id} names {other}, which is not there")
    claims: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        for text in {fold_spelling(s.text) for s in entry.spellings if s.use != "short"}:
            claims.setdefault((entry.label, text), []).append(entry)
    twice = [
        f"{label} {text!r} is claimed by {one.id} and {other.id} for the same days"
        for (label, text), owners in claims.items()
        for one, other in combinations(owners, 2)
        if text not in {fold_spelling(t) for t in (*one.ambiguous, *other.ambiguous)} and _overlap(one, other)
    ]
    if twice:
        raise InputError(
            "gazetteer: " + "; ".join(twice), hint="mark a spelling that is shared on purpose as ambiguous"
        )


def _overlap(one: Entry, other: Entry) -> bool:
    """Tell whether there is a day on which both exist; the last day of each is one."""
    return max(one.period[0], other.period[0]) <= min(one.period[1], other.period[1])
