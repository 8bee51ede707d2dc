"""What the text around two mentions says of their relation, as named cues for the scorer.

A cue is a string such as `act|를|추진`: the subject acts in a clause whose verb is 추진 and whose object is the claim's
object. Cues come from the clause structure, not from the distance in characters, so that they mean the same in a short
and in a long sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from ingest.extract.clauses import Clauses
from ingest.extract.fits import (
    MOST_BETWEEN,
    case_of,
    form_of,
    in_one_phrase,
    links,
    modifiers,
    near_words,
    root,
    verb_of,
    verbs,
)
from ingest.extract.frames import FRAMES
from ingest.extract.instances import Instance
from ingest.extract.numbering import step_between
from ingest.extract.pairs import Reading
from ingest.extract.phrases import Mention, Phrase
from ingest.extract.wording import WORDING

DIGITS = "0123"
GENITIVE = "의 "
"""How cues begin that are read from the phrase which a genitive belongs to."""
BESIDE = 4
"""Code points from a name to one right behind it, bracket, space and quotation mark included."""


def alone(reading: Reading, mention: Mention) -> list[str]:
    """Say what one mention's own place tells: particle, verb, neighbours, mood, its weight in the article."""
    tied = reading.clauses[mention.sentence]
    node = reading.nodes[mention.node]
    sentence = reading.sentences[mention.sentence]
    at = mention.phrase
    if at < 0:
        return [f"T{node.type}"]
    phrase = tied.phrases[at]
    case = case_of(tied, at)
    before, after = near_words(tied, mention)
    cues = [
        f"T{node.type}", f"K{node.type}{node.kind or ''}", f"c{case}", f"Tc{node.type}{case}", f"how{mention.how}",
        f"nx{after}", f"px{before}", f"rank{min(reading.rank[mention.node], 4)}", f"role{sentence.role}",
        f"first{min(reading.place(mention), 3)}", f"n{min(len(reading.mentions[mention.node]), 5)}",
        f"Tr{node.type}{min(reading.rank[mention.node], 3)}", f"ord{min(mention.order, 4)}",
    ]  # fmt: skip
    head = phrase.words[-1]
    if head.mention is not mention:
        cues += [f"hd{form_of(head)}", f"Thd{node.type}{form_of(head)}"]
    if tied.last[at] != at or phrase.joined:
        cues.append("list")
    if phrase.host is not None:
        cues.append("bracket")
    verb = tied.verb[at]
    if verb >= 0:
        row = tied.phrases[verb]
        cues += [f"v{case}{verb_of(row)}", f"Tv{node.type}{case}{verb_of(row)}", f"vv{verb_of(row)}"]
        cues += [f"g{case}{group}" for group in FRAMES.groups.get(row.stem, ())]
        cues.append(f"mood{mood(row)}")
        last = verb
        while tied.onto[last] >= 0:
            last = tied.onto[last]
        if last != verb:
            cues += [f"on{verb_of(tied.phrases[tied.onto[verb]])}", f"end{mood(tied.phrases[last])}"]
    else:
        cues.append(f"close{tied.phrases[-1].head}")
    if case.endswith("의") and at + 1 < len(tied.phrases):
        cues += [f"of{tied.phrases[at + 1].head}", *_governed(tied, node.type, at)]
    for index in modifiers(tied, at):
        cues += [f"rel{verb_of(tied.phrases[index])}", f"Trel{node.type}{verb_of(tied.phrases[index])}"]
    name, nouns = node.name, reading.nouns[mention.node]
    cues += [f"e2{name[-2:]}", f"e3{name[-3:]}", *(f"noun{noun}" for noun in nouns)]
    if nouns:
        cues.append(f"Tnoun{node.type}{nouns[-1]}")
    return cues


def _governed(tied: Clauses, label: str, at: int) -> Iterator[str]:
    """Say what happens to the thing that a genitive belongs to: "조선 현장의 공정에 입힌다" is of 조선, too."""
    end = root(tied, at)
    verb = tied.verb[end]
    if end != at and verb >= 0:
        case, row = case_of(tied, end), tied.phrases[verb]
        yield f"{GENITIVE}v{case}{verb_of(row)}"
        yield f"{GENITIVE}Thd{label}{tied.phrases[end].head}"
        yield from (f"{GENITIVE}Tg{label}{case}{group}" for group in FRAMES.groups.get(row.stem, ()))


