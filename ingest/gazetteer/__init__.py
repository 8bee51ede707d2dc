"""The gazetteer: names that are known before an article is read, with the dates on which they hold.

Example:
    >>> from datetime import date
    >>> from ingest.gazetteer import gazetteer
    >>> [e.id for e in gazetteer().lookup("산업부", "Ministry", date(2025, 9, 30))]
    ['ministry/motie']
    >>> [e.id for e in gazetteer().lookup("산업부", "Ministry", date(2025, 10, 1))]
    ['ministry/motir']
"""

from ingest.gazetteer.entries import DatedName, Entry, Spelling
from ingest.gazetteer.loading import Gazetteer, gazetteer, plain_words
from ingest.gazetteer.matching import Match

__all__ = ["DatedName", "Entry", "Gazetteer", "Match", "Spelling", "gazetteer", "plain_words"]
