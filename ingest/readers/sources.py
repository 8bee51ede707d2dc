"""From what the user names (files, folders, standard input) to articles, one after the other.

Nothing here stops at the first bad file: what cannot be read comes out as `Unreadable`, with its reason, among the
rest.
"""

from __future__ import annotations

import io
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO, NamedTuple

from graph.errors import InputError, KaigraphError
from graph.model import Article
from ingest.readers import jsonl
from ingest.readers.fields import DatedBy, Made
from ingest.readers.formats import HEAD, TEXT_ENDINGS, Format, articles, most_bytes, sniff
from ingest.readers.limits import DEFAULT_LIMIT, Limits, too_large
from ingest.readers.parts import Fetched, LeftOut
from ingest.readers.streams import Rewound, beginning, fill
from ingest.reading import unforeseen

STANDARD_INPUT = "-"
NAMED: dict[str, tuple[Format, ...]] = {
    ".jsonl": ("jsonl",),
    ".ndjson": ("jsonl",),
    ".pdf": ("pdf",),
    ".hwp": ("hwp", "hwpx"),
    ".hwpx": ("hwpx", "hwp"),
    ".docx": ("docx",),
    ".zip": ("zip", "docx", "hwpx", "bigkinds xlsx"),
    ".eml": ("eml",),
    ".html": ("html",),
    ".htm": ("html",),
    ".xlsx": ("bigkinds xlsx",),
}
"""What files with an ending hold. One that holds a text instead is broken, which is said even where a folder has it."""
READ = ".md, .txt, .jsonl, .html, .pdf, .hwp, .hwpx, .docx, .eml, .zip, feeds, press-release XML, and BIGKinds exports"
"""What kaigraph reads, in a form to be shown."""
_STDIN = "<standard input>"
_ABOUT_FOLDER = {"readme", "license", "changelog", "contributing"}


class Source(NamedTuple):
    """A file to read, a page to fetch, or standard input. `name` is how it is shown, and the address of a page."""

    name: str
    path: Path | None
    is_page: bool = False

    @property
    def id(self) -> str | None:
        """Return what it is known by from run to run; standard input is not."""
        return self.name if self.is_page else None if self.path is None else shown(self.path.resolve())

    @property
    def is_stream(self) -> bool:
        """Tell whether it is standard input, where the next article may be long in coming."""
        return self.path is None and not self.is_page


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
    error: KaigraphError


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A part of a source that is no article to be read, and why. It is no failure."""

    name: str
    why: str


@dataclass(slots=True)
class Found:
    """What stands behind the paths that the user named.

    `left_out` says what a folder holds that is no article, in a form to be shown; `folders` are those that were named.
    """

    sources: list[Source] = field(default_factory=list)
    problems: list[Unreadable] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)


def find(paths: Iterable[str | Path]) -> Found:
    """Find the sources behind paths: files, folders with all below them, sorted, addresses, `-` for standard input.

    A source named twice is taken once. Hidden files are left out of folders without a word, other endings and the
    pages that tell about a folder (README and its like) with one.
    """
    found = Found()
    seen: set[Path] = set()
    for given in paths:
        path = Path(given)
        if str(given) == STANDARD_INPUT:
            if not any(source.name == _STDIN for source in found.sources):
                found.sources.append(Source(_STDIN, None))
        elif is_address(str(given)):
            if not any(source.name == given for source in found.sources):
                found.sources.append(Source(str(given), None, is_page=True))
        elif path.is_dir():
            found.folders.append(path)
            _find_in_folder(path, found, seen)
        else:
            _find_file(path, found, seen)
    return found


def is_address(given: str) -> bool:
    """Tell whether what the user named is an address of the web."""
    return given.lower().startswith(("http://", "https://"))


def shown(path: Path | str) -> str:
    """Write a path so that any terminal takes it: names in an encoding that is not the system's keep their bytes."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def _find_file(path: Path, found: Found, seen: set[Path]) -> None:
    if not path.exists():
        hint = "Check the spelling; a name with spaces needs quotes."
        found.problems.append(Unreadable(shown(path), InputError("is not there", hint=hint)))
    else:
        _take(path, found, seen)


def _take(path: Path, found: Found, seen: set[Path]) -> None:
    if path.resolve() not in seen:
        seen.add(path.resolve())
        found.sources.append(Source(shown(path), path))


def _find_in_folder(folder: Path, found: Found, seen: set[Path]) -> None:
    holds_articles = False
    others: Counter[str] = Counter()
    for path in _files_below(folder, found):
        if path.stem.lower() in _ABOUT_FOLDER:
            found.left_out.append(f"{shown(path)} (tells about its folder; name the file itself to read it)")
        elif _is_article(path):
            holds_articles = True
            _take(path, found, seen)
        else:
            others[path.suffix.lower() or "no ending"] += 1
    if others:
        counts = ", ".join(f"{count} {suffix}" for suffix, count in sorted(others.items()))
        found.left_out.append(f"{shown(folder)}: files of other kinds ({counts})")
    if not holds_articles:
        found.problems.append(Unreadable(shown(folder), InputError("holds no article", hint=f"kaigraph reads {READ}.")))


