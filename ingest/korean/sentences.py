"""The pipeline component `kaigraph_sentences`: cuts a text into sentences, headings, items and table rows.

Lines come first (outlines, tables and headings are made of lines), then sentences within a line, from the morphemes
that the tokenizer already found: a full stop ends a sentence where Kiwi reads it as one (`SF`), outside of brackets and
of quotations that the sentence goes on after. Nothing is analysed twice.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from graph.ids import fold
from ingest.document import Morph, Sentence
from ingest.korean.boilerplate import holds_sentence, is_cut, kind_of, opens_list, trimmed
from ingest.korean.margins import outside
from ingest.korean.outline import LONGEST_HEADING, Marker, Outline, marker_of, shapes
from ingest.korean.wrapping import LEAST_WRAPPED, WIDEST

Role = Literal["body", "heading", "item", "boilerplate"]

OPENERS = {"“": "”", "(": ")", "[": "]", "「": "」", "『": "』", "（": "）", "《": "》"}
PAIRED = re.compile("[" + re.escape("".join({*OPENERS, *OPENERS.values(), '"'})) + "]")
CLOSERS = frozenset("”’\"')]」』）》〉>")
CONTINUING = ("J", "EC", "ETM", "EP", "VCP", "XS", "EF")
"""Beginnings of the tags that may follow a quotation and belong to the sentence around it: "…했다."고, "…했다."는."""
QUOTING = frozenset({"라고", "라며", "라는", "이라고", "이라며", "고", "며", "면서", "하고"})
UNFINISHED = ("JKO", "JKG", "JC", "EC", "ETM", "EP", "SP", "XPN", "MM")
"""Tags that no heading ends in: a line that does goes on in the next."""
DASHES = ("-", "–", "—", "―")
"""What a subtitle between dashes ends in."""

LEAST_GAPS, FEWEST_BLANKS = 2, 0.2
"""Of so many gaps between lines of running text, at least this share are blank lines; else each line is a paragraph."""
FOREIGN = frozenset({"masthead", "page", "related", "rights"})
"""Kinds of boilerplate that say nothing of the article, as a caption, a contact or a dateline may."""


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    paragraph: int


def _lines(text: str, morphs: Sequence[Morph]) -> list[_Line]:
    """Cut a text into its lines without the white space around them; hard-wrapped lines become one."""
    found: list[_Line] = []
    paragraph, at, blank = -1, 0, True
    ends = [m.end for m in morphs]
    for raw in text.splitlines(keepends=True):
        start, at = at, at + len(raw)
        if not raw.strip():
            blank = True
            continue
        line = _Line(start, start + len(raw.rstrip()), paragraph + blank)
        paragraph = line.paragraph
        if not blank and found and _goes_on(text, found[-1], line, morphs, ends):
            found[-1].end = line.end
        else:
            found.append(line)
        blank = False
    return _in_paragraphs(text, found)


def _in_paragraphs(text: str, lines: list[_Line]) -> list[_Line]:
    """Let each line of running text be a paragraph where no blank lines part them."""
    contents = (text[line.start : line.end] for line in lines)
    runs = [marker_of(content) is None and holds_sentence(content) for content in contents]
    parted = [after.paragraph > before.paragraph for before, after in pairwise(lines)]
    gaps = [blank for blank, both in zip(parted, pairwise(runs), strict=True) if all(both)]
    if len(gaps) >= LEAST_GAPS and sum(gaps) < FEWEST_BLANKS * len(gaps):
        begins = (blank or any(both) for blank, both in zip(parted, pairwise(runs), strict=True))
        for line, number in zip(lines, accumulate(begins, initial=0), strict=True):
            line.paragraph = number
    return lines


def _goes_on(text: str, line: _Line, following: _Line, morphs: Sequence[Morph], ends: Sequence[int]) -> bool:
    """Tell whether a line ends where no heading or sentence can, so that the next one continues it."""
    last = bisect_left(ends, line.end)
    if last >= len(morphs) or morphs[last].end != line.end or line.end - line.start < LEAST_WRAPPED:
        return False
    tag = morphs[last].tag
    if not tag.startswith(UNFINISHED) or text[line.end - 1] in "·:：":
        return False
    if following.end - following.start > WIDEST * (line.end - line.start):
        return False
    content = text[following.start : following.end]
    return marker_of(content) is None and not shapes().table_row.search(content) and kind_of(content) is None


def _pairs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Pair the quotation marks and brackets of one line: offsets of the opening and the closing one.

    An opening without its closing is no pair, nor is what stands between.
    """
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for mark in PAIRED.finditer(text, start, end):
        char, index = mark[0], mark.start()
        opens = char in OPENERS or (char == '"' and all(closing != '"' for closing, _ in stack))
        if opens:
            stack.append((OPENERS.get(char, '"'), index))
            continue
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == char:
                found.append((stack[depth][1], index))
                del stack[depth:]
                break
    return found


