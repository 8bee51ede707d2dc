"""The second look at what the CRF proposes: whether it is a thing, and of which label.

The CRF sees one sentence; here a thing is judged by all that the document shows of it: how sure each of its mentions
is, how often it is named and where, its head noun, what follows it. The judge is a maximum-entropy classifier (a CRF
over sequences of one), trained on what the CRF proposes for documents that it has not seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from ingest.extract.coreference import Thing
from ingest.extract.features import shape
from ingest.extract.heads import head_of, reference_labels
from ingest.extract.mentions import Mention
from ingest.extract.units import Sequence
from ingest.extract.weights import load_weights

MODEL = "judge.crfsuite"
NOTHING = "-"
MOST_REMEMBERED = 1 << 14
"""Names whose features' rows are remembered."""
CLAUSE, NEAR = 14, 6
"""Units behind a mention that are looked at for a verb, and for an amount of money."""
_AND_BEHIND = re.compile(r"(?:\([^()]{1,12}\))?(?:\s?[·ㆍ‧・,]\s?|[와과]\s|\s및\s)")
_AND_BEFORE = re.compile(r"(?:\s?[·ㆍ‧・,]\s?|[와과]\s|\s및\s)$")
_MONEY = frozenset({"조", "억", "천", "만", "원", "백", "천억", "백만"})
_BINS = (0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)


@dataclass(slots=True)
class Places:
    """Where units stand: by the code point that they start or end at."""

    sequences: list[Sequence]
    starts: dict[int, tuple[int, int]]
    ends: dict[int, tuple[int, int]]

    @classmethod
    def of(cls, sequences: list[Sequence]) -> Places:
        """Index the units of a document."""
        starts, ends = {}, {}
        for number, sequence in enumerate(sequences):
            for at, unit in enumerate(sequence.units):
                starts[unit.start] = (number, at)
                ends[unit.end] = (number, at)
        return cls(sequences, starts, ends)


@dataclass(slots=True)
class Company:
    """What else was found in a document: how many things of each label, and which begin and end where."""

    labels: Counter[str]
    starts: dict[int, Thing]
    ends: dict[int, Thing]

    @classmethod
    def of(cls, things: Iterable[Thing]) -> Company:
        """Index the things of a document by their mentions."""
        found = list(things)
        starts = {m.start: t for t in found for m in t.mentions}
        return cls(Counter(t.label for t in found), starts, {m.end: t for t in found for m in t.mentions})

    def beside(self, text: str, mention: Mention) -> Iterator[Thing]:
        """Yield what a mention is listed with, by a comma, a dot or an "and"."""
        behind = _AND_BEHIND.match(text, mention.end)
        if behind is not None and behind.end() in self.starts:
            yield self.starts[behind.end()]
        before = _AND_BEFORE.search(text, max(0, mention.start - 4), mention.start)
        if before is not None and before.start() in self.ends:
            yield self.ends[before.start()]


def features(text: str, thing: Thing, places: Places, company: Company) -> list[str]:
    """Return what the document shows of a thing."""
    named = _name_features(thing.name, thing.label)
    return [*_first_features(thing), *named, *_last_features(text, thing, places, company)]


def _first_features(thing: Thing) -> list[str]:
    """Features of how sure the mentions are, what is known of the thing, and what proposed it."""
    label = thing.label
    found = ["l:" + label, "1"]
    scores = [m.score for m in thing.mentions]
    best, mean = _bin(max(scores)), _bin(sum(scores) / len(scores))
    count = min(len(scores), 4)
    found += [
        f"s:{best}",
        f"ls:{label}{best}",
        f"lm:{label}{mean}",
        f"n:{count}",
        f"ln:{label}{count}",
        f"sn:{best}{count}",
    ]
    if thing.known is not None:
        sign = thing.known.label + ("~" if thing.known.common else "")
        found += ["k:" + sign, f"kl:{sign}{label}", f"ks:{sign}{best}", f"kn:{sign}{count}", "ki:" + thing.known.id]
    else:
        found.append("k:-" + label)
    rules = sorted({m.rule for m in thing.mentions})
    found += [f"r:{label}{rule}" for rule in rules]
    found.append("rs:" + "+".join(rules) + label)
    other = thing.votes.most_common(2)
    if len(other) > 1:
        found += ["v:" + other[1][0], f"lv:{label}{other[1][0]}"]
    return found


def _last_features(text: str, thing: Thing, places: Places, company: Company) -> list[str]:
    """Features of the places where the thing is named, and of what else is found there."""
    label = thing.label
    found = _place_features(text, thing, places, label)
    found.append(f"peers:{label}{min(company.labels[label], 6)}")
    beside = [(t.label, _bin(t.score)) for m in thing.mentions[:4] for t in company.beside(text, m) if t is not thing]
    found += sorted({f"co:{label}{other}" for other, _ in beside} | {f"cs:{label}{other}{b}" for other, b in beside})
    found.append(f"cn:{label}{min(len(beside), 3)}")
    return found