def _is_article(path: Path) -> bool:
    """Tell whether a file of a folder is to be read: by its content, save texts, as programs and settings are too.

    A file without an ending is read where it is named, not where a folder holds it.
    """
    ending = path.suffix.lower()
    if ending in NAMED or (ending and ending in TEXT_ENDINGS):
        return True
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return True  # the reading says why it cannot be opened
    form = sniff(head, whole=len(head) < HEAD)
    return bool(head) and form not in (None, "text", "jsonl", "zip", "hwp")


def _files_below(folder: Path, found: Found) -> list[Path]:
    """List the files of a folder and all below, sorted by path; a folder that cannot be entered is a problem."""

    def refused(error: OSError) -> None:
        found.problems.append(Unreadable(shown(error.filename), _from_os(error)))

    files: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=refused):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(root, name) for name in names if not name.startswith(".")]
    return sorted(files)


def read(
    source: Source, *, day: date | None = None, limit: int = DEFAULT_LIMIT, fetched: Fetched | None = None
) -> Iterator[Document | Unreadable | PassedOver]:
    """Read one source, which may hold one article or many.

    Args:
        source: from `find`.
        day: date of the articles that bring none of their own.
        limit: most bytes of an article's text; other bounds follow from it (`Limits`).
        fetched: what a page's address gave; it is not fetched here.
    """
    try:
        with _opened(source, fetched) as stream:
            yield from _read_stream(source, stream, day, Limits(article=limit), fetched.url if fetched else None)
    except OSError as error:
        yield Unreadable(source.name, _from_os(error))
    except InputError as error:
        yield Unreadable(source.name, error)
    except Exception as error:  # a fault of a reader ends its source, never the run
        yield Unreadable(source.name, unforeseen(error, source=source.name))


def _opened(source: Source, fetched: Fetched | None) -> AbstractContextManager[BinaryIO]:
    """Open a source for reading; closing standard input is left to the process."""
    if fetched is not None:
        return io.BytesIO(fetched.data)
    if source.is_page:
        raise InputError("was not fetched", hint="Fetch it, and give what it gave.")
    return nullcontext(sys.stdin.buffer) if source.path is None else source.path.open("rb")


def _read_stream(
    source: Source, stream: BinaryIO, day: date | None, limits: Limits, url: str | None
) -> Iterator[Document | Unreadable | PassedOver]:
    head = beginning(stream)
    form = sniff(head, whole=len(head) < HEAD)
    if form == "jsonl" or (form == "text" and _named(source.path) == ("jsonl",)):  # its lines say what is wrong
        with closing(io.BufferedReader(Rewound(head, stream))) as lines:
            yield from _read_lines(source, lines, day, limits)
        return
    data = fill(stream, head, _most(form, limits) + 1)
    if form in ("zip", "hwp") and len(data) <= limits.collection:
        form = sniff(data)
    if form == "text" and not _is_as_named(source.path, data):
        reason = f"is named {source.path.suffix} and is a text" if source.path else "is a text"
        raise InputError(reason, hint="Get the file again, or name it .txt.")
    form = form or "text"  # whose reader says what else it is
    if len(data) > most_bytes(form, limits):
        raise too_large(most_bytes(form, limits))
    for part in articles(data, form, day=day, limits=limits, url=url):
        name = f"{source.name}{part.place}"
        yield PassedOver(name, part.why) if isinstance(part, LeftOut) else _attempt(name, part.make)


def _read_lines(source: Source, stream: BinaryIO, day: date | None, limits: Limits) -> Iterator[Document | Unreadable]:
    empty = True
    for number, line in jsonl.lines(stream, limits.article):
        empty = False
        make = lambda line=line: jsonl.read(line, day=day, limit=limits.article)  # noqa: E731
        yield _attempt(f"{source.name}:{number}", make)
    if empty:
        raise InputError("is empty", hint="Give one JSON object a line.")


def _named(path: Path | None) -> tuple[Format, ...]:
    return NAMED.get(path.suffix.lower(), ()) if path is not None else ()


def _most(form: Format | None, limits: Limits) -> int:
    """Return how many bytes to read of a file that seems to be in a format; only the whole of a ZIP tells."""
    if form is None:
        return limits.article
    return limits.collection if form in ("zip", "hwp") else most_bytes(form, limits)


def _is_as_named(path: Path | None, data: bytes) -> bool:
    """Tell whether a text may have its file's ending. An empty one is left to its reader, which says so."""
    return not _named(path) or not data.strip()


def _attempt(name: str, make: Callable[[], Made]) -> Document | Unreadable:
    try:
        made = make()
    except KaigraphError as error:
        return Unreadable(name, error)
    except Exception as error:  # the other articles of the source are read all the same
        return Unreadable(name, unforeseen(error, source=name))
    return Document(name, made.article, made.dated_by)


def _from_os(error: OSError) -> InputError:
    reason = (error.strerror or str(error)).lower()
    return InputError(f"cannot be opened: {reason}", hint="Check that the file is there and may be read.")


def count(source: Source) -> int | None:
    """Count the articles of a source before reading it, where that costs next to nothing.

    Returns:
        The number of lines of JSONL, 1 for every other file (one with several articles turns out to have them), and
        `None` for what can be read only once.
    """
    if source.is_page:
        return 1
    if source.path is None or not source.path.is_file():
        return None
    try:
        with source.path.open("rb") as stream:
            head = stream.read(HEAD)
            if sniff(head, whole=len(head) < HEAD) != "jsonl":
                return 1
            stream.seek(0)
            return sum(1 for _ in jsonl.lines(stream, DEFAULT_LIMIT))
    except OSError:
        return 1
