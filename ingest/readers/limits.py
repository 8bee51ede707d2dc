"""How much of a file is read: bounds against what is no article, by mistake or by malice."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import InputError

DEFAULT_LIMIT = 5_000_000
"""Most bytes of text that one article may have: some hundred times a long one, so what is larger is something else."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading.

    A document carries pictures and fonts beside its text, and a collection many articles: both may be larger than an
    article's text. Everything that is unpacked is bounded before it is unpacked.
    """

    article: int = DEFAULT_LIMIT
    """Most bytes of the text of one article."""
    members: int = 20_000
    """Most files in an archive."""
    pages: int = 300
    """Most pages of a PDF."""
    expansion: int = 200
    """Most times that something packed may grow; text packs to a tenth, and hardly ever to a fiftieth."""
    depth: int = 2
    """How many archives (or e-mails) may be in each other."""

    @property
    def document(self) -> int:
        """Most bytes of a document with pictures (PDF, HWP, DOCX, HTML)."""
        return 10 * self.article

    @property
    def collection(self) -> int:
        """Most bytes of a file with many articles, packed or not."""
        return 40 * self.article


def too_large(most: int, *, what: str = "so it is no single article") -> InputError:
    """Make the error for a source that has more than `most` bytes."""
    return InputError(
        f"is larger than {most / 1e6:g} MB, {what}",
        hint="Split it into articles, or raise the limit with --max-mb.",
    )
