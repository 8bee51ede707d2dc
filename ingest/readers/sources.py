"""From what the user names (files, folders, standard input) to articles, one after the other.

Nothing here stops at the first bad file: what cannot be read comes out as `Unreadable`, with its reason, among the
rest.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO, NamedTuple

from graph.errors import InputError
from graph.model import Article
from ingest.readers import jsonl, text
from ingest.readers.decoding import DEFAULT_LIMIT
from ingest.readers.fields import DatedBy, Made

STANDARD_INPUT = "-"
KINDS: dict[str, str] = {
    ".md": "text",
    ".markdown": "text",
    ".txt": "text",
    "": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
"""Endings that are read, and how. A file without an ending is read where it is named, not where a folder holds it."""
_ABOUT_FOLDER = {"readme", "license", "changelog", "contributing"}


class Source(NamedTuple):
    """A file to read, or standard input. `name` is how it is shown, `kind` one of `KINDS`' values."""

    name: str
    path: Path | None
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article with the place it came from (`file` or `file:line`) and where its date came from."""

    name: str
    article: Article
    dated_by: DatedBy | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A source, or a line of it, that gave no article, with the reason."""

    name: str
    error: InputError


@dataclass(slots=True)
class Found:
    """What stands behind the paths that the user named.

    `left_out` says what a folder holds that is no article, in a form to be shown.
    """

    sources: list[Source] = field(default_factory=list)
    problems: list[Unreadable] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def find(paths: Iterable[str | Path]) -> Found:
    """Find the sources behind paths: files as named, folders with all below them, sorted, `-` for standard input.

    A source named twice is taken once. Hidden files are left out of folders without a word, other endings and the
    pages that tell about a folder (README and its like) with one.
    """
    found = Found()
    seen: set[Path] = set()
    for given in paths:
        path = Path(given)
        if str(given) == STANDARD_INPUT:
            if not any(source.path is None for source in found.sources):
                found.sources.append(Source("<standard input>", None, "unknown"))
        elif path.is_dir():
            _find_in_folder(path, found, seen)
        else:
            _find_file(path, found, seen)
    return found


def shown(path: Path | str) -> str:
    """Write a path so that any terminal takes it: names in an encoding that is not the system's keep their bytes."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def _find_file(path: Path, found: Found, seen: set[Path]) -> None:
    if not path.exists():
        hint = "Check the spelling; a name with spaces needs quotes."
        found.problems.append(Unreadable(shown(path), InputError("is not there", hint=hint)))
    elif path.suffix.lower() not in KINDS:
        hint = "kaigraph reads .md, .txt and .jsonl; save its text as .txt in UTF-8."
        found.problems.append(Unreadable(shown(path), InputError(f"is a {path.suffix} file", hint=hint)))
    elif path.resolve() not in seen:
        seen.add(path.resolve())
        found.sources.append(Source(shown(path), path, KINDS[path.suffix.lower()]))


def _find_in_folder(folder: Path, found: Found, seen: set[Path]) -> None:
    articles = 0
    others: Counter[str] = Counter()
    for path in _files_below(folder, found):
        suffix = path.suffix.lower()
        if path.stem.lower() in _ABOUT_FOLDER:
            found.left_out.append(f"{shown(path)} (tells about its folder; name the file itself to read it)")
        elif not suffix or suffix not in KINDS:
            others[suffix or "no ending"] += 1
        else:
            articles += 1
            if path.resolve() not in seen:
                seen.add(path.resolve())
                found.sources.append(Source(shown(path), path, KINDS[suffix]))
    if others:
        counts = ", ".join(f"{count} {suffix}" for suffix, count in sorted(others.items()))
        found.left_out.append(f"{shown(folder)}: files of other kinds ({counts})")
    if not articles:
        hint = "Name a folder with .md, .txt or .jsonl files."
        found.problems.append(Unreadable(shown(folder), InputError("holds no article", hint=hint)))


def _files_below(folder: Path, found: Found) -> list[Path]:
    """List the files of a folder and all below, sorted by path; a folder that cannot be entered is a problem."""

    def refused(error: OSError) -> None:
        found.problems.append(Unreadable(shown(error.filename), _from_os(error)))

    files: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=refused):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(root, name) for name in names if not name.startswith(".")]
    return sorted(files)


def read(source: Source, *, day: date | None = None, limit: int = DEFAULT_LIMIT) -> Iterator[Document | Unreadable]:
    """Read one source: one article of a text, one a line of JSONL.

    Args:
        source: from `find`.
        day: date of the articles that bring none of their own.
        limit: most bytes of an article, that is of a text file or of a line of JSONL.
    """
    try:
        with _opened(source) as stream:
            yield from _read_stream(source, stream, day, limit)
    except OSError as error:
        yield Unreadable(source.name, _from_os(error))


def _opened(source: Source) -> AbstractContextManager[BinaryIO]:
    """Open a source for reading; closing standard input is left to the process."""
    return nullcontext(sys.stdin.buffer) if source.path is None else source.path.open("rb")


def _read_stream(source: Source, stream: BinaryIO, day: date | None, limit: int) -> Iterator[Document | Unreadable]:
    first = b""
    kind = source.kind
    if kind == "unknown":  # standard input has no ending that would tell
        first = stream.readline(limit + 1)
        kind = "jsonl" if first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{") else "text"
    if kind == "text":
        data = first + stream.read(max(limit + 1 - len(first), 0))
        yield _attempt(source.name, lambda: text.read(data, day=day, limit=limit))
        return
    empty = True
    for number, line in jsonl.lines(stream, first, limit):
        empty = False
        yield _attempt(f"{source.name}:{number}", lambda line=line: jsonl.read(line, day=day, limit=limit))  # type: ignore[misc]
    if empty:
        yield Unreadable(source.name, InputError("is empty", hint="Give one JSON object a line."))


def _attempt(name: str, make: Callable[[], Made]) -> Document | Unreadable:
    try:
        made = make()
    except InputError as error:
        return Unreadable(name, error)
    return Document(name, made.article, made.dated_by)


def _from_os(error: OSError) -> InputError:
    reason = (error.strerror or str(error)).lower()
    return InputError(f"cannot be opened: {reason}", hint="Check that the file is there and may be read.")


def count(source: Source) -> int | None:
    """Count the articles of a source before reading it; `None` where it can be read only once."""
    if source.path is None or not source.path.is_file():
        return None
    if source.kind == "text":
        return 1
    try:
        with source.path.open("rb") as stream:
            return sum(1 for _ in jsonl.lines(stream, b"", DEFAULT_LIMIT))
    except OSError:
        return 1