def mood(verb: Phrase) -> str:
    """Return whether a verb tells of the past, a will, a plan or the present, with how it goes on."""
    said = [name for name, forms in WORDING.moods.items() if not forms.isdisjoint(verb.forms)]
    if verb.ending == "ETM" and verb.forms[-1] in ("ᆯ", "을"):
        said.append("to come")
    return "+".join(said) + verb.ending


def together(reading: Reading, instance: Instance) -> tuple[list[str], list[Shared]]:
    """Say what the text between two mentions, and the clauses that hold them, tell of their relation.

    Returns:
        The cues of this place alone, and what it shares with other places, whose cues need be worked out only once.
    """
    a, b = instance.subject, instance.object
    kinds = _kinds(reading.nodes[a.node].type, reading.nodes[b.node].type)
    cues = list(_names(reading, a, b, kinds))
    if instance.distance == 0:
        cues += _tags(reading, a, b, kinds)
        return [f"TT{kinds}", *cues, *_within(reading.clauses[a.sentence], a, b, kinds)], []
    more, shared = _across(reading, instance, kinds)
    return cues + more, shared


Shared = tuple[str, ...]
"""A pattern of cues and what fills it in: the same for many places, so that its cues are named only once."""


@cache
def _kinds(subject: str, obj: str) -> str:
    """Return two labels as cues write them; the same string each time, which makes patterns quick to find."""
    return f"{subject}>{obj}"


def spelled(shared: Shared) -> list[str]:
    """Name the cues of what places share.

    Example:
        >>> spelled(("gap", "Program>Sector", "<", "2"))
        ['TTProgram>Sector', 'TxProgram>Sector<2']
    """
    pattern, *values = shared
    found = [cue.format(*values) for cue in PATTERNS[pattern]]
    if pattern == "group":
        *values, stem = values
        found = [f"Txg{''.join(values)}{group}" for group in FRAMES.groups.get(stem, ())]
    return found


PATTERNS: dict[str, tuple[str, ...]] = {
    "gap": ("TT{0}", "Tx{0}{1}{2}"),
    "ranks": ("Txr{0}{1},{2}",),
    "active": ("Tactive{0}{1}{2}", "Trivals{0}{1}{2}{3}"),
    "paragraph": ("Tsp{0}{1}",),
    "above": ("Tab{0}{1}",),
    "last": ("Tll{0}{1}",),
    "topic": ("{0} topic",),
    "verb": ("xa{0}{1}", "xv{0}{1}{2}{3}"),
    "kinds of verb": ("Txv{0}{1}{2}{3}",),
    "group": (),
    "topical": ("xt{0}{1}{2}{3}",),
    "acting": ("xact{0}{1}{2}{3}{4}",),
}
"""Cues of two mentions in different sentences, filled in with: the labels of both, the side of the earlier one (A the
subject, B the object), and what `_across` says."""


def _names(reading: Reading, a: Mention, b: Mention, kinds: str) -> Iterator[str]:
    """Say how the two names overlap, and how an office fits a body."""
    subject, obj = reading.nodes[a.node], reading.nodes[b.node]
    left, right = subject.name, obj.name
    if right in left:
        yield "A holds B" + (" at start" if left.startswith(right) else "")
        yield f"TholdsB{kinds}"
    if left in right:
        yield "B holds A" + (" at start" if right.startswith(left) else "")
        yield f"TholdsA{kinds}"
    if left[:2] == right[:2]:
        yield "same start"
    if subject.type == obj.type:
        if left[-2:] == right[-2:]:
            yield f"same end {subject.type}"
        step = step_between(left, right)
        if step:
            yield f"step {step}"
    if subject.scope is not None and subject.scope == right:
        yield "scope"
    if subject.type == "Person":
        office = office_of(reading, a)
        yield f"office {office}>{obj.type}{obj.kind or ''}"
        yield f"office {office}>{right[-2:]}"


