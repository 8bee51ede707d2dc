"""Measuring a reader against annotated documents.

Matching is one to one within a document:

- an entity matches a gold entity of the same label (Sector and Technology may stand for each other) when its name, one
  of its aliases or mentions equals one of the gold's surfaces, white space and punctuation folded; for programmes,
  events, divisions and technologies a near-equal surface will do;
- a claim matches when the predicate and both ends do; HAS_GOAL by value and year, HAS_BUDGET by amount;
- `funds+` asks of a matched FUNDS claim that amount and fiscal year are right too;
- qualifiers, modality and speaker are compared on matched claims alone, white space and punctuation folded.

What the gold marks optional counts neither as missed nor as found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Literal

from pydantic import BaseModel

from graph.model import Claim, Entity, Extraction
from graph.ontology import ONTOLOGY, PREDICATES
from ingest.gold import GoldDocument

NEAR_ENOUGH = {"Program", "Event", "Division", "Technology"}
LEAST_SIMILARITY, LEAST_SHARE = 0.8, 0.6
SAME_LABEL = {"Technology": "Sector"}
COMPARED_VALUES = {"HAS_GOAL": ("value", "by_year"), "HAS_BUDGET": ("amount_krw",)}
_NO_LETTER = re.compile(r"[\s\W_]+")


class Score(BaseModel):
    """Counts with precision, recall and F1, rounded to three decimals."""

    gold: int
    predicted: int
    hit: int
    precision: float
    recall: float
    f1: float


class Fault(BaseModel):
    """One thing that a reader got wrong, with the sentence that it stands in."""

    document: str
    fault: Literal["missed", "invented", "wrong type", "wrong amount"]
    of: str
    """A label or a predicate."""
    what: str
    sentence: str | None = None


class Evaluation(BaseModel):
    """What a reader reached over a set of documents."""

    documents: int
    read: int
    entities: Score
    claims: Score
    funds_plus: Score
    quoted_claims: float
    by_label: dict[str, Score]
    by_predicate: dict[str, Score]
    qualifiers: dict[str, dict[str, Score]]
    """By predicate and qualifier, on claims that are right: `gold` states it, `predicted` was read, `hit` is equal."""
    faults: list[Fault]


@dataclass(slots=True)
class _Tally:
    """Counts of gold, predicted and matched items by label or predicate."""

    gold: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    hit: Counter[str] = field(default_factory=Counter)

    def score(self, key: str | None = None) -> Score:
        """Sum up one key, or all of them."""
        gold, predicted, hit = (c.total() if key is None else c[key] for c in (self.gold, self.predicted, self.hit))
        precision = hit / predicted if predicted else 0.0
        recall = hit / gold if gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
        rounded = [round(x, 3) for x in (precision, recall, f1)]
        return Score(gold=gold, predicted=predicted, hit=hit, precision=rounded[0], recall=rounded[1], f1=rounded[2])

    def by_key(self) -> dict[str, Score]:
        """Sum up every key."""
        return {key: self.score(key) for key in sorted(self.gold.keys() | self.predicted.keys())}


def evaluate(gold: Iterable[GoldDocument], extractions: Mapping[str, Extraction]) -> Evaluation:
    """Compare extractions, by document id, with the gold. A document without an extraction counts as read empty."""
    entities, claims, funds = _Tally(), _Tally(), _Tally()
    told: dict[str, _Tally] = {name: _Tally() for name in PREDICATES}
    faults: list[Fault] = []
    quoted = total = documents = read = 0
    for document in gold:
        documents += 1
        extraction = extractions.get(document.id)
        read += extraction is not None
        found = extraction.entities if extraction else []
        said = extraction.claims if extraction else []
        pairs = pair_entities(document.entities, found)
        faults += _count_entities(document, found, pairs, entities)
        faults += _count_claims(document, said, {e.id: e.name for e in found}, pairs, claims, funds, told)
        total += len(said)
        quoted += sum(bool(claim.quote) for claim in said)
    return Evaluation(
        documents=documents,
        read=read,
        entities=entities.score(),
        claims=claims.score(),
        funds_plus=funds.score(),
        quoted_claims=round(quoted / total, 3) if total else 0.0,
        by_label=entities.by_key(),
        by_predicate=claims.by_key(),
        qualifiers={name: scores for name, tally in told.items() if (scores := tally.by_key())},
        faults=faults,
    )


def pair_entities(gold: list[dict[str, Any]], found: list[Entity], *, near_too: bool = True) -> dict[str, str]:
    """Pair found entities with gold ones: entity id → gold name. Equal surfaces first, near-equal ones after."""
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    surfaces = [
        (g["name"], _label(g["type"]), {_letters(s) for s in (g["name"], *g.get("surfaces", []))}) for g in gold
    ]
    for near in (False, True)[: 1 + near_too]:
        for entity in found:
            if entity.id in pairs or (near and entity.type not in NEAR_ENOUGH):
                continue
            forms = {_letters(s) for s in (entity.name, *entity.aliases, *(m.text for m in entity.mentions))}
            for name, label, theirs in surfaces:
                if name not in taken and label == _label(entity.type) and _any_alike(forms, theirs, near=near):
                    pairs[entity.id] = name
                    taken.add(name)
                    break
    return pairs


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()


def _label(label: str) -> str:
    return SAME_LABEL.get(label, label)


def _any_alike(ours: set[str], theirs: set[str], *, near: bool) -> bool:
    if not near:
        return bool((ours & theirs) - {""})
    return any(a and b and _near(a, b) for a in ours for b in theirs)


def _near(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    if short in long and len(short) >= LEAST_SHARE * len(long):
        return True
    return SequenceMatcher(None, a, b).ratio() >= LEAST_SIMILARITY


def _count_entities(document: GoldDocument, found: list[Entity], pairs: dict[str, str], tally: _Tally) -> list[Fault]:
    paired = set(pairs.values())
    optional = {g["name"] for g in document.entities if g.get("optional")}
    tally.gold.update(g["type"] for g in document.entities if g["name"] not in optional)
    missed = [g for g in document.entities if g["name"] not in optional | paired]
    faults = [_missed_entity(document, g) for g in missed]
    missed_letters = {_letters(s): g["type"] for g in missed for s in (g["name"], *g.get("surfaces", []))}
    for entity in found:
        if pairs.get(entity.id) in optional:
            continue
        tally.predicted[entity.type] += 1
        if entity.id in pairs:
            tally.hit[entity.type] += 1
            continue
        should_be = missed_letters.get(_letters(entity.name))
        what = f"{entity.name} (is a {should_be})" if should_be else entity.name
        line = _line(document.text, entity.mentions[0].text if entity.mentions else entity.name)
        fault: Literal["wrong type", "invented"] = "wrong type" if should_be else "invented"
        faults.append(Fault(document=document.id, fault=fault, of=entity.type, what=what, sentence=line))
    return faults


def _missed_entity(document: GoldDocument, gold: dict[str, Any]) -> Fault:
    line = _line(document.text, gold["name"])
    return Fault(document=document.id, fault="missed", of=gold["type"], what=gold["name"], sentence=line)


def _count_claims(
    document: GoldDocument,
    said: list[Claim],
    names: dict[str, str],
    pairs: dict[str, str],
    tally: _Tally,
    funds: _Tally,
    told: Mapping[str, _Tally],
) -> list[Fault]:
    faults = []
    left = list(document.claims)
    for claim, g in paired_claims(left, said, pairs):
        if g is not None and g.get("optional"):
            continue
        is_funds = claim.predicate == "FUNDS"
        tally.predicted[claim.predicate] += 1
        funds.predicted["FUNDS"] += is_funds
        what = f"{names[claim.subject]} → {names.get(claim.object or '', claim.qualifiers)}"
        if g is None:
            faults.append(
                Fault(document=document.id, fault="invented", of=claim.predicate, what=what, sentence=claim.quote)
            )
            continue
        tally.hit[claim.predicate] += 1
        _count_qualifiers(g, claim, pairs, told[claim.predicate])
        if is_funds and _money_matches(g, claim):
            funds.hit["FUNDS"] += 1
        elif is_funds:
            right = {key: g.get(key) for key in ("amount_krw", "fiscal_year")}
            what = f"{what}: {claim.qualifiers} is not {right}"
            faults.append(
                Fault(document=document.id, fault="wrong amount", of="FUNDS", what=what, sentence=claim.quote)
            )
    for g in document.claims:
        if not g.get("optional"):
            tally.gold[g["predicate"]] += 1
            funds.gold["FUNDS"] += g["predicate"] == "FUNDS"
    for g in left:
        if not g.get("optional"):
            what = f"{g['subject']} → {g.get('object') or g.get('goal') or g.get('amount_krw') or g.get('value')}"
            faults.append(
                Fault(document=document.id, fault="missed", of=g["predicate"], what=what, sentence=g.get("quote"))
            )
    return faults


def _count_qualifiers(gold: dict[str, Any], claim: Claim, pairs: Mapping[str, str], tally: _Tally) -> None:
    """Count which qualifiers of a claim the gold states, which were read, and which of these are equal.

    What a claim is matched by is left out.
    """
    names = {*ONTOLOGY.predicates[claim.predicate].qualifiers, "modality", "asserted_by"}
    names -= {*COMPARED_VALUES.get(claim.predicate, ())}
    speaker = claim.asserted_by and pairs.get(claim.asserted_by, claim.asserted_by)
    told = {**gold, **(gold.get("goal") or {})}
    theirs = {name: told[name] for name in names if told.get(name) is not None}
    said = {**claim.qualifiers, "modality": claim.modality, "asserted_by": speaker}
    ours = {name: said[name] for name in names if said.get(name) is not None}
    tally.gold.update(theirs.keys())
    tally.predicted.update(ours.keys())
    tally.hit.update(name for name in theirs.keys() & ours.keys() if _equal(theirs[name], ours[name]))


def _equal(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return _letters(one) == _letters(other)
    return one == other


def paired_claims(
    left: list[dict[str, Any]], said: Iterable[Claim], pairs: Mapping[str, str]
) -> Iterator[tuple[Claim, dict[str, Any] | None]]:
    """Pair claims with gold ones, one to one, and yield each with its own or `None`; `left` loses what is paired."""
    for claim in said:
        matching = [g for g in left if _claims_match(g, claim, pairs)]
        matching.sort(key=lambda g: (bool(g.get("optional")), not _money_matches(g, claim)))
        if matching:
            left.remove(matching[0])
        yield claim, matching[0] if matching else None


def outcomes(document: GoldDocument, extraction: Extraction) -> Iterator[tuple[Claim, bool]]:
    """Yield every claim that was read and whether the gold makes it, those left out that the gold calls optional."""
    pairs = pair_entities(document.entities, extraction.entities)
    for claim, gold in paired_claims(list(document.claims), extraction.claims, pairs):
        if gold is None or not gold.get("optional"):
            yield claim, gold is not None


def _claims_match(gold: dict[str, Any], claim: Claim, pairs: Mapping[str, str]) -> bool:
    if gold["predicate"] != claim.predicate or pairs.get(claim.subject) != gold["subject"]:
        return False
    if claim.predicate in COMPARED_VALUES:
        values = {**gold, **(gold.get("goal") or {})}
        return all(values.get(key) == claim.qualifiers.get(key) for key in COMPARED_VALUES[claim.predicate])
    return pairs.get(claim.object or "") == gold.get("object")


def _money_matches(gold: dict[str, Any], claim: Claim) -> bool:
    if gold.get("amount_krw") != claim.qualifiers.get("amount_krw"):
        return False
    year = gold.get("fiscal_year")
    return year is None or year == claim.qualifiers.get("fiscal_year")


def _line(text: str, surface: str) -> str | None:
    """Return the line of a text that a surface first stands in."""
    at = text.find(surface)
    if at < 0:
        return None
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)].strip()
