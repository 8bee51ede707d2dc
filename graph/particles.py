"""Korean particles, which change with the sound that a word ends in: 산업부가, 위원회를, 과학관으로, KAIST는."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Ending = Literal["vowel", "consonant", "rieul"]

_FIRST, _LAST, _FINALS = 0xAC00, 0xD7A3, 28
_RIEUL = 8
"""Number of ㄹ among the final consonants of a syllable."""

_DIGITS: dict[str, Ending] = dict.fromkeys("2459", "vowel") | dict.fromkeys("036", "consonant")  # type: ignore[assignment]
_DIGITS |= dict.fromkeys("178", "rieul")
_TENS = re.compile(r"[1-9]0+$")
_LETTERS: dict[str, Ending] = dict.fromkeys("LR", "rieul") | dict.fromkeys("MN", "consonant")  # type: ignore[assignment]
"""Names of Latin letters that end in a consonant (엘, 알, 엠, 엔); all others end in a vowel."""
_LATIN_WORD = re.compile(r"[A-Za-z]+$")
_ASIDE = re.compile(r"\s*[(（\[〔][^()（）\[\]〔〕]*[)）\]〕]\s*$")


def ending(word: str) -> Ending:
    """Return how a word ends when it is read aloud.

    An aside in brackets is not read. Latin letters in capitals are read one by one (AX: 에이엑스), other Latin words as
    Korean writes them (Lab: 랩, Hub: 허브); both are rules of thumb for names that carry no Korean.

    >>> ending("산업통상부"), ending("국민성장펀드(펀드)"), ending("서울"), ending("M.AX"), ending("2.0")
    ('vowel', 'vowel', 'rieul', 'vowel', 'consonant')
    """
    text = unicodedata.normalize("NFC", word).strip()
    while text != (shorter := _ASIDE.sub("", text)):
        text = shorter
    if text.endswith("%"):
        return "vowel"  # 퍼센트
    text = re.sub(r"[\W_]+$", "", text)
    if not text:
        return "vowel"
    last = text[-1]
    if _FIRST <= ord(last) <= _LAST:
        final = (ord(last) - _FIRST) % _FINALS
        return "vowel" if final == 0 else "rieul" if final == _RIEUL else "consonant"
    if last.isdigit():
        return "consonant" if _TENS.search(text) else _DIGITS.get(last, "vowel")
    latin = _LATIN_WORD.search(text)
    return _latin(latin.group()) if latin else "vowel"


def _latin(word: str) -> Ending:
    if word.isupper() and len(word) <= 4:
        return _LETTERS.get(word[-1], "vowel")
    low = word.lower()
    if low.endswith("l"):
        return "rieul"
    if low.endswith(("m", "n", "ng")):
        return "consonant"
    # A stop after one short vowel closes the syllable (lab: 랩, chip: 칩, robot: 로봇); elsewhere it opens a new one.
    return "consonant" if re.search(r"(^|[^aeiou])[aeiou][pbtkc]k?$", low) else "vowel"


class Word(str):
    """A word that takes its particle in a format: `"{who:이/가} {what:을/를} 이끈다"`.

    The particle's two forms are given as after a consonant and after a vowel; 으로/로 knows that ㄹ takes 로.
    """

    __slots__ = ()

    def __format__(self, pair: str) -> str:
        """Return the word with the form of the particle that it takes, or alone where none is asked for."""
        if not pair:
            return str(self)
        closed, opened = pair.split("/")
        end = ending(self)
        return f"{self}{opened if end == 'vowel' or (end == 'rieul' and closed == '으로') else closed}"
