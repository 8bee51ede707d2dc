"""What the text around two mentions says of their relation, as named cues for the scorer.

A cue is a string such as `act|를|추진`: the subject acts in a clause whose verb is 추진 and whose object is the claim's
object. Cues come from the clause structure, not from the distance in characters, so that they mean the same in a short
and in a long sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract.clauses import Clauses
from ingest.extract.fits import (
    MOST_BETWEEN,
    case_of,
    form_of,
    in_one_phrase,
    links,
    modifiers,
    near_words,
    verb_of,
    verbs,
)
from ingest.extract.frames import FRAMES
from ingest.extract.numbering import step_between
from ingest.extract.pairs import Instance, Reading
from ingest.extract.phrases import Mention, Phrase
from ingest.extract.wording import WORDING


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
        f"first{min(mention.sentence, 3)}", f"n{min(len(reading.mentions[mention.node]), 5)}",
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
        cues.append(f"of{tied.phrases[at + 1].head}")
    for index in modifiers(tied, at):
        cues += [f"rel{verb_of(tied.phrases[index])}", f"Trel{node.type}{verb_of(tied.phrases[index])}"]
    name = node.name
    cues += [f"e2{name[-2:]}", f"e3{name[-3:]}"]
    return cues


def mood(verb: Phrase) -> str:
    """Return whether a verb tells of the past, a will, a plan or the present, with how it goes on."""
    said = [name for name, forms in WORDING.moods.items() if not forms.isdisjoint(verb.forms)]
    if verb.ending == "ETM" and verb.forms[-1] in ("ᆯ", "을"):
        said.append("to come")
    return "+".join(said) + verb.ending


def together(reading: Reading, instance: Instance) -> list[str]:
    """Say what the text between two mentions, and the clauses that hold them, tell of their relation."""
    a, b = instance.subject, instance.object
    kinds = f"{reading.nodes[a.node].type}>{reading.nodes[b.node].type}"
    cues = [f"TT{kinds}", *_names(reading, a, b)]
    if instance.distance == 0:
        tied = reading.clauses[a.sentence]
        cues += list(_within(tied, a, b, kinds))
    else:
        cues += list(_across(reading, instance, kinds))
    return cues


def _names(reading: Reading, a: Mention, b: Mention) -> Iterator[str]:
    """Say how the two names overlap, and how an office fits a body."""
    subject, obj = reading.nodes[a.node], reading.nodes[b.node]
    left, right = subject.name, obj.name
    if right in left:
        yield "A holds B" + (" at start" if left.startswith(right) else "")
    if left in right:
        yield "B holds A" + (" at start" if right.startswith(left) else "")
    if left[:2] == right[:2]:
        yield "same start"
    if subject.type == obj.type:
        step = step_between(left, right)
        if step:
            yield f"step {step}"
    if subject.scope is not None and subject.scope == right:
        yield "scope"
    if subject.type == "Person":
        office = office_of(reading, a)
        yield f"office {office}>{obj.type}{obj.kind or ''}"
        yield f"office {office}>{right[-2:]}"


def office_of(reading: Reading, person: Mention) -> str:
    """Return the office that stands beside a person's name, empty where none does."""
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


def _across(reading: Reading, instance: Instance, kinds: str) -> Iterator[str]:
    """Yield the cues of two mentions in different sentences."""
    a, b = instance.subject, instance.object
    gap = instance.distance
    far = f"{'<' if gap > 0 else '>'}{_bucket(abs(gap))}"
    yield f"Tx{kinds}{far}"
    ra, rb = min(reading.rank[a.node], 3), min(reading.rank[b.node], 3)
    yield f"Txr{kinds}{ra},{rb}"
    early, late = (a, b) if gap > 0 else (b, a)
    side = "A" if gap > 0 else "B"
    if reading.sentences[a.sentence].paragraph == reading.sentences[b.sentence].paragraph:
        yield f"Tsp{kinds}{side}"
    if _is_above(reading, early.sentence, late.sentence):
        yield f"Tab{kinds}{side}"
    if _last_of_label(reading, early, late):
        yield f"Tll{kinds}{side}"
    active = min(int(reading.active[late.sentence, early.node]), 3)
    label = reading.nodes[early.node].type
    tied = reading.clauses[late.sentence]
    same = reading.labels[late.sentence].get(label, set())
    rivals = len(same) - (late.node in same)
    yield f"Tactive{kinds}{side}{active}"
    yield f"Trivals{kinds}{side}{active}{min(rivals, 2)}"
    if late.phrase < 0:
        return
    yield from _standing_in(reading, early, late, side, kinds, active)
    verb = tied.verb[late.phrase]
    case = case_of(tied, late.phrase)
    topic = early.phrase >= 0 and case_of(reading.clauses[early.sentence], early.phrase) in ("은", "가")
    if topic:
        yield f"{side} topic"
    if verb >= 0:
        who = (
            "none"
            if tied.actor[verb] < 0
            else "self"
            if tied.last[tied.actor[verb]] == tied.last[late.phrase]
            else "other"
        )
        row = tied.phrases[verb]
        yield f"xa{side}{who}"
        yield f"xv{side}{who}{case}{verb_of(row)}"
        yield f"Txv{side}{kinds}{who}{verb_of(row)}"
        yield f"xt{side}{topic:d}{who}{case}"
        yield f"xact{side}{active}{who}{case}{min(rivals, 2)}"
        for group in FRAMES.groups.get(row.stem, ()):
            yield f"Txg{side}{kinds}{who}{case}{group}"


def _standing_in(reading: Reading, early: Mention, late: Mention, side: str, kinds: str, active: int) -> Iterator[str]:
    """Yield what a bare noun says that stands for the earlier node: "사업에는 …" after a name that ends in 사업."""
    tied = reading.clauses[late.sentence]
    name = reading.nodes[early.node].name
    for phrase, head in reading.bare[late.sentence]:
        if name.endswith(head) and phrase != late.phrase:
            yield f"stand {side}{active}"
            yield f"Tstand {side}{kinds}{active}"
            pa, pb = (phrase, late.phrase) if side == "A" else (late.phrase, phrase)
            ca, cb = case_of(tied, pa), case_of(tied, pb)
            yield f"stand {side}{ca},{cb}"
            if tied.last[pa] != tied.last[pb]:
                yield from ("~" + cue for cue in verbs(tied, pa, pb, ca, cb, kinds))
            return


def _is_above(reading: Reading, upper: int, lower: int) -> bool:
    """Tell whether a sentence is a heading or outline item that another one stands under."""
    at = reading.parent[lower]
    while at >= 0:
        if at == upper:
            return True
        at = reading.parent[at]
    return False


def _last_of_label(reading: Reading, early: Mention, late: Mention) -> bool:
    """Tell whether no other node of its label is named between a mention and a later sentence."""
    label = reading.nodes[early.node].type
    for index in range(late.sentence, early.sentence - 1, -1):
        for mention in reversed(reading.clauses[index].mentions):
            if mention.start >= late.start or mention.node == late.node:
                continue
            if reading.nodes[mention.node].type == label:
                return mention.node == early.node
    return False


def _bucket(count: int) -> str:
    return str(count) if count < 4 else "4-6" if count < 7 else "7-12" if count < 13 else "13+"
