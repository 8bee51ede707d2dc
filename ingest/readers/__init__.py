"""One reader a format, each to the same `Article`.

`find` turns what the user names into sources, `read` turns a source into articles.
"""

from ingest.readers.parts import Fetched
from ingest.readers.sources import Document, Found, PassedOver, Source, Unreadable, count, find, read

__all__ = ["Document", "Fetched", "Found", "PassedOver", "Source", "Unreadable", "count", "find", "read"]
