"""What the text around two mentions says of their relation, as named cues for the scorer.

A cue is a string such as `act|를|추진`: the subject acts in a clause whose verb is 추진 and whose object is the claim's
object. Cues come from the clause structure, not from the distance in characters, so that they mean the same in a short
and in a long sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.extract.clauses import Clauses
from ingest.extract.frames import FRAMES
from ingest.extract.pairs import PREDICATES, Instance, Reading
from ingest.extract.phrases import Mention, Phrase
from ingest.extract.wording import WORDING

MOST_BETWEEN = 6
FIRED = "fired "
"""How the cue of a frame, chain or link begins that fits clause and roles."""
ANY = {"은": "은", "는": "은", "도": "은", "만": "은", "가": "가", "라는": "은"}


def case_of(tied: Clauses, phrase: int) -> str:
    """Return the particle that a phrase's role is read from, topics as `은`."""
    case = tied.case[phrase]
    return ANY.get(case, case) or "-"


def near_words(tied: Clauses, mention: Mention) -> tuple[str, str]:
    """Return the noun before and the noun after a mention within its phrase, empty where there is none."""
    words = tied.phrases[mention.phrase].words
    for at, word in enumerate(words):
        if word.mention is mention:
            before = words[at - 1] if at else None
            after = words[at + 1] if at + 1 < len(words) else None
            return _form(before), _form(after)
    return "", ""


def _form(word: object) -> str:
    form = getattr(word, "form", None)
    if form is None:
        return ""
    return form or "NAME"


def _verb(phrase: Phrase) -> str:
    return phrase.stem + ("~" if phrase.voice == "passive" else "")


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
        cues += [f"hd{_form(head)}", f"Thd{node.type}{_form(head)}"]
    if tied.last[at] != at or phrase.joined:
        cues.append("list")
    if phrase.host is not None:
        cues.append("bracket")
    verb = tied.verb[at]
    if verb >= 0:
        row = tied.phrases[verb]
        cues += [f"v{case}{_verb(row)}", f"Tv{node.type}{case}{_verb(row)}", f"vv{_verb(row)}"]
        cues += [f"g{case}{group}" for group in FRAMES.groups.get(row.stem, ())]
        cues.append(f"mood{mood(row)}")
        last = verb
        while tied.onto[last] >= 0:
            last = tied.onto[last]
        if last != verb:
            cues += [f"on{_verb(tied.phrases[tied.onto[verb]])}", f"end{mood(tied.phrases[last])}"]
    else:
        cues.append(f"close{tied.phrases[-1].head}")
    if case.endswith("의") and at + 1 < len(tied.phrases):
        cues.append(f"of{tied.phrases[at + 1].head}")
    for index in _modifiers(tied, at):
        cues += [f"rel{_verb(tied.phrases[index])}", f"Trel{node.type}{_verb(tied.phrases[index])}"]
    name = node.name
    cues += [f"e2{name[-2:]}", f"e3{name[-3:]}"]
    return cues


def mood(verb: Phrase) -> str:
    """Return whether a verb tells of the past, a will, a plan or the present, with how it goes on."""
    said = [name for name, forms in WORDING.moods.items() if not forms.isdisjoint(verb.forms)]
    if verb.ending == "ETM" and verb.forms[-1] in ("ᆯ", "을"):
        said.append("to come")
    return "+".join(said) + verb.ending


def _modifiers(tied: Clauses, phrase: int) -> list[int]:
    """Return the modifying verbs that stand before a noun phrase."""
    return [i for i, target in enumerate(tied.modifies) if target == phrase]


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


@lru_cache(maxsize=4096)
def _numbered(name: str) -> tuple[str, tuple[float, ...]]:
    """Cut a name into what is no number, and its numbers."""
    plain = re.sub(r"\([^)]*\)|\s|['‘’]", "", name)
    return re.sub(r"\d+(?:\.\d+)?", "#", plain), tuple(float(n) for n in re.findall(r"\d+(?:\.\d+)?", plain))


