"""Phrases of a sentence: noun phrases with their particle, and verbs with their ending, in order of the text.

A Korean sentence is a row of noun phrases that each say their role by a particle, and of verbs that each say by their
ending whether they close the sentence, hand on to the next verb or modify the next noun. Names of nodes count as one
noun, whatever they are made of. What stands in round brackets is cut as phrases of its own,
hung onto the phrase before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ingest.document import Morph, Node, Span
from ingest.extract.frames import FRAMES

NOMINAL = frozenset(
    {"NNG", "NNP", "NNB", "NR", "NP", "SN", "SL", "SH", "XPN", "XSN", "MM", "XR", "SW", "W_SERIAL", "ETN"}
)
INSIDE = frozenset("+%&＆℃㎡×")
STEMS = frozenset({"VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA"})
ENDINGS = frozenset({"EP", "EF", "EC", "ETM", "ETN"})
DERIVING = frozenset({"화"})
CASES = {
    "이": "가", "께서": "가", "을": "를", "ᆯ": "를", "은": "는", "ᆫ": "는", "으로": "로", "로서": "로", "으로서": "로",
    "로써": "로", "으로써": "로", "과": "와", "랑": "와", "께": "에게", "한테": "에게", "이나": "나", "이라는": "라는",
}  # fmt: skip

Ending = Literal["EF", "EC", "ETM", "ETN", ""]


@dataclass(slots=True)
class Mention:
    """A node at one place of the text, with the phrase it stands in."""

    node: int
    start: int
    end: int
    how: str
    sentence: int
    phrase: int = -1
    order: int = 0
    nested: bool = False


@dataclass(slots=True)
class Word:
    """A noun, or a whole name (then `mention` is set)."""

    form: str
    start: int
    end: int
    mention: Mention | None = None


@dataclass(slots=True)
class Phrase:
    """A noun phrase or a verb.

    Attributes:
        kind: `N` or `V`.
        words: its nouns; of a verb, the noun that makes it one (추진 of 추진하다), else none.
        case: the particle that closes a noun phrase (이 and 가 are `가`), with the word that makes one particle of it
            and a verb or noun (`를 통하`); of a verb's noun form (-기, -음), its particle.
        joined: whether a comma, 와, 및 or a dot ties the phrase to the next one.
        comma: whether a comma closes it.
        stem: of a verb, its dictionary stem (`추진하` is `추진`), with `voice` apart.
        ending: of a verb, how it goes on.
        forms: every morpheme of a verb from its stem on, for tense and mood.
        host: index of the phrase that a bracket is hung onto.
    """

    kind: Literal["N", "V"]
    start: int
    end: int
    words: list[Word] = field(default_factory=list)
    case: str = ""
    joined: bool = False
    comma: bool = False
    stem: str = ""
    voice: Literal["active", "passive", "causative", "be"] = "active"
    ending: Ending = ""
    forms: list[str] = field(default_factory=list)
    host: int | None = None

    @property
    def head(self) -> str:
        """The last noun, or the stem."""
        return self.stem if self.kind == "V" else self.words[-1].form if self.words else ""


def places(
    nodes: Sequence[Node],
    sentences: Sequence[tuple[int, int]],
    plural: Iterable[tuple[int, int, list[int]]] = (),
) -> list[list[Mention]]:
    """Sort the places of all nodes into sentences, in order of the text, those within others marked `nested`.

    `plural` adds places that stand for several nodes: start, end and the indices of the nodes.
    """
    rows = [(span.start, -span.end, index, span) for index, node in enumerate(nodes) for span in node.spans]
    rows += [(start, -end, index, Span(start, end, "reference")) for start, end, many in plural for index in many]
    rows.sort(key=lambda row: row[:3])
    found: list[list[Mention]] = [[] for _ in sentences]
    at = 0
    for start, minus_end, index, span in rows:
        while at < len(sentences) and sentences[at][1] <= start:
            at += 1
        if at < len(sentences) and sentences[at][0] <= start and -minus_end <= sentences[at][1]:
            found[at].append(Mention(index, start, -minus_end, span.how, at))
    for row in found:
        reach = -1
        for order, mention in enumerate(row):
            mention.order, mention.nested = order, mention.end <= reach
            reach = max(reach, mention.end)
    return found


def phrases(text: str, morphs: Sequence[Morph], mentions: Sequence[Mention]) -> list[Phrase]:
    """Cut one sentence into phrases and tell each mention which one it stands in.

    Args:
        text: the document's text.
        morphs: the sentence's morphemes.
        mentions: the nodes named in it, in order.
    """
    builder = _Builder(text)
    for morph, mention in _items(morphs, mentions):
        builder.take(morph, mention)
    rows = builder.finish()
    _merge_postpositions(rows)
    for index, phrase in enumerate(rows):
        for word in phrase.words:
            if word.mention is not None:
                word.mention.phrase = index
    outer: Mention | None = None
    for mention in mentions:
        if not mention.nested:
            outer = mention
        elif outer is not None:
            mention.phrase = outer.phrase
    return rows


def _items(morphs: Sequence[Morph], mentions: Sequence[Mention]) -> Iterator[tuple[Morph, Mention | None]]:
    """Yield the morphemes, each whole name as one proper noun."""
    outer = [m for m in mentions if not m.nested]
    at = 0
    done = -1
    for morph in morphs:
        if at < len(outer) and morph.end > outer[at].start:
            mention = outer[at]
            yield Morph("", "NNP", mention.start, mention.end), mention
            at += 1
            done = mention.end
        if morph.start >= done:
            yield morph, None


class _Builder:
    """Collects morphemes into phrases."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.rows: list[Phrase] = []
        self.open: Phrase | None = None
        self.brackets: list[int | None] = []

    def take(self, morph: Morph, mention: Mention | None) -> None:
        tag = morph.tag.split("-")[0]
        if tag == "SW" and (self.open is None or morph.form not in INSIDE):
            self._close()
        elif mention is not None or (tag in NOMINAL and not (tag == "ETN" and self._in_verb())):
            self._noun(morph, mention)
        elif tag in STEMS:
            self._stem(morph, tag)
        elif tag in ENDINGS:
            self._ending(morph, tag)
        elif tag[0] == "J":
            self._particle(morph, tag)
        elif tag in ("SSO", "SSC"):
            self._bracket(morph, tag)
        elif tag in ("SP", "SC") or morph.form in ("·", "및", "/"):
            self._link(morph)
        elif tag in ("MAG", "MAJ", "IC", "SF", "SE", "SO", "SB"):
            self._close()

    def _in_verb(self) -> bool:
        return self.open is not None and self.open.kind == "V"

    def _close(self) -> None:
        self.open = None

    def _start(self, kind: Literal["N", "V"], morph: Morph) -> Phrase:
        host = self.brackets[-1] if self.brackets else None
        phrase = Phrase(kind, morph.start, morph.end, host=host)
        self.rows.append(phrase)
        self.open = phrase
        return phrase

    def _noun(self, morph: Morph, mention: Mention | None) -> None:
        phrase = self.open
        if phrase is None or phrase.kind == "V" or phrase.case or phrase.joined:
            phrase = self._start("N", morph)
        phrase.words.append(Word(morph.form, morph.start, morph.end, mention))
        phrase.end = morph.end

    def _stem(self, morph: Morph, tag: str) -> None:
        before = self.open
        if tag in ("XSV", "XSA") and before is not None and before.kind == "N" and before.words and not before.case:
            word = before.words[-1]
            if word.mention is None:
                before.words.pop()
                if word.form in DERIVING and before.words and before.words[-1].mention is None:
                    stem = before.words.pop()
                    word = Word(stem.form + word.form, stem.start, word.end)
                before.end = before.words[-1].end if before.words else before.start
                if not before.words:
                    self.rows.remove(before)
                verb = self._start("V", morph)
                verb.start, verb.words, verb.stem = word.start, [word], word.form
                verb.voice = (
                    "passive"
                    if morph.form in ("되", "받", "당하")
                    else "causative"
                    if morph.form == "시키"
                    else "active"
                )
                verb.forms, verb.end = [morph.form], morph.end
                return
        if before is not None and before.kind == "V" and tag in ("VX", "XSV", "XSA") and before.ending in ("EC", ""):
            before.ending = ""
            before.forms.append(morph.form)
            before.end = morph.end
            return
        verb = self._start("V", morph)
        verb.stem, verb.forms = morph.form, [morph.form]
        if tag in ("VCP", "VCN"):
            verb.voice = "be"
            verb.stem = "이" if tag == "VCP" else "아니"

    def _ending(self, morph: Morph, tag: str) -> None:
        verb = self.open
        if verb is None or verb.kind != "V":
            return
        verb.forms.append(morph.form)
        verb.end = morph.end
        if tag != "EP":
            verb.ending = tag  # type: ignore[assignment]

    def _particle(self, morph: Morph, tag: str) -> None:
        phrase = self.open
        if phrase is None and tag != "JC" and self.rows:
            phrase = self.rows[-1]
        if phrase is None:
            return
        case = CASES.get(morph.form, morph.form)
        if tag == "JC" or (case == "와" and phrase.kind == "N"):
            phrase.joined = True
            case = "와"
        if not phrase.case or phrase.case == "와":
            phrase.case = case
        elif case == "의":
            phrase.case += case
        phrase.end = morph.end
        if phrase.kind == "V" and phrase.ending == "":
            phrase.ending = "EC"

    def _bracket(self, morph: Morph, tag: str) -> None:
        if self.text[morph.start] in "(（[":
            host = len(self.rows) - 1 if self.rows else None
            self.brackets.append(host)
            self.open = None
        elif self.text[morph.start] in ")）]" and self.brackets:
            host = self.brackets.pop()
            self.open = self.rows[host] if host is not None and self.rows[host].kind == "N" else None
        elif tag == "SSO" and self.open is not None and self.open.kind == "V":
            self.open = None

    def _link(self, morph: Morph) -> None:
        if self.open is None:
            return
        self.open.comma = self.text[morph.start] in ",，、"
        if self.open.kind == "N" and self.open.case in ("", "와"):
            self.open.joined = True
        self.open.end = morph.end
        if self.open.kind == "V" or self.open.case:
            self.open = None

    def finish(self) -> list[Phrase]:
        return self.rows


def _merge_postpositions(rows: list[Phrase]) -> None:
    """Make one particle of 를 통해, 에 따라, 의 일환으로 and their like: they say a role, as particles do."""
    index = 0
    while index + 1 < len(rows):
        phrase, after = rows[index], rows[index + 1]
        if phrase.kind == "N" and phrase.case and phrase.host == after.host:
            verb = after.kind == "V" and f"{phrase.case} {after.stem}" in FRAMES.postpositions
            noun = (
                after.kind == "N"
                and len(after.words) <= 2
                and after.words[-1].mention is None
                and after.case in ("로", "에", "")
                and f"{phrase.case} {after.head}" in FRAMES.postpositions
            )
            if verb or noun:
                phrase.case += f" {after.head}" + (" 관형" if after.ending == "ETM" else "")
                phrase.comma |= after.comma
                phrase.joined = False
                phrase.end = after.end
                del rows[index + 1]
                for row in rows:
                    if row.host is not None and row.host > index:
                        row.host -= 1
        index += 1