class _Splitter:
    """Cuts the text of one line, `start` to `end`, into sentences."""

    def __init__(self, text: str, start: int, end: int, morphs: Sequence[Morph]) -> None:
        self.text, self.start, self.end, self.morphs = text, start, end, morphs
        self.inside = bytearray(end - start)
        for opening, closing in _pairs(text, start, end):
            if not self._stands_alone(opening, closing):
                self.inside[opening - start : closing - start] = b"\1" * (closing - opening)

    def run(self) -> Iterator[tuple[int, int]]:
        """Give the sentences' offsets."""
        begin = self.start
        for index, morph in enumerate(self.morphs):
            if morph.tag != "SF" or self.inside[morph.start - self.start]:
                continue
            after = self._after_closers(morph.end)
            if begin < after < self.end and self._ends_here(after, index):
                yield begin, after
                begin = after
        if begin < self.end:
            yield begin, self.end

    def _after_closers(self, at: int) -> int:
        while at < self.end and self.text[at] in CLOSERS:
            at += 1
        return at

    def _stands_alone(self, opening: int, closing: int) -> bool:
        """Tell whether a quotation holds whole sentences of its own: nothing before or after it goes on with it."""
        if self.text[closing] not in '"”' or self.text[closing - 1] not in ".?!":
            return False
        if self.text[self.start : opening].strip()[-1:] not in ("", ".", "?", "!"):
            return False
        index = bisect_left(self.morphs, closing + 1, key=lambda m: m.start)
        return index >= len(self.morphs) or not self._continues(self.morphs[index])

    def _continues(self, morph: Morph) -> bool:
        return morph.tag.startswith(CONTINUING) or morph.form in QUOTING

    def _ends_here(self, after: int, stop: int) -> bool:
        """Decide whether the full stop `morphs[stop]`, closed at `after`, ends a sentence."""
        following = stop + 1
        while following < len(self.morphs) and self.morphs[following].start < after:
            following += 1
        if following == len(self.morphs):
            return True
        next_one = self.morphs[following]
        if self.text[after - 1] in CLOSERS and self._continues(next_one):
            return False
        tag = self.morphs[stop - 1].tag if stop else ""
        if tag in ("SL", "SN") and next_one.tag == tag:
            return False
        if not self.text[after].isspace():
            if tag != "EF" or next_one.tag in ("SF", "SP", "SSC") or next_one.tag.startswith("J"):
                return False
            return next_one.tag != "SN" or "가" <= self.text[next_one.end : next_one.end + 1] <= "힣"
        return True


