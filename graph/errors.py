"""Every error that kaigraph raises on purpose, as one tree.

    KaigraphError
    ├── InputError              a file, a line or an option that cannot be used
    ├── StatementError          a Cypher file that is missing or misused
    ├── StoreError              anything about the store
    │   ├── StoreUnavailable    it does not answer; trying again later may help
    │   ├── StoreDenied         it answers and refuses the credentials
    │   ├── StoreLocked         another process holds the embedded store
    │   └── StoreTimeout        an answer took longer than it may
    ├── NotFound                no entity, article or claim has that id or name
    ├── Merged                  an id that was merged into another
    └── Ambiguous               a name that several entities carry

A message names the file, field or name it is about; `hint` says what to do. The command line prints both, the HTTP
interface puts them into a Problem Details answer.
"""

from __future__ import annotations


class KaigraphError(Exception):
    """Base of all errors raised on purpose.

    Args:
        message: what is wrong, naming the file, field or name.
        hint: what the reader of the message can do about it.
    """

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(KaigraphError):
    """A file, a line of a file or an option cannot be used."""


class StatementError(KaigraphError):
    """A Cypher file is missing, or its slot was given a word outside the closed list."""


class StoreError(KaigraphError):
    """The store cannot do what was asked."""


class StoreUnavailable(StoreError):
    """The store does not answer."""


class StoreDenied(StoreError):
    """The store refuses the credentials."""


class StoreLocked(StoreError):
    """Another process holds the embedded store."""


class StoreTimeout(StoreError):
    """An answer took longer than whoever asked gave it."""


class NotFound(KaigraphError):
    """No entity, article or claim has that id or name."""


class Merged(KaigraphError):
    """An id that an entity had before it was renamed or merged into another.

    Args:
        old: the former id.
        new: the id to ask for now.
    """

    def __init__(self, old: str, new: str) -> None:
        super().__init__(f"{old} is now {new}", hint=f"Ask for {new}.")
        self.old = old
        self.new = new


class Ambiguous(KaigraphError):
    """Several entities carry the name.

    Args:
        message: what is wrong.
        candidates: (entity id, name) of each entity that carries the name.
    """

    def __init__(self, message: str, *, candidates: list[tuple[str, str]], hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.candidates = candidates