def _tags(reading: Reading, a: Mention, b: Mention, kinds: str) -> Iterator[str]:
    """Say where a name in brackets of its own stands before what it says something of: "(조선) 용접 로봇 개발"."""
    early, late, side = (a, b, "A") if a.start < b.start else (b, a, "B")
    text = reading.text
    if early.start and text[early.start - 1] in "([" and text[early.end : early.end + 1] in (")", "]"):
        first = early.start - 1 <= reading.sentences[early.sentence].start
        beside = late.start - early.end <= BESIDE
        yield f"Ttag{side}{kinds}{first:d}{beside:d}"


def office_of(reading: Reading, person: Mention) -> str:
    """Return the office that stands beside a person's name, empty where none does; worked out once for a place."""
    found = reading.offices.get(id(person))
    if found is None:
        found = reading.offices[id(person)] = _office(reading, person)
    return found


def _office(reading: Reading, person: Mention) -> str:
    tied = reading.clauses[person.sentence]
    own = WORDING.office(reading.text[person.start : person.end])
    if own or person.phrase < 0:
        return own or ""
    words = tied.phrases[person.phrase].words
    spot = next((i for i, w in enumerate(words) if w.mention is person), -1)
    for word in (*words[spot + 1 : spot + 5], *reversed(words[max(spot - 2, 0) : spot])):
        office = WORDING.office(word.form)
        if office:
            return office
    return ""


def _within(tied: Clauses, a: Mention, b: Mention, kinds: str) -> Iterator[str]:
    """Yield the cues of two mentions in one sentence."""
    order = "<" if a.start < b.start else ">"
    pa, pb = a.phrase, b.phrase
    yield f"o{order}"
    yield f"To{kinds}{order}"
    yield f"d{order}{_bucket(abs(pa - pb))}"
    yield f"m{order}{_bucket(abs(a.order - b.order))}"
    if pa < 0 or pb < 0:
        return
    if a.nested or b.nested:
        yield "nested" + order
    if pa == pb:
        yield from in_one_phrase(tied, a, b, order, kinds)
        return
    ca, cb = case_of(tied, pa), case_of(tied, pb)
    yield f"cc{order}{ca},{cb}"
    yield f"Tcc{order}{kinds}{ca},{cb}"
    low, high = sorted((pa, pb))
    for phrase in tied.phrases[low + 1 : high][:MOST_BETWEEN]:
        yield f"bt{order}{phrase.head}"
        if phrase.kind == "N" and phrase.words and phrase.words[-1].mention is None:
            yield f"bc{order}{phrase.head}{phrase.case}"
    if tied.last[pa] == tied.last[pb] and tied.phrases[pa].host is None and tied.phrases[pb].host is None:
        yield f"mates{order}"
        yield f"Tmates{kinds}"
        return
    if tied.phrases[pb].host == pa:
        yield "B in A's bracket"
        yield f"TbB{kinds}"
    if tied.phrases[pa].host == pb:
        yield "A in B's bracket"
        yield f"TbA{kinds}"
    yield from links(tied, a, b, order, kinds)
    yield from verbs(tied, pa, pb, ca, cb, kinds)
    ra, rb = root(tied, pa), root(tied, pb)
    if (ra, rb) != (pa, pb) and ra != rb:
        yield from (GENITIVE + cue for cue in verbs(tied, ra, rb, case_of(tied, ra), case_of(tied, rb), kinds))