def step_between(left: str, right: str) -> str:
    """Tell by their numbers (제5차, 2.0) whether a name is the `next` one after another, the one `before`, or neither.

    A name without a number is the first of its row: "한국판 뉴딜 2.0" comes after "한국판 뉴딜".
    """
    (shape, numbers), (other, others) = _numbered(left), _numbered(right)
    if numbers and shape == other and len(numbers) == len(others):
        steps = [x - y for x, y in zip(numbers, others, strict=True) if x != y]
        year = any(n > 1900 for n in numbers)
        if len(steps) == 1 and abs(steps[0]) == 1:
            return ("year " if year else "") + ("next" if steps[0] == 1 else "before")
    for one, counts, base, name in ((shape, numbers, other, "next"), (other, others, shape, "before")):
        if len(counts) == 1 and counts[0] == 2 and "#" not in base and one.replace("#", "").rstrip("단계기.차") == base:
            return name
    return ""


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
        yield from _one_phrase(tied, a, b, order, kinds)
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
    yield from _links(tied, a, b, order, kinds)
    yield from _verbs(tied, pa, pb, ca, cb, kinds)


def _one_phrase(tied: Clauses, a: Mention, b: Mention, order: str, kinds: str) -> Iterator[str]:
    """Yield the cues of two names in one noun phrase, such as "산업부 산하 한국산업기술진흥원"."""
    words = tied.phrases[a.phrase].words
    spots = [i for i, w in enumerate(words) if w.mention is a or w.mention is b]
    yield f"one{order}"
    yield f"Tone{order}{kinds}"
    if len(spots) == 2:
        between = [w.form for w in words[spots[0] + 1 : spots[1]]]
        yield f"ow{order}{' '.join(between[:3])}"
        yield f"Tow{order}{kinds}{len(between)}"
        for form in between[:MOST_BETWEEN]:
            yield f"ob{order}{form}"
            for link in FRAMES.by_cue.get(form, ()):
                yield f"link {link.name}{order}"
                if (link.of == "subject") == (order == "<"):
                    yield f"{FIRED}{link.name}"
        after = [w.form or "NAME" for w in words[spots[1] + 1 :]]
        yield f"oa{order}{' '.join(after[:2])}"
        yield f"oh{order}{after[-1] if after else ''}"


def _links(tied: Clauses, a: Mention, b: Mention, order: str, kinds: str) -> Iterator[str]:
    """Yield the links that particles and nouns beside two mentions make."""
    for end, anchor, other in (("object", b, a), ("subject", a, b)):
        before, after = near_words(tied, anchor)
        case = tied.case[anchor.phrase].removesuffix(" 관형")
        reach = _reach(tied, anchor.phrase, other.phrase)
        last = tied.last[anchor.phrase]
        beyond = _beyond(tied, last)
        following = f"{case} {beyond.words[0].form}" if beyond.words else ""
        for cue in dict.fromkeys((after, case, following, f"{case} {beyond.head}")):
            for link in FRAMES.by_cue.get(cue, ()):
                yield f"link {end} {link.name}{reach}"
                if reach != "far" and link.of == end:
                    yield f"{FIRED}{link.name}"
        for link in FRAMES.by_cue.get(before, ()):
            yield f"link {end} {link.name} before"
        if " " in case or case == "의":
            yield f"post{end}{order}{case}{reach}"
            yield f"Tpost{end}{order}{kinds}{case}"
        if reach == "direct" and after:
            yield f"nxd{end}{after}"


def _beyond(tied: Clauses, phrase: int) -> Phrase:
    """Return the phrase after another, over one word that modifies it ("의 큰 틀"); the phrase itself at the end."""
    rows = tied.phrases
    if phrase + 2 < len(rows) and rows[phrase + 1].ending == "ETM" and rows[phrase + 2].kind == "N":
        return rows[phrase + 2]
    return rows[min(phrase + 1, len(rows) - 1)]


def _reach(tied: Clauses, anchor: int, other: int) -> str:
    """Tell how near a phrase is to another: right before it, in its clause, or neither."""
    if other in (anchor + 1, tied.last[anchor] + 1):
        return "direct"
    root = _root(tied, anchor)
    verb = tied.verb[root]
    if root == other:
        return "direct"
    if verb >= 0 and tied.last[other] in (tied.actor[verb], tied.modifies[verb]):
        return "clause"
    if verb >= 0 and tied.verb[other] == verb:
        return "clause"
    return "far"


