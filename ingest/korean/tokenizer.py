"""The tokenizer component: Kiwi's morphemes as spaCy tokens, without losing a code point.

Kiwi may give several morphemes the same code points ("했" is 하 + 었). A spaCy token is then the smallest run of text
that holds whole morphemes; `doc._.morphs` keeps every morpheme with its own span.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

import spacy
from kiwipiepy import Kiwi
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from ingest.document import Morph, register
from ingest.gazetteer import gazetteer, plain_words

TOKENIZER = "kaigraph.KiwiTokenizer.v1"


@lru_cache(maxsize=1)
def kiwi() -> Kiwi:
    """Return the process's Kiwi, with the gazetteer's names in its dictionary.

    Names enter as proper nouns (NNP), which keeps each in one piece, and the field's loan words as common nouns (NNG).
    """
    analyser = Kiwi(num_workers=1)
    for word in plain_words():
        analyser.add_user_word(word, "NNG")
    for name in dict.fromkeys(gazetteer().dictionary()):
        analyser.add_user_word(name, "NNP")
    return analyser


def morphs(text: str) -> list[Morph]:
    """Analyse a text into morphemes, in order of their start, offsets in code points of `text`."""
    return _as_morphs(kiwi().tokenize(text, split_complex=False))


def _as_morphs(tokens: Iterable[object]) -> list[Morph]:
    found = [Morph(t.form, t.tag, t.start, t.start + t.len, t.oov) for t in tokens]  # type: ignore[attr-defined]
    return sorted(found, key=lambda m: (m.start, m.end))


def _pieces(text: str, found: list[Morph]) -> Iterator[tuple[int, int]]:
    """Cut a text into morphemes (joined where they share code points) and the stretches between them."""
    at = 0
    index = 0
    while index < len(found):
        start, end = found[index].start, found[index].end
        index += 1
        while index < len(found) and found[index].start < end:
            end = max(end, found[index].end)
            index += 1
        if start >= end:
            continue
        if at < start:
            yield at, start
        yield start, end
        at = end
    if at < len(text):
        yield at, len(text)


class KoreanDoc(Doc):
    """A `Doc` that keeps its text: spaCy's own joins all tokens again each time it is asked."""

    @cached_property
    def text(self) -> str:
        """The text, to the code point."""
        return super().text


class KiwiTokenizer(DummyTokenizer):
    """Turn a text into a `Doc` whose text is the same to the code point."""

    def __init__(self, vocab: Vocab) -> None:
        register()
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Tokenize one text."""
        found = morphs(text)
        words: list[str] = []
        spaces: list[bool] = []
        for start, end in _pieces(text, found):
            piece = text[start:end]
            if piece == " " and words and not spaces[-1]:
                spaces[-1] = True
            else:
                words.append(piece)
                spaces.append(False)
        doc = KoreanDoc(self.vocab, words=words, spaces=spaces)
        doc._.morphs = found
        doc._.sentences, doc._.nodes, doc._.claims = [], [], []
        return doc


@registry.tokenizers(TOKENIZER)
def create_tokenizer():  # type: ignore[no-untyped-def]
    """Return what spaCy calls with the pipeline to get its tokenizer."""

    def make(nlp: Language) -> KiwiTokenizer:
        return KiwiTokenizer(nlp.vocab)

    return make


def blank() -> Language:
    """Return an empty Korean pipeline on Kiwi. No model is downloaded."""
    return spacy.blank("ko", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
