"""How a sum hangs together with a node in its sentence: by the verb they share, who acts, what modifies what.

The clause analysis is that of the relations (`ingest/extract/clauses.py`).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from ingest.extract.clauses import Clauses

Tie = Literal[
    "actor",
    "same verb",
    "next verb",
    "earlier verb",
    "modified",
    "modifies",
    "same phrase",
    "bracket",
    "apart",
    "unknown",
]
TIES: tuple[Tie, ...] = (
    "actor", "same verb", "next verb", "earlier verb", "modified", "modifies", "same phrase", "bracket", "apart",
    "unknown",
)  # fmt: skip


@dataclass(slots=True)
class Clause:
    """What governs a sum: its phrase and verb in the analysis of its sentence, −1 where it has none."""

    tied: Clauses
    phrase: int
    verb: int

    @property
    def stem(self) -> str:
        """The verb's stem with its voice, or an empty string."""
        if self.verb < 0:
            return ""
        verb = self.tied.phrases[self.verb]
        return f"{verb.stem}/{verb.voice}"

    @property
    def ending(self) -> str:
        """How the verb goes on."""
        return self.tied.phrases[self.verb].ending if self.verb >= 0 else ""

    @property
    def case(self) -> str:
        """The particle of the sum's phrase."""
        return self.tied.case[self.phrase] if self.phrase >= 0 else ""

    @property
    def actor(self) -> str:
        """Who acts: `node` where a node does, else the head noun, or an empty string where nobody is said to."""
        actor = self.tied.actor[self.verb] if self.verb >= 0 else -1
        if actor < 0:
            return ""
        phrase = self.tied.phrases[actor]
        return "node" if any(word.mention is not None for word in phrase.words) else phrase.head


def clause_at(tied: Clauses, start: int) -> Clause:
    """Find what governs the text at an offset."""
    rows = tied.phrases
    index = bisect_right([row.start for row in rows], start) - 1
    if index < 0 or start >= rows[index].end:
        return Clause(tied, -1, -1)
    verb = index if rows[index].kind == "V" else tied.verb[index]
    return Clause(tied, index, verb)


def tie(clause: Clause, phrase: int) -> Tie:
    """Tell how a phrase hangs together with a sum of the same sentence."""
    tied = clause.tied
    if clause.phrase < 0 or phrase < 0:
        return "unknown"
    if phrase == clause.phrase:
        return "same phrase"
    rows = tied.phrases
    hosts = {rows[clause.phrase].host, rows[phrase].host} - {None}
    if phrase in hosts or clause.phrase in hosts or (rows[phrase].host is not None and len(hosts) == 1):
        return "bracket"
    verb, other = clause.verb, tied.verb[phrase]
    last = tied.last[phrase]
    if verb >= 0 and tied.actor[verb] in (phrase, last):
        return "actor"
    if verb >= 0 and tied.modifies[verb] in (phrase, last):
        return "modified"
    if other >= 0 and tied.modifies[other] == clause.phrase:
        return "modifies"
    if verb >= 0 and other == verb:
        return "same verb"
    if verb >= 0 and other >= 0 and tied.onto[verb] == other:
        return "next verb"
    if verb >= 0 and other >= 0 and tied.onto[other] == verb:
        return "earlier verb"
    return "apart"
