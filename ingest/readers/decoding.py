"""Bytes into text: UTF-8 or CP949, and nothing else by guess.

Korean text files come in two encodings. UTF-8 is tried first because CP949 text is almost never valid UTF-8, while
UTF-8 text often is valid CP949 that reads as nonsense.
"""

from __future__ import annotations

import re
import unicodedata

from charset_normalizer import from_bytes

from graph.errors import InputError
from ingest.readers.limits import DEFAULT_LIMIT, too_large

_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive (as .docx, .hwpx and .xlsx are)",
    b"\xd0\xcf\x11\xe0": "an old Office or .hwp file",
    b"HWP Document": "a .hwp file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "a gzip archive",
}
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ud800-\udfff]")
_HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
_CONJOINING = re.compile(r"[\u1100-\u11ff]")
_LEAST_HANGUL = 0.5
_CHINESE = ["gb18030", "cp949"]
"""Chinese in GB 18030 decodes as CP949 into Hangul that no Korean wrote; only statistics tell the two apart."""
_FOREIGN = ["gb18030", "big5", "shift_jis", "euc_jp", "cp1252"]
_TOO_FEW, _ENOUGH = 60, 4000
"""Bytes below which nothing can be guessed, and bytes that the guess looks at."""


def decode(data: bytes, *, limit: int = DEFAULT_LIMIT) -> str:
    """Decode one article's bytes, without a byte order mark, and `clean` the text.

    Args:
        data: the file or line, whole, or its first `limit + 1` bytes where it is larger.
        limit: most bytes.

    Raises:
        InputError: too large, empty, binary, or neither UTF-8 nor CP949. The message does not name the source, which
            the caller knows.
    """
    if len(data) > limit:
        raise too_large(limit)
    if not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise InputError("is empty", hint="Give a file with the article's text.")
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise InputError(f"is {what}, not text", hint="Save its text as .txt in UTF-8 and read that.")
    if data.startswith(_WIDE):
        raise InputError("is UTF-16", hint="Save it as UTF-8.")
    return clean(_decode_korean(data))


def clean(text: str) -> str:
    r"""Make newlines `\n` and compose decomposed Hangul, as macOS writes it; all else stays as it is.

    Raises:
        InputError: characters that no text has: control characters, or halves of a surrogate pair.
    """
    text = text.removesuffix("\x1a")  # the end-of-file mark of DOS
    if _NO_TEXT.search(text):
        raise InputError("is binary, not text", hint="Save its text as .txt in UTF-8 and read that.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text) if _CONJOINING.search(text) else text


def _decode_korean(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as utf8:
        try:
            text = data.decode("cp949")
        except UnicodeDecodeError:
            place = f"the byte at {utf8.start} is not UTF-8"
            raise InputError(f"is neither UTF-8 nor CP949 ({place})", hint=_convert(data, _FOREIGN)) from utf8
        if not _mostly_hangul(text) or _guess(data, _CHINESE) == _CHINESE[0]:
            reason = "is not UTF-8, and read as CP949 it is not Korean"
            raise InputError(reason, hint=_convert(data, _FOREIGN)) from utf8
        return text


def _mostly_hangul(text: str) -> bool:
    """Tell whether the letters beyond ASCII are Hangul: Japanese encodings decode as CP949 without an error."""
    letters = [c for c in text if c > "\x7f" and c.isalpha()]
    return sum(1 for c in letters if _HANGUL.match(c)) >= _LEAST_HANGUL * len(letters)


def _guess(data: bytes, encodings: list[str]) -> str | None:
    if len(data) < _TOO_FEW:
        return None
    best = from_bytes(data[:_ENOUGH], cp_isolation=encodings).best()
    return best.encoding if best is not None else None


def _convert(data: bytes, encodings: list[str]) -> str:
    guess = _guess(data, encodings)
    perhaps = f" (it may be {guess})" if guess else ""
    return f"Save it as UTF-8, for example with `iconv -f {guess or 'ENCODING'} -t UTF-8`{perhaps}."
