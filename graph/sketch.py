"""What a text is recognised by in another paper: a small sketch of its wording, its figures and its subject.

Two texts are copies of one report where most of the shorter one's wording stands in the longer one, most of its figures
too, and every word that it comes back to. The wording alone does not tell: the second round of a programme is announced
in the words of the first with other figures, and seventeen regions fill in one template each with its own name. The
thresholds are measured by `python -m bench.copies` on the labelled pairs of `bench/copies.yaml`.

Wording is compared by MinHash over runs of eight letters and digits, so that spaces, line breaks and signs do
not count. A sketch takes 600 characters, however long its text is, and is the same on every machine.
"""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from graph.batches import batches

if TYPE_CHECKING:
    from datasketch import MinHash

WORDING = 0.6
"""Least share of the shorter text's wording that a copy has in common with the longer one."""
FIGURES = 0.6
"""Least share of the figures that two copies have in common, of those of the one that has fewer."""

LEAST_RUNS = 120
"""How many different runs a text must have; of a shorter one, such as a caption, nothing is said."""
RUN = 8
SLOTS = 128
SEED = 1
SCHEME = "affine32"
"""Which of datasketch's permutations: they give the same values on every machine and in every later version."""
RUNS_AT_ONCE = 10_000
BANDS = 20
KEYS = tuple(f"band{number:02}" for number in range(1, BANDS + 1))
"""The properties of an article under which the sketches near its own are found."""
ROWS = 3
WORD_BITS = 2048
MOST_FIGURES = 96
MOST_SUBJECTS = 32
OFTEN = 3
"""A word that so many sentences hold is one that the text comes back to."""

FORM = "1"
"""What a sketch begins with: sketches of different forms cannot be compared. Raise it with anything above."""