def _name_features(name: str, label: str) -> list[str]:
    words = name.split()
    head = head_of(name)
    found = [
        "e1:" + name[-1], "e2:" + name[-2:], "e3:" + name[-3:], "b2:" + name[:2], "lw:" + words[-1], "fw:" + words[0],
        f"words:{min(len(words), 6)}", f"lw{label}:{min(len(words), 6)}", f"len:{label}{min(len(name) // 3, 8)}",
        "sh:" + shape(words[-1]), "name:" + name, "le2:" + label + name[-2:],
    ]  # fmt: skip
    if head:
        found += ["h:" + head[0], "lh:" + label + head[0]]
    if name in reference_labels():
        found.append("bare")
    if len(words) > 1 and words[-1] in reference_labels():
        found += ["barelast:" + label, f"bl:{words[0]}|{words[-1]}"]
    if any(c.isdigit() for c in name):
        found.append("digit:" + label)
    return found


def _place_features(text: str, thing: Thing, places: Places, label: str) -> list[str]:
    """Features of what stands around the mentions; those of all mentions together, each once."""
    found: set[str] = set()
    heading = 0
    for mention in thing.mentions[:4]:
        begin, end = places.starts.get(mention.start), places.ends.get(mention.end)
        if begin is None or end is None or begin[0] != end[0]:
            found.add("cut")  # it splits a morpheme, or goes on in the next sentence
            continue
        sequence = places.sequences[begin[0]]
        units = sequence.units
        before = units[begin[1] - 1] if begin[1] else None
        after = units[end[1] + 1] if end[1] + 1 < len(units) else None
        behind = units[end[1] + 2] if end[1] + 2 < len(units) else None
        found.add("pb:" + (before.form if before else "<"))
        found.add("pbt:" + (before.tag if before else "<") + ("_" if units[begin[1]].spaced else ""))
        found.add("pa:" + (after.form if after else ">"))
        found.add("pat:" + label + (after.tag if after else ">") + ("_" if after and after.spaced else ""))
        found.add("paa:" + (after.form if after else ">") + "|" + (behind.form if behind else ">"))
        if units[begin[1]].quote:
            found.add("q:" + label + units[begin[1]].quote)
            inside = before is not None and before.form == units[begin[1]].quote
            found.add("qfull" if inside and after is not None and after.tag == "SSC" else "qpart")
        found.add("role:" + label + sequence.role)
        tags = [u.tag for u in units[begin[1] : end[1] + 1]]
        found.add("tg:" + label + "".join(tags[:4]))
        found.add(f"te:{label}{tags[0]}{tags[-1]}{min(len(tags), 6)}")
        found.update(_clause_features(sequence, end[1], label))
        heading += begin[0] < 2
    if heading:
        found.add("top:" + label)
    times = min(text.count(text[thing.mentions[0].start : thing.mentions[0].end]), 5)
    found.add(f"times:{label}{times}")
    return sorted(found)


def _clause_features(sequence: Sequence, last: int, label: str) -> Iterator[str]:
    """Features of how the clause goes on behind a mention's last unit: its phrase, the next verb, an amount."""
    units = sequence.units
    phrase = units[last].phrase
    if phrase >= 0:
        behind = sequence.phrases[phrase].last
        head = units[behind - 1].form if behind - 1 > last else "="
        particle = units[behind].form if behind < len(units) and units[behind].tag[0] == "J" else "-"
        yield from ("ph:" + head, f"lph:{label}{head}", f"pp:{label}{particle}", f"php:{label}{head}|{particle}")
    ahead = units[last + 1 : last + 1 + CLAUSE]
    verb = next((u.form for u, v in pairwise(ahead) if u.tag == "VV" or v.tag == "XSV"), "-")
    yield from ("nv:" + verb, f"lnv:{label}{verb}")
    sums = [at for at, (u, v) in enumerate(pairwise(ahead[:NEAR])) if u.tag == "SN" and v.form in _MONEY]
    yield f"won:{label}{sums[0] if sums else '-'}"


def _bin(score: float) -> int:
    return sum(score >= edge for edge in _BINS)


class Judge:
    """Judges things. Loading is done once; judging keeps no state.

    Args:
        path: a model file; the one that comes with the package where none is given.

    Raises:
        InputError: the model file is not there or cannot be read.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._weights = load_weights(MODEL, path, what="judge's model")
        self._order = sorted((x for x in self._weights.labels if x != NOTHING), reverse=True)
        self._columns = [self._weights.labels.index(x) for x in self._order]
        self._named = lru_cache(MOST_REMEMBERED)(self._known_name)

    def verdicts(self, text: str, found: Iterable[Thing], sequences: list[Sequence]) -> list[tuple[Thing, str, float]]:
        """Return each thing with the likeliest label and how sure it is that it is a thing at all (0–1)."""
        things = list(found)
        places, company = Places.of(sequences), Company.of(things)
        sums = self._weights.sums([self._known(text, t, places, company) for t in things])
        odds = np.exp(sums - sums.max(axis=1, keepdims=True))
        chances = (odds / odds.sum(axis=1, keepdims=True))[:, self._columns]
        best = chances.argmax(axis=1) if len(things) else []
        return [(t, self._order[at], float(chances[i, at])) for i, (t, at) in enumerate(zip(things, best, strict=True))]

    def _known(self, text: str, thing: Thing, places: Places, company: Company) -> tuple[int, ...]:
        """Return the rows of a thing's features, in their order."""
        known = self._weights.known
        before, after = _first_features(thing), _last_features(text, thing, places, company)
        return known(before) + self._named(thing.name, thing.label) + known(after)

    def _known_name(self, name: str, label: str) -> tuple[int, ...]:
        return self._weights.known(_name_features(name, label))
