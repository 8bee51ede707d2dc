"""How the clauses of one sentence tie two of its names together, and which frames fit them.

Everything here is about two phrases of one sentence, whether both hold a name or one only stands for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract.clauses import Clauses
from ingest.extract.frames import FRAMES
from ingest.extract.phrases import Mention, Phrase, Word

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
            return form_of(before), form_of(after)
    return "", ""


def form_of(word: Word | None) -> str:
    """Return a noun as cues write it: empty for none, NAME for a name."""
    return "" if word is None else word.form or "NAME"


def verb_of(phrase: Phrase) -> str:
    """Return a verb as cues write it, passives marked."""
    return phrase.stem + ("~" if phrase.voice == "passive" else "")


def modifiers(tied: Clauses, phrase: int) -> list[int]:
    """Return the modifying verbs that stand before a noun phrase."""
    return [i for i, target in enumerate(tied.modifies) if target == phrase]


def in_one_phrase(tied: Clauses, a: Mention, b: Mention, order: str, kinds: str) -> Iterator[str]:
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


def links(tied: Clauses, a: Mention, b: Mention, order: str, kinds: str) -> Iterator[str]:
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
    end = root(tied, anchor)
    verb = tied.verb[end]
    if end == other:
        return "direct"
    if verb >= 0 and tied.last[other] in (tied.actor[verb], tied.modifies[verb]):
        return "clause"
    if verb >= 0 and tied.verb[other] == verb:
        return "clause"
    return "far"


def verbs(tied: Clauses, pa: int, pb: int, ca: str, cb: str, kinds: str) -> Iterator[str]:
    """Yield what the verbs of two phrases say: one for both, one acting in the other's clause, one modifying."""
    va, vb = tied.verb[pa], tied.verb[pb]
    ra, rb = root(tied, pa), root(tied, pb)
    if va >= 0 and va == vb:
        yield from _shared("sv", ca, cb, tied.phrases[va], kinds)
    if vb >= 0 and va != vb and tied.actor[vb] >= 0 and tied.last[tied.actor[vb]] == tied.last[pa]:
        yield from _shared("act", "actor", cb, tied.phrases[vb], kinds)
    if va >= 0 and va != vb and tied.actor[va] >= 0 and tied.last[tied.actor[va]] == tied.last[pb]:
        yield from _shared("tca", ca, "actor", tied.phrases[va], kinds)
    for verb in modifiers(tied, pb) + ([] if rb == pb else modifiers(tied, rb)):
        if va == verb:
            yield from _shared("ra", ca, "rel", tied.phrases[verb], kinds)
        elif tied.actor[verb] >= 0 and tied.last[tied.actor[verb]] == tied.last[pa]:
            yield from _shared("raa", "actor", "rel", tied.phrases[verb], kinds)
        elif va >= 0 and tied.onto[va] == verb:
            yield from _shared("rao", ca, "rel", tied.phrases[va], kinds)
    for verb in modifiers(tied, pa) + ([] if ra == pa else modifiers(tied, ra)):
        if vb == verb:
            yield from _shared("rb", "rel", cb, tied.phrases[verb], kinds)
        elif vb >= 0 and tied.onto[vb] == verb:
            yield from _shared("rbo", "rel", cb, tied.phrases[vb], kinds)
    if va >= 0 and vb >= 0 and va != vb:
        yield from _chained(tied, va, vb, ca, cb)
        if tied.onto[va] == vb:
            yield f"ab{ca}{verb_of(tied.phrases[va])}"
            yield f"abv{ca},{cb}{verb_of(tied.phrases[vb])}"
        elif tied.onto[vb] == va:
            yield f"ba{cb}{verb_of(tied.phrases[vb])}"
            yield f"bav{ca},{cb}{verb_of(tied.phrases[va])}"


def _chained(tied: Clauses, va: int, vb: int, ca: str, cb: str) -> Iterator[str]:
    """Yield the chains that the object's verb makes with the verb it hands on to, the subject's."""
    if tied.onto[vb] != va:
        return
    first, then = tied.phrases[vb], tied.phrases[va]
    for chain in FRAMES.chains:
        fits = chain.first in FRAMES.groups.get(first.stem, ()) and chain.then in FRAMES.groups.get(then.stem, ())
        if fits and _roles(cb, first) & set(chain.object) and _roles(ca, then) & set(chain.subject):
            yield f"{FIRED}{chain.name}"


def root(tied: Clauses, phrase: int) -> int:
    """Follow genitives to the phrase that they belong to."""
    while tied.phrases[phrase].kind == "N" and tied.case[phrase].endswith("의") and phrase + 1 < len(tied.phrases):
        if tied.phrases[phrase + 1].kind != "N":
            break
        phrase += 1
    return phrase


def _shared(how: str, ca: str, cb: str, verb: Phrase, kinds: str) -> Iterator[str]:
    """Yield the cues of two roles around one verb, with the frames that they fill."""
    stem = verb_of(verb)
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