_HEAD = struct.Struct("<IBB")
_NO_SIGN = re.compile(r"[\W_]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_WORD = re.compile(r"(?<![\d.,])(?:[가-힣]{2,}|[a-z]{2,})")
_SENTENCE = re.compile(r"[.!?]\s|\n")


@dataclass(frozen=True, slots=True)
class Sketch:
    """A sketch taken apart. `runs` is how many the text has; figures and words are kept as hashes."""

    runs: int
    slots: NDArray[np.uint8]
    figures: frozenset[int]
    subjects: frozenset[int]
    words: bytes


def sketch_of(text: str) -> str | None:
    """Return the sketch of a text, or `None` where it is too short to be told from another."""
    text = text.casefold()
    letters = _NO_SIGN.sub("", text).encode("utf-32-le")
    runs = {crc32(letters[at : at + 4 * RUN]) for at in range(0, len(letters) - 4 * RUN + 1, 4)}
    if len(runs) < LEAST_RUNS:
        return None
    minhash = _empty().copy()
    for some in batches(runs, RUNS_AT_ONCE):
        minhash.update_batch(some)
    slots = minhash.hashvalues.astype(np.uint8).tobytes()
    figures = _few({_short(figure) for figure in _FIGURE.findall(_THOUSANDS.sub("", text))}, MOST_FIGURES)
    words, subjects = _words(text)
    head = _HEAD.pack(len(runs), len(figures), len(subjects))
    body = head + slots + words + np.array([*figures, *subjects], dtype="<u2").tobytes()
    return FORM + base64.b64encode(body).decode()


@lru_cache(maxsize=1024)
def opened(sketch: str) -> Sketch | None:
    """Take a sketch apart; `None` where it has another form than today's."""
    if not sketch.startswith(FORM):
        return None
    body = base64.b64decode(sketch[len(FORM) :])
    runs, figures, _ = _HEAD.unpack_from(body)
    slots = np.frombuffer(body, np.uint8, SLOTS, _HEAD.size)
    at = _HEAD.size + SLOTS
    hashes = np.frombuffer(body, "<u2", offset=at + WORD_BITS // 8).tolist()
    words = body[at : at + WORD_BITS // 8]
    return Sketch(runs, slots, frozenset(hashes[:figures]), frozenset(hashes[figures:]), words)


def bands(sketch: str | None) -> list[int | None]:
    """Return the `BANDS` keys by which the sketches near one are found; nothing is found by a key that is null.

    Two sketches are compared where one of their keys is the same. Texts that have half of their wording in common share
    one in 19 cases of 20, texts of different subjects in one case of a million.
    """
    known = opened(sketch) if sketch else None
    if known is None:
        return [None] * BANDS
    rows = known.slots[: BANDS * ROWS].reshape(BANDS, ROWS).astype(int)
    return [int(key) for key in rows @ (1 << (8 * np.arange(ROWS)))]


def keys_of(sketch: str | None) -> dict[str, int | None]:
    """Return the properties by which an article with this sketch is found."""
    return dict(zip(KEYS, bands(sketch), strict=True))


def wording(a: Sketch, b: Sketch) -> float:
    """Estimate how much of the wording of the text that has less of it stands in the other, from 0 to 1."""
    same = (int(np.count_nonzero(a.slots == b.slots)) / SLOTS - 1 / 256) / (1 - 1 / 256)
    shared = max(same, 0.0) / (1 + max(same, 0.0)) * (a.runs + b.runs)
    return min(shared / min(a.runs, b.runs), 1.0)


def figures(a: Sketch, b: Sketch) -> float:
    """Return how many of the figures two texts share, of those of the one with fewer; 1 where one has none."""
    fewer = min(len(a.figures), len(b.figures))
    return len(a.figures & b.figures) / fewer if fewer else 1.0


def same_subject(a: Sketch, b: Sketch) -> bool:
    """Tell whether every word that the shorter text comes back to stands in the longer one; both ways if as long."""
    short, long = sorted((a, b), key=lambda one: one.runs)
    if short.runs == long.runs:
        return _holds(long, short.subjects) and _holds(short, long.subjects)
    return _holds(long, short.subjects)


def are_copies(a: str | None, b: str | None) -> bool:
    """Tell whether two texts are copies of one report, by their sketches. It does not matter which is which."""
    first, second = (opened(one) if one else None for one in (a, b))
    if first is None or second is None:
        return False
    if wording(first, second) < WORDING or figures(first, second) < FIGURES:
        return False
    return same_subject(first, second)


def comparable(a: str | None, b: str | None) -> bool:
    """Tell whether two sketches are compared at all: whether one of their `bands` is the same."""
    return any(one == other and one is not None for one, other in zip(bands(a), bands(b), strict=True))


@cache
def _empty() -> MinHash:
    """Return a MinHash that was given nothing; loaded late, since it takes a second and questions do without."""
    from datasketch import MinHash

    return MinHash(num_perm=SLOTS, seed=SEED, hashfunc=int, scheme=SCHEME)


def _words(text: str) -> tuple[bytes, list[int]]:
    """Return a map of a text's words, and those that it comes back to; of a Korean word its first two syllables."""
    sentences: dict[str, int] = {}
    for sentence in _SENTENCE.split(text):
        for word in {found[:2] if found >= "가" else found for found in _WORD.findall(sentence)}:
            sentences[word] = sentences.get(word, 0) + 1
    places = np.zeros(WORD_BITS, dtype=bool)
    places[[_short(word) % WORD_BITS for word in sentences]] = True
    often = {_short(word) for word, count in sentences.items() if count >= OFTEN}
    return np.packbits(places).tobytes(), _few(often, MOST_SUBJECTS)


def _holds(sketch: Sketch, words: Iterable[int]) -> bool:
    return all(sketch.words[(word % WORD_BITS) // 8] >> (7 - word % WORD_BITS % 8) & 1 for word in words)


def _few(hashes: set[int], most: int) -> list[int]:
    """Keep the smallest: of two long texts that share theirs, the same ones."""
    return sorted(hashes)[:most]


def _short(text: str) -> int:
    return crc32(text.encode()) & 0xFFFF