def _verbs(tied: Clauses, pa: int, pb: int, ca: str, cb: str, kinds: str) -> Iterator[str]:
    """Yield what the verbs of two phrases say: one for both, one acting in the other's clause, one modifying."""
    va, vb = tied.verb[pa], tied.verb[pb]
    ra, rb = _root(tied, pa), _root(tied, pb)
    if va >= 0 and va == vb:
        yield from _shared("sv", ca, cb, tied.phrases[va], kinds)
    if vb >= 0 and va != vb and tied.actor[vb] >= 0 and tied.last[tied.actor[vb]] == tied.last[pa]:
        yield from _shared("act", "actor", cb, tied.phrases[vb], kinds)
    if va >= 0 and va != vb and tied.actor[va] >= 0 and tied.last[tied.actor[va]] == tied.last[pb]:
        yield from _shared("tca", ca, "actor", tied.phrases[va], kinds)
    for verb in _modifiers(tied, pb) + ([] if rb == pb else _modifiers(tied, rb)):
        if va == verb:
            yield from _shared("ra", ca, "rel", tied.phrases[verb], kinds)
        elif tied.actor[verb] >= 0 and tied.last[tied.actor[verb]] == tied.last[pa]:
            yield from _shared("raa", "actor", "rel", tied.phrases[verb], kinds)
        elif va >= 0 and tied.onto[va] == verb:
            yield from _shared("rao", ca, "rel", tied.phrases[va], kinds)
    for verb in _modifiers(tied, pa) + ([] if ra == pa else _modifiers(tied, ra)):
        if vb == verb:
            yield from _shared("rb", "rel", cb, tied.phrases[verb], kinds)
        elif vb >= 0 and tied.onto[vb] == verb:
            yield from _shared("rbo", "rel", cb, tied.phrases[vb], kinds)
    if va >= 0 and vb >= 0 and va != vb:
        yield from _chained(tied, va, vb, ca, cb)
        if tied.onto[va] == vb:
            yield f"ab{ca}{_verb(tied.phrases[va])}"
            yield f"abv{ca},{cb}{_verb(tied.phrases[vb])}"
        elif tied.onto[vb] == va:
            yield f"ba{cb}{_verb(tied.phrases[vb])}"
            yield f"bav{ca},{cb}{_verb(tied.phrases[va])}"


def _chained(tied: Clauses, va: int, vb: int, ca: str, cb: str) -> Iterator[str]:
    """Yield the chains that the object's verb makes with the verb it hands on to, the subject's."""
    if tied.onto[vb] != va:
        return
    first, then = tied.phrases[vb], tied.phrases[va]
    for chain in FRAMES.chains:
        fits = chain.first in FRAMES.groups.get(first.stem, ()) and chain.then in FRAMES.groups.get(then.stem, ())
        if fits and _roles(cb, first) & set(chain.object) and _roles(ca, then) & set(chain.subject):
            yield f"{FIRED}{chain.name}"


def _root(tied: Clauses, phrase: int) -> int:
    """Follow genitives to the phrase that they belong to."""
    while tied.phrases[phrase].kind == "N" and tied.case[phrase].endswith("의") and phrase + 1 < len(tied.phrases):
        if tied.phrases[phrase + 1].kind != "N":
            break
        phrase += 1
    return phrase


def _shared(how: str, ca: str, cb: str, verb: Phrase, kinds: str) -> Iterator[str]:
    """Yield the cues of two roles around one verb, with the frames that they fill."""
    stem = _verb(verb)
    yield how
    yield f"{how}|{ca},{cb}|{stem}"
    yield f"{how}|{ca},{cb}"
    yield f"{how}|{stem}"
    yield f"T{how}|{kinds}|{stem}"
    for group in FRAMES.groups.get(verb.stem, ()):
        yield f"{how}|{ca},{cb}|G{group}"
        yield f"T{how}|{kinds}|{ca},{cb}|G{group}"
    for name in filled(ca, cb, verb):
        yield f"{FIRED}{name}"


def filled(ca: str, cb: str, verb: Phrase) -> Iterator[str]:
    """Yield the names of the frames that a verb fills with two roles."""
    left, right = _roles(ca, verb), _roles(cb, verb)
    for frame in FRAMES.by_stem.get(verb.stem, ()):
        if not left.isdisjoint(frame.subject) and not right.isdisjoint(frame.object):
            yield frame.name


def _roles(case: str, verb: Phrase) -> set[str]:
    """Return the roles that a particle may stand for: a passive verb's subject is what is acted on."""
    if case == "가":
        return {"가", "를"} if verb.voice in ("passive", "be") else {"actor", "가"}
    if case == "은":
        return {"를", "가", "actor"}
    return {case}


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
        yield f"xv{side}{who}{case}{_verb(row)}"
        yield f"Txv{side}{kinds}{who}{_verb(row)}"
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
                yield from ("~" + cue for cue in _verbs(tied, pa, pb, ca, cb, kinds))
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


__all__ = ["PREDICATES", "alone", "case_of", "filled", "near_words", "together"]
