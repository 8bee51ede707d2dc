"""Provinces and municipalities: each one is a place (Region) and a government that acts (Organization).

`places.yaml` names them once; this module makes both entries of each, with the spellings that follow from how Korean
writes a place: 경남 창원, 창원시, 경상남도 창원시.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from graph.ids import entity_id
from ingest.gazetteer.entries import DatedName, Entry, Spelling


class Province(BaseModel):
    """One province or metropolitan city; see `places.yaml`."""

    model_config = ConfigDict(extra="forbid")

    name: str
    full: str
    en: str
    aliases: tuple[str, ...] = ()
    government_aliases: tuple[str, ...] = ()
    former: tuple[DatedName, ...] = ()
    municipalities: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class PlaceFile(BaseModel):
    """The file `places.yaml`."""

    model_config = ConfigDict(extra="forbid")

    provinces: tuple[Province, ...]


def place_entries(file: PlaceFile) -> list[Entry]:
    """Make the entries of every place and government."""
    bare = Counter(_bare(m) for p in file.provinces for m in p.municipalities)
    bare.update(p.name for p in file.provinces)
    suffixed = Counter(m for p in file.provinces for m in p.municipalities)
    suffixed.update(a for p in file.provinces for a in p.government_aliases)
    return [entry for province in file.provinces for entry in _province(province, bare, suffixed)]


def _bare(municipality: str) -> str:
    return municipality[:-1]


def _province(province: Province, bare: Counter[str], suffixed: Counter[str]) -> Iterator[Entry]:
    region, government = entity_id("Region", province.name), entity_id("Organization", province.full)
    full = [province.full, *province.government_aliases, *province.aliases]
    full_names = list(dict.fromkeys([*full, *(n.name for n in province.former)]))
    yield Entry(
        id=region,
        label="Region",
        name=province.name,
        name_en=province.en,
        spellings=_spellings(province.name, full_names),
        common=province.name in province.words,
        not_after=("경기", "경기도") if province.name == "광주" else (),
        ambiguous=tuple(full_names),
    )
    yield Entry(
        id=government,
        label="Organization",
        kind="local_government",
        name=province.full,
        name_en=province.en,
        spellings=_spellings(
            province.full, [*province.government_aliases], [n.name for n in province.former if n.name not in full]
        ),
        names=province.former,
        ambiguous=tuple(full_names),
    )
    for municipality in province.municipalities:
        yield from _municipality(province, municipality, region, bare, suffixed)


def _municipality(
    province: Province, municipality: str, region: str, bare: Counter[str], suffixed: Counter[str]
) -> Iterator[Entry]:
    name = _bare(municipality)
    heads = [province.name, province.full, *(n.name for n in province.former)]
    district = municipality.endswith("구")
    short = municipality if district else name
    placed = [f"{head} {form}" for head in heads for form in ([municipality] if district else [name, municipality])]
    unique = suffixed[municipality] == 1
    loose: list[str] = []
    if not district and name not in province.words and bare[name] == 1 and len(name) > 1:
        loose.append(name)
    yield Entry(
        id=entity_id("Region", f"{province.name} {short}"),
        label="Region",
        name=f"{province.name} {short}",
        spellings=_spellings(f"{province.name} {short}", [*placed, *loose, *([municipality] if unique else [])]),
        parent=region,
        ambiguous=(municipality, *placed),
    )
    scoped = f"{province.name} {municipality}"
    yield Entry(
        id=entity_id("Organization", municipality if unique else scoped),
        label="Organization",
        kind="local_government",
        name=municipality if unique else scoped,
        spellings=_spellings(municipality if unique else scoped, [f"{head} {municipality}" for head in heads]),
        parent=entity_id("Organization", province.full),
        ambiguous=(municipality, *placed),
    )


def _spellings(name: str, aliases: list[str], former: list[str] | None = None) -> tuple[Spelling, ...]:
    found = {name: Spelling(text=name, use="name")}
    for text in aliases:
        found.setdefault(text, Spelling(text=text, use="alias"))
    for text in former or []:
        found.setdefault(text, Spelling(text=text, use="former"))
    return tuple(found.values())
