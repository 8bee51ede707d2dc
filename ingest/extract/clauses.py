"""Clauses of a sentence: which verb each noun phrase belongs to, and who acts.

Korean puts the verb last, so everything that belongs to a verb stands before it: a noun phrase looks to the right for
its verb, a modifying verb for its noun, a verb that hands on for the next verb. What is left open there (a topic that
reaches over modifying clauses, an actor said once for several verbs) follows from the endings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from ingest.extract.frames import FRAMES
from ingest.extract.phrases import Mention, Phrase

SUBJECT_CASES = frozenset({"가", "은", "는", "도", "만"})
TOPIC_CASES = frozenset({"은", "는", "도"})


@dataclass(slots=True)
class Clauses:
    """The phrases of one sentence with what holds them together.

    Attributes:
        phrases: in order of the text.
        verb: for each noun phrase, the index of the verb it belongs to, -1 where none.
        case: for each noun phrase, its particle; of a list's members, that of the last one.
        last: for each noun phrase, the index of the last member of its list (itself where it stands alone).
        modifies: for each modifying verb, the index of the noun phrase it modifies, -1 where none.
        onto: for each verb, the verb it hands on to, -1 for the last one.
        actor: for each verb, the noun phrase of who acts, -1 where the sentence does not say.
        mentions: the nodes named in the sentence, in order.
    """

    phrases: list[Phrase]
    verb: list[int]
    case: list[str]
    last: list[int]
    modifies: list[int]
    onto: list[int]
    actor: list[int]
    mentions: list[Mention] = field(default_factory=list)


def clauses(rows: list[Phrase], mentions: list[Mention]) -> Clauses:
    """Tie the phrases of one sentence together."""
    rows = _close_moods(rows)
    size = len(rows)
    for mention in mentions:
        mention.phrase = -1
    for index, row in enumerate(rows):
        for word in row.words:
            if word.mention is not None:
                word.mention.phrase = index
    for left, right in pairwise(mentions):
        if right.nested:
            right.phrase = left.phrase
    tied = Clauses(rows, [-1] * size, [""] * size, list(range(size)), [-1] * size, [-1] * size, [-1] * size, mentions)
    main = [i for i, row in enumerate(rows) if row.host is None]
    _lists(tied, main)
    _attach(tied, main)
    _chain(tied, main)
    _actors(tied, main)
    _share(tied)
    return tied


def _close_moods(rows: list[Phrase]) -> list[Phrase]:
    """Fold "추진할 계획이다", "추진하기로 했다" into one verb: their nouns and helpers only say a mood."""
    kept: list[Phrase] = []
    moved: dict[int, int] = {}
    index = 0
    while index < len(rows):
        row = rows[index]
        moved[index] = len(kept)
        kept.append(row)
        index += 1
        while row.kind == "V" and index < len(rows):
            after = rows[index]
            helper = (
                after.kind == "V"
                and row.ending == "ETN"
                and after.stem in ("하", "되", "나서")
                and row.case in ("로", "도", "")
            )
            beyond = rows[index + 1] if index + 1 < len(rows) else None
            light = after.kind == "N" and row.ending == "ETM" and _is_light(after, beyond)
            if helper:
                steps = [after]
            elif light and beyond is not None:
                steps = [after, beyond]
            else:
                break
            for step in steps:
                row.forms.extend(step.forms or [w.form for w in step.words])
                row.end = step.end
                moved[index] = len(kept) - 1
                index += 1
            row.ending, row.comma, row.case = steps[-1].ending, steps[-1].comma, steps[-1].case
    for row in kept:
        if row.host is not None:
            row.host = moved.get(row.host, row.host)
    return kept


def _is_light(noun: Phrase, verb: Phrase | None) -> bool:
    """Tell whether a noun and the verb after it only close the clause before: 계획이다, 방침을 밝혔다."""
    if len(noun.words) != 1 or noun.head not in FRAMES.light_nouns or verb is None or verb.kind != "V":
        return False
    return verb.voice == "be" or verb.stem in FRAMES.light_verbs


def _lists(tied: Clauses, main: list[int]) -> None:
    """Give the members of a list the particle of the last."""
    rows = tied.phrases
    for index in main:
        tied.case[index] = rows[index].case
    for at in range(len(main) - 2, -1, -1):
        index, after = main[at], main[at + 1]
        if rows[index].kind == "N" and rows[after].kind == "N" and rows[index].joined:
            tied.last[index] = tied.last[after]
            tied.case[index] = tied.case[after]


def _attach(tied: Clauses, main: list[int]) -> None:
    """Give every noun phrase its verb, and every modifying verb its noun."""
    rows = tied.phrases
    waiting: list[int] = []
    for at, index in enumerate(main):
        row = rows[index]
        if row.kind == "N":
            if tied.last[index] == index and not row.case.endswith(("의", "관형")):
                waiting.append(index)
            continue
        if row.ending == "ETM":
            after = next((i for i in main[at + 1 :] if rows[i].kind == "N"), -1)
            tied.modifies[index] = after
            taken: list[int] = []
            while waiting:
                arg = waiting[-1]
                if tied.case[arg] in TOPIC_CASES and tied.case[arg] != "도":
                    break
                taken.append(waiting.pop())
                if tied.case[arg] == "가":
                    break
        elif row.ending in ("EC", "ETN") and at != len(main) - 1:
            taken = [i for i in waiting if tied.case[i] not in ("은", "는")]
            waiting = [i for i in waiting if tied.case[i] in ("은", "는")]
        else:
            taken, waiting = waiting, []
        for arg in taken:
            tied.verb[arg] = index
    for index in main:
        last = tied.last[index]
        if rows[index].kind == "N" and last != index:
            tied.verb[index] = tied.verb[last]


def _chain(tied: Clauses, main: list[int]) -> None:
    """Tie each verb that hands on to the next one; over a modifying verb where a comma closes the clause."""
    rows = tied.phrases
    verbs = [i for i in main if rows[i].kind == "V"]
    for at, index in enumerate(verbs):
        if rows[index].ending == "ETM":
            continue
        for after in verbs[at + 1 :]:
            if rows[after].ending != "ETM" or not rows[index].comma:
                tied.onto[index] = after
                break


def _actors(tied: Clauses, main: list[int]) -> None:
    """Say who acts: the verb's own subject, else that of the verb it hands on to or takes over from, else the topic."""
    rows = tied.phrases
    verbs = [i for i in main if rows[i].kind == "V"]
    topics = [i for i in main if rows[i].kind == "N" and tied.case[i] in ("은", "는") and tied.last[i] == i]
    own: dict[int, int] = {}
    for index in main:
        if (
            rows[index].kind == "N"
            and tied.last[index] == index
            and tied.case[index] in SUBJECT_CASES
            and tied.verb[index] >= 0
        ):
            verb = tied.verb[index]
            if verb not in own or tied.case[index] == "가":
                own[verb] = index
    current = -1
    for index in verbs:
        if index in own:
            tied.actor[index] = own[index]
            if rows[index].ending != "ETM":
                current = own[index]
            continue
        earlier = [t for t in topics if t < index]
        tied.actor[index] = earlier[-1] if earlier else current
    for index in reversed(verbs):
        if tied.actor[index] < 0 and tied.onto[index] >= 0:
            tied.actor[index] = tied.actor[tied.onto[index]]


def _share(tied: Clauses) -> None:
    """Tie what stands in brackets to the phrase that the bracket is hung onto."""
    for index, row in enumerate(tied.phrases):
        if row.host is not None and 0 <= row.host < len(tied.phrases) and row.kind == "N":
            tied.case[index] = tied.case[index] or row.case