def _across(reading: Reading, instance: Instance, kinds: str) -> tuple[list[str], list[Shared]]:
    """Return the cues of two mentions in different sentences: this place's own, and those that others share."""
    a, b, gap = instance.subject, instance.object, instance.distance
    early, late, side, mark = (a, b, "A", "<") if gap > 0 else (b, a, "B", ">")
    label = reading.nodes[early.node].type
    same = reading.labels[late.sentence].get(label, ())
    rivals = DIGITS[min(len(same) - (late.node in same), 2)]
    active = DIGITS[min(reading.active[late.sentence][early.node], 3)]
    shared: list[Shared] = [
        ("gap", kinds, mark, _bucket(abs(gap))),
        ("ranks", kinds, DIGITS[min(reading.rank[a.node], 3)], DIGITS[min(reading.rank[b.node], 3)]),
        ("active", kinds, side, active, rivals),
    ]
    if reading.sentences[a.sentence].paragraph == reading.sentences[b.sentence].paragraph:
        shared.append(("paragraph", kinds, side))
    if reading.parent[late.sentence] >= 0 and _is_above(reading, early.sentence, late.sentence):
        shared.append(("above", kinds, side))
    if _last_of_label(reading, early, late):
        shared.append(("last", kinds, side))
    if late.phrase < 0:
        return [], shared
    topic = _is_topic(reading, early)
    if topic:
        shared.append(("topic", side))
    governed = _governing(reading, late)
    if governed is not None:
        who, case, name, stem = governed
        shared += [
            ("verb", side, who, case, name),
            ("kinds of verb", side, kinds, who, name),
            ("topical", side, DIGITS[topic], who, case),
            ("acting", side, active, who, case, rivals),
        ]
        if stem in FRAMES.groups:
            shared.append(("group", side, kinds, who, case, stem))
    return _standing_in(reading, early, late, side, kinds, active), shared


def _is_topic(reading: Reading, mention: Mention) -> bool:
    tied = reading.clauses[mention.sentence]
    return mention.phrase >= 0 and case_of(tied, mention.phrase) in ("은", "가")


def _governing(reading: Reading, mention: Mention) -> tuple[str, str, str, str] | None:
    """Return who acts in the clause of a mention, its particle there, the verb as cues write it, and its stem.

    Many places share a mention, so that it is worked out once.
    """
    key = id(mention)
    if key not in reading.governing:
        tied = reading.clauses[mention.sentence]
        end = root(tied, mention.phrase)
        verb = tied.verb[end]
        if verb < 0:
            reading.governing[key] = None
        else:
            case, row, actor = case_of(tied, end), tied.phrases[verb], tied.actor[verb]
            case = case if end == mention.phrase else GENITIVE + case
            who = "none" if actor < 0 else "self" if tied.last[actor] == tied.last[mention.phrase] else "other"
            reading.governing[key] = who, case, verb_of(row), row.stem
    return reading.governing[key]


def _standing_in(reading: Reading, early: Mention, late: Mention, side: str, kinds: str, active: str) -> list[str]:
    """Say what a bare noun tells that stands for the earlier node: "사업에는 …" after a name that ends in 사업."""
    name = reading.nodes[early.node].name
    if not name.endswith(reading.heads[late.sentence]):
        return []
    tied = reading.clauses[late.sentence]
    for phrase, head in reading.bare[late.sentence]:
        if name.endswith(head) and phrase != late.phrase:
            pa, pb = (phrase, late.phrase) if side == "A" else (late.phrase, phrase)
            ca, cb = case_of(tied, pa), case_of(tied, pb)
            found = [f"stand {side}{active}", f"Tstand {side}{kinds}{active}", f"stand {side}{ca},{cb}"]
            if tied.last[pa] != tied.last[pb]:
                found += ["~" + cue for cue in verbs(tied, pa, pb, ca, cb, kinds)]
            return found
    return []


def _is_above(reading: Reading, upper: int, lower: int) -> bool:
    """Tell whether a sentence is a heading or outline item that another one stands under."""
    at = reading.parent[lower]
    while at >= 0:
        if at == upper:
            return True
        at = reading.parent[at]
    return False


def _last_of_label(reading: Reading, early: Mention, late: Mention) -> bool:
    """Tell whether no other node of its label is named between a mention and a later one."""
    row = reading.of_label[reading.nodes[early.node].type]
    at = bisect_left(row, (late.start,)) - 1
    while at >= 0 and row[at][1] == late.node:
        at -= 1
    return at >= 0 and row[at][1] == early.node


def _bucket(count: int) -> str:
    return str(count) if count < 4 else "4-6" if count < 7 else "7-12" if count < 13 else "13+"
