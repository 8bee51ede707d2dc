"""In which role somebody leads something or takes part in it, by the verb that governs both or by nouns beside them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.capacities import capacity_of
from ingest.extract.clauses import Clauses
from ingest.extract.fits import near_words
from ingest.extract.instances import Instance
from ingest.extract.pairs import Reading
from ingest.extract.phrases import Mention
from ingest.extract.wording import WORDING

DRAWN_UP, FOUNDED = "수립", "설립"


def role_of(reading: Reading, predicate: str, place: Instance) -> str | None:
    """Read what the subject does in the object: by the verb that governs both, else by nouns beside the subject."""
    roles = WORDING.roles[predicate]
    capacity = capacity_of(reading, predicate, place.subject)
    if capacity is not None:
        return capacity
    if _undergoes(reading.clauses[place.subject.sentence], place):
        return None
    mentions: Sequence[Mention] = (
        (place.object, place.subject) if predicate == "LEADS" else (place.subject, place.object)
    )
    for mention in mentions:
        tied = reading.clauses[mention.sentence]
        if mention.phrase < 0:
            continue
        for stem in _stems(tied, mention):
            if stem in roles:
                built = roles[stem] == DRAWN_UP and reading.nodes[place.object.node].type in WORDING.founded
                return FOUNDED if built else roles[stem]
    return None


def _undergoes(tied: Clauses, place: Instance) -> bool:
    """Tell whether what governs both is done to the subject: "대구시가 특구로 지정돼"."""
    subject, thing = place.subject, place.object
    if subject.phrase < 0 or thing.phrase < 0 or thing.sentence != subject.sentence:
        return False
    verb = tied.verb[subject.phrase]
    passive = verb >= 0 and tied.phrases[verb].voice == "passive"
    return passive and tied.case[subject.phrase] in ("가", "는") and tied.verb[thing.phrase] == verb


def _stems(tied: Clauses, mention: Mention) -> list[str]:
    """Return the words that say what happens to a mention, nearest first."""
    phrase = mention.phrase
    _, after = near_words(tied, mention)
    words = [word.form for word in tied.phrases[tied.last[phrase]].words if word.mention is None]
    found = [after, *reversed(words)]
    verb = tied.verb[phrase]
    found += [tied.phrases[i].stem for i, target in enumerate(tied.modifies) if target == phrase]
    while verb >= 0 and len(found) < 12:
        found.append(tied.phrases[verb].stem)
        through = tied.phrases[verb].stem in WORDING.naming and tied.modifies[verb] >= 0
        verb = tied.verb[tied.modifies[verb]] if through else tied.onto[verb]
    return found
