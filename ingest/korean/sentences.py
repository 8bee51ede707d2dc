"""The pipeline component `kaigraph_sentences`: cuts a text into sentences, headings, items and table rows.

Lines come first (outlines, tables and headings are made of lines), then sentences within a line, from the morphemes
that the tokenizer already found: a full stop ends a sentence where Kiwi reads it as one (`SF`), outside of brackets and
of quotations that the sentence goes on after. Nothing is analysed twice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from graph.ids import fold
from ingest.document import Morph, Sentence
from ingest.korean.boilerplate import holds_sentence, is_cut, kind_of, opens_list, trimmed
from ingest.korean.lines import Line, lines_of
from ingest.korean.margins import outside
from ingest.korean.outline import LONGEST_HEADING, Marker, Outline, marker_of, shapes
from ingest.korean.splitting import Splitter

Role = Literal["body", "heading", "item", "boilerplate"]

DASHES = ("-", "–", "—", "―")
"""What a subtitle between dashes ends in."""

FOREIGN = frozenset({"masthead", "page", "related", "rights"})
"""Kinds of boilerplate that say nothing of the article, as a caption, a contact or a dateline may."""


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
        lines = lines_of(self.text, self.morphs)
        contents = [self.text[line.start : line.end] for line in lines]
        kinds = [kind_of(content) for content in contents]
        left_out = outside(contents, kinds, self.title)
        for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
            if number in left_out:
                self._leave(line, foreign=True)
            else:
                self._line(line, kind)
        return self.sentences

    def _line(self, line: Line, kind: str | None) -> None:
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

    def _leave(self, line: Line, *, foreign: bool) -> None:
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
        for begin, stop in Splitter(self.text, start + offset, end, self.morphs[low:high]).run():
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
