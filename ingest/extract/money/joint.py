"""The joint look: how well a sum, who pays it and what it is for go together, by a small network.

The first look weighs each part alone, and the trees of the second see what it made of them as numbers. Here the cues
of a whole proposal meet: those of its site with the words of the sentence, of its payer and its object with the nouns
of their names, and of the tie between the two. What many proposals share is summed once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ingest.document import Node
from ingest.extract.grids import Floats
from ingest.extract.money.candidate_cues import Said, spelled
from ingest.extract.money.candidates import Candidate
from ingest.extract.money.evidence import FORMS, NOWHERE, Proposal
from ingest.extract.money.page import Page, Site
from ingest.extract.money.structure import clause_at, tie
from ingest.extract.network import Laid, Network, untrained

COLUMNS = 2
"""How many columns the joint look adds to a proposal's: see `columns`."""
Role = Literal["site", "payer", "object", "subject", "pair"]
Number = Callable[[Role, str], int | None]
"""Gives the number of a cue of a part, `None` for an unknown one."""
TELLING = frozenset({"NNG", "VV", "VA", "XR", "MAG", "NNB"})
"""Morphemes of a sentence that say what it is about."""
NAMING = frozenset({"NNG", "NNP", "NNB", "NR", "XSN", "SL"})
"""Morphemes that names are made of."""
CALLED = frozenset({"Program", "Sector", "Technology", "Event", "Committee"})
"""Labels whose names say what a thing is; those of bodies say it of what receives only."""
MOST_REMEMBERED = 1 << 15


class Layer:
    """Lays out the proposals of articles.

    Args:
        number: gives the numbers of cues.
    """

    def __init__(self, number: Number) -> None:
        self._number = number
        self._said: Callable[[Role, Said], list[int]] = lru_cache(MOST_REMEMBERED)(self._spell)

    def lay(self, page: Page, found: Sequence[Proposal]) -> Laid:
        """Lay out the proposals of one article."""
        laid = Laid()
        known: dict[tuple[object, ...], int] = {}
        sites: dict[int, int] = {}
        bags: dict[int, list[tuple[int, str]]] = {}
        for one in found:
            site = sites.setdefault(id(one.looked), len(sites))
            keys: list[tuple[object, ...]] = [("site", site), (_role(one), site, one.object.node)]
            if one.payer is not None:
                pair = id(one.payer.mention), id(one.object.mention), one.payer.local, one.object.local
                keys += [("payer", site, one.payer.node), ("pair", *pair)]
            for key in keys:
                if key not in known:
                    known[key] = len(laid.parts)
                    laid.parts.append(self._part(page, one, key[0], bags))
            laid.rows.append([known[key] for key in keys])
            laid.groups.append(site)
        return laid

    def _part(self, page: Page, one: Proposal, role: object, bags: dict[int, list[tuple[int, str]]]) -> list[int]:
        """Return the numbers of the cues of one part of a proposal, each once."""
        if role == "site":
            return self._known("site", [*one.looked.cues, *_words(page, one.looked.site, bags)])
        if role == "pair" and one.payer is not None:
            return self._known("pair", pair_cues(page, one.payer, one.object))
        if role == "payer" and one.payer is not None:
            return self._candidate(page, "payer", one.payer)
        return self._candidate(page, _role(one), one.object)

    def _candidate(self, page: Page, role: Role, one: Candidate) -> list[int]:
        nouns = [m.form for m in page.morphs[one.mention.first : one.mention.last] if m.tag in NAMING]
        found = dict.fromkeys(self._known(role, [*one.cues, *name_cues(page.nodes[one.node], nouns, role)]))
        for said in one.said:
            found.update(dict.fromkeys(self._said(role, said)))
        return list(found)

    def _known(self, role: Role, cues: Sequence[str]) -> list[int]:
        return [i for cue in dict.fromkeys(cues) if (i := self._number(role, cue)) is not None]

    def _spell(self, role: Role, said: Said) -> list[int]:
        return self._known(role, spelled(said))


def _role(proposal: Proposal) -> Role:
    return "subject" if proposal.form == "goal" else "object"


def _words(page: Page, site: Site, bags: dict[int, list[tuple[int, str]]]) -> Iterator[str]:
    """Yield the words of a site's sentence that are of no name, and on which side of the site they stand."""
    if site.sentence not in bags:
        bags[site.sentence] = _bag(page, site.sentence)
    for index, form in bags[site.sentence]:
        yield "W" + form
        yield ("w<" if index < site.first else "w>") + form


