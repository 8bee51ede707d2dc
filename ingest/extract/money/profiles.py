"""What the article as a whole says of a node: its kind, its place in the title, whether it is made public here.

A programme that the article announces, or that its title tells of, has the targets and sums that name nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.ontology import ONTOLOGY
from ingest.extract.money.page import Mention, Page
from ingest.extract.money.words import words

NAMING = ("NNG", "NNP", "SL", "XR")
KINDS = (
    None, "strategy", "plan", "law", "task", "project", "rnd", "system", "infrastructure",
    *sorted({k for label in ONTOLOGY.labels.values() for k in label.kinds or ()} - {
        "strategy", "plan", "law", "task", "project", "rnd", "system", "infrastructure"
    }),
)  # fmt: skip
"""Kinds of nodes, those of programmes from the widest to the narrowest."""


@dataclass(slots=True)
class Profile:
    """One node in its article.

    Attributes:
        kind: the place of its kind in `KINDS`.
        announced: in how many sentences it is made public, drawn up or decided on.
        titled: the share of its name's nouns that the title has.
        nouns: those of its name, as the text writes it.
    """

    kind: int
    announced: int
    titled: float
    nouns: frozenset[str]


def profiles(page: Page) -> list[Profile]:
    """Say of each node what the article says of it."""
    nouns: list[set[str]] = [set() for _ in page.nodes]
    announced: list[set[int]] = [set() for _ in page.nodes]
    for row in page.mentions:
        for mention in row:
            if mention.how != "reference":
                nouns[mention.node].update(_nouns(page, mention.first, mention.last))
            if _announced(page, mention):
                announced[mention.node].add(mention.sentence)
    return [
        Profile(
            KINDS.index(node.kind) if node.kind in KINDS else 0,
            len(announced[index]),
            sum(noun in page.title for noun in nouns[index]) / max(len(nouns[index]), 1),
            frozenset(nouns[index]),
        )
        for index, node in enumerate(page.nodes)
    ]


def forms_of(page: Page, sentence: int) -> dict[str, list[int]]:
    """Return the nouns of a sentence, each with the offsets at which it starts."""
    place = page.sentences[sentence]
    found: dict[str, list[int]] = {}
    for morph in page.morphs[page.morph_at(place.start) : page.morph_at(place.end)]:
        if morph.tag in NAMING:
            found.setdefault(morph.form, []).append(morph.start)
    return found


def _nouns(page: Page, first: int, last: int) -> set[str]:
    return {m.form for m in page.morphs[first:last] if m.tag in NAMING}


def _announced(page: Page, mention: Mention) -> bool:
    """Tell whether a clause makes a node public: the verb does something to it, or it is the topic."""
    tied = page.reading.clauses[mention.sentence]
    if mention.phrase < 0 or tied.case[mention.phrase] not in ("를", "는", "은", "가", ""):
        return False
    verb = tied.verb[mention.phrase]
    return verb >= 0 and tied.phrases[verb].stem in words().announcing