class _Cutter:
    """One run over one text."""

    def __init__(self, text: str, morphs: Sequence[Morph], title: str) -> None:
        self.text = text
        self.morphs = morphs
        self.title = title
        self.starts = [m.start for m in morphs]
        self.outline = Outline()
        self.sentences: list[Sentence] = []
        self.in_list = False
        self.list_form: str | None = None
        self.line_before = ""

    def run(self) -> list[Sentence]:
        """Cut the whole text."""
        lines = _lines(self.text, self.morphs)
        contents = [self.text[line.start : line.end] for line in lines]
        kinds = [kind_of(content) for content in contents]
        left_out = outside(contents, kinds, self.title)
        for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
            if number in left_out:
                self._leave(line, foreign=True)
            else:
                self._line(line, kind)
        return self.sentences

    def _line(self, line: _Line, kind: str | None) -> None:
        content = self.text[line.start : line.end]
        said = fold(content)
        repeats, self.line_before = said == self.line_before, said
        if opens_list(content):
            self.in_list, self.list_form = True, None
            return self._leave(line, foreign=True)
        lead, body, _tail = trimmed(content)
        full = holds_sentence(body)
        self.in_list = self.in_list and not self._leaves_list(content, full)
        if self.in_list or kind or (repeats and not full):
            return self._leave(line, foreign=self.in_list or kind in FOREIGN)
        start, end = line.start + len(lead), line.start + len(lead) + len(body)
        if lead.strip():
            self._add(line.start, start, "boilerplate", line.paragraph)
        self._content(start, end, line.paragraph, full)
        if end < line.end:
            self._add(end, line.end, "boilerplate", line.paragraph)
        return None

    def _leaves_list(self, content: str, full: bool) -> bool:
        """Tell whether a line behind a list of other articles is of this one again: a sentence, an outline's item."""
        marked = marker_of(content)
        name = marked[0].name if marked else ""
        first, self.list_form = self.list_form, name if self.list_form is None else self.list_form
        if marked is None:
            return full and not is_cut(content)
        return first is not None and marked[0].rank is not None and name != first

    def _leave(self, line: _Line, *, foreign: bool) -> None:
        before = len(self.sentences)
        self._add(line.start, line.end, "boilerplate", line.paragraph)
        for sentence in self.sentences[before:]:
            sentence.foreign = foreign

    def _content(self, start: int, end: int, paragraph: int, full: bool) -> None:
        content = self.text[start:end]
        marked = marker_of(content)
        marker, offset = marked if marked else (None, 0)
        role = self._role(content, marker, offset, full)
        number = len(self.sentences)
        level, parent = 0, None
        if role == "item" and self.sentences and self.sentences[-1].role == "body":
            self._introduce(number - 1, paragraph)
        if role == "heading":
            parent = self.outline.heading(number, marker, box=any(p.search(content) for p in shapes().boxes))
            level = 0 if parent is None else 1
        elif role == "body":
            parent = self.outline.body()
        elif marker is not None:
            level, parent = self.outline.item(number, marker)
        else:
            level, parent = self.outline.row()
        low, high = bisect_left(self.starts, start + offset), bisect_left(self.starts, end)
        if role == "heading" and marker is not None and marker.name == "dash" and content.rstrip().endswith(DASHES):
            end = start + len(content.rstrip().rstrip("".join(DASHES)))
        for begin, stop in _Splitter(self.text, start + offset, end, self.morphs[low:high]).run():
            self._add(begin, stop, role, paragraph, level, parent)

    def _role(self, content: str, marker: Marker | None, offset: int, full: bool) -> Role:
        found = shapes()
        if any(p.search(content) for p in found.headings):
            return "heading"
        if marker is not None:
            if marker.name == "dash" and found.asks(content) and not self._in_outline():
                return "heading"
            short = len(content) - offset <= LONGEST_HEADING
            return "heading" if marker.heading and short and not full else "item"
        if found.table_row.search(content) and not full:
            return "item"
        if full or content.rstrip().endswith(".") or len(content) > LONGEST_HEADING:
            return "body"
        return "heading"

    def _introduce(self, sentence: int, paragraph: int) -> None:
        """Put a list under the sentence before it, where that is of its paragraph or says that a list follows."""
        before = self.sentences[sentence]
        says = shapes().introductions.search(self.text, before.start, before.end)
        if says or before.paragraph == paragraph:
            self.outline.introduce(sentence)

    def _in_outline(self) -> bool:
        return bool(self.sentences) and self.sentences[-1].role == "item"

    def _add(self, start: int, end: int, role: Role, paragraph: int, level: int = 0, parent: int | None = None) -> None:
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start < end:
            self.sentences.append(Sentence(start, end, role, level, parent, paragraph))


def sentences(text: str, morphs: Sequence[Morph], title: str = "") -> list[Sentence]:
    """Cut a text into sentences, in order, without overlap.

    Args:
        text: the article's text.
        morphs: its morphemes, in order of their start.
        title: the article's, where it is known: a line before the article that only repeats it is left out.
    """
    return _Cutter(text, morphs, title).run()


@Language.factory("kaigraph_sentences")
class SentenceCutter:
    """The component: sets `doc._.sentences`."""

    def __init__(self, nlp: Language, name: str) -> None:  # noqa: ARG002 - spaCy passes it
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Cut one text."""
        title = doc._.article.title if doc._.article is not None else None
        doc._.sentences = sentences(doc.text, doc._.morphs, title or "")
        return doc