def _bag(page: Page, row: int) -> list[tuple[int, str]]:
    """Return the telling morphemes of a sentence, with their indices, names left out."""
    sentence = page.sentences[row]
    named = {i for m in page.mentions[row] for i in range(m.first, m.last)}
    return [
        (i, page.morphs[i].form)
        for i in range(page.morph_at(sentence.start), page.morph_at(sentence.end))
        if page.morphs[i].tag in TELLING and i not in named
    ]


def name_cues(node: Node, nouns: Sequence[str], role: Role) -> Iterator[str]:
    """Yield what a candidate's name says: its nouns and the last of them, of a ministry the name itself."""
    if nouns and (role != "payer" or node.type in CALLED):
        yield "head=" + nouns[-1]
        yield f"head,T={node.type}{'|'.join(nouns[-2:])}"
        yield from ("noun=" + noun for noun in dict.fromkeys(nouns))
    if node.type == "Ministry":
        yield "ministry=" + node.name
    if node.kind:
        yield "kind=" + node.kind
    yield f"sure={node.type}{int(node.score * 5)}"


def pair_cues(page: Page, payer: Candidate, thing: Candidate) -> list[str]:
    """Return what ties a payer to what may get its money."""
    a, b = payer.mention, thing.mention
    kinds = page.nodes[a.node].type, page.nodes[b.node].type
    if a.sentence != b.sentence:
        mark = "+" if b.sentence > a.sentence else "-"
        return [f"T={kinds[0]}{kinds[1]}{mark}", f"far={mark}{payer.local}{thing.local}"]
    side = "<" if a.start < b.start else ">"
    both = f"{kinds[0]}{side}{kinds[1]}"
    early, late = (a, b) if a.start < b.start else (b, a)
    inner = page.morphs[early.last : late.first]
    clause = clause_at(page.reading.clauses[a.sentence], b.start)
    hangs = tie(clause, a.phrase)
    particle = inner[0].form if inner and inner[0].tag.startswith("J") else ""
    names = sum(early.start < m.start < late.start for m in page.mentions[a.sentence])
    found = [
        "T=" + both, f"H={side}{hangs}", f"H,T={hangs}{both}", f"list={page.coordinated(a, b)}",
        f"P,T={particle}{both}", f"v,H={side}{clause.stem}{hangs}", f"names={side}{min(names, 4)}",
        f"ends={side}{min(sum(m.tag in ('EC', 'EF', 'ETM') for m in inner), 3)}",
    ]  # fmt: skip
    if len(inner) <= 4:
        forms = (m.tag if m.tag.startswith(("NNP", "SN", "SL")) else m.form for m in inner)
        found.append(f"inner={side}{'|'.join(forms)}")
    return found


class Joint:
    """The joint look as it was learned.

    Args:
        cues: the number of each cue, which is named with its part: `payer:T=Ministry`. None yet where not given.
        network: answers one column for each of `FORMS`. One that was not trained where not given.
    """

    def __init__(self, cues: Mapping[str, int] | None = None, network: Network | None = None) -> None:
        self.cues, self.network = cues or {}, network or untrained(len(FORMS))
        self._of: dict[str, dict[str, int]] = {}
        for cue, number in self.cues.items():
            role, _, rest = cue.partition(":")
            self._of.setdefault(role, {})[rest] = number
        self._layer = Layer(lambda role, cue: self._of.get(role, {}).get(cue))

    def look(self, page: Page, found: Sequence[Proposal]) -> NDArray[np.float32]:
        """Return the joint look's columns of each proposal of an article, `COLUMNS` of them."""
        laid = self._layer.lay(page, found)
        return columns(laid.groups, self.odds(laid, [FORMS.index(one.form) for one in found]))

    def odds(self, laid: Laid, forms: Sequence[int]) -> Floats:
        """Return the log-odds of each proposal, given its form's place in `FORMS`."""
        answers = self.network.at(laid)
        return answers[np.arange(len(answers)), np.array(forms, dtype=np.int64)]


def columns(sites: Sequence[int], odds: Floats) -> Floats:
    """Describe each proposal by its log-odds, and by how far they are above the best other one's of its site.

    Example:
        >>> columns([0, 0, 1], np.array([1.0, 3.0, 2.0], dtype=np.float32)).tolist()
        [[1.0, -2.0], [3.0, 2.0], [2.0, 11.0]]
    """
    best: dict[int, list[float]] = {}
    found = list(zip(sites, odds.tolist(), strict=True))
    for site, value in found:
        row = best.setdefault(site, [NOWHERE, NOWHERE])
        row[:] = sorted((*row, value), reverse=True)[:2]
    rivals = [best[site][value == best[site][0]] for site, value in found]
    return np.stack([odds, odds - np.array(rivals, dtype=np.float32)], axis=1)
