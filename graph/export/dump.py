"""The graph as a dump: every article with its extraction, a line each, and a catalogue to check it by.

An import of it (`graph.importing`) gives an equal graph in either store. What it leaves out are the records of past
changes, which tell of one store's writings, and everything that is made anew from the articles: edges, counts, names.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from typing import IO, cast

from graph.export.catalog import CATALOG, Catalog, Counts, File, Tally, ontology_hash, revision_of
from graph.export.documents import Document, documents
from graph.export.pages import entity_pages, pages
from graph.export.selection import ALL, Selection
from graph.export.target import Hashing, Members
from graph.store import Store

ARTICLES, REDIRECTS = "articles.jsonl.gz", "redirects.jsonl.gz"

Line = Callable[[bytes], None]


def write_dump(store: Store, members: Members, selection: Selection = ALL, *, with_text: bool = False) -> Iterator[int]:
    """Write a dump and yield, after each article, how many are in it.

    Args:
        store: where from.
        members: takes the dump's files.
        selection: which part of the graph; a part keeps no former ids of entities.
        with_text: with the articles' full text, where the store keeps it.

    Raises:
        StoreError: an article cannot be read whole.
    """
    tally, files = Tally(), list[File]()
    revision = revision_of(store)
    with _lines(members, ARTICLES, files) as line:
        for document in documents(store, selection, with_text=with_text):
            line(document_line(document))
            tally.add(document.extraction)
            yield tally.articles
    if selection.everything:
        with _lines(members, REDIRECTS, files) as line:
            for rows in pages(store, "export/redirects"):
                for row in rows:
                    line(json.dumps({"id": row["id"], "to": row["to"]}, ensure_ascii=False).encode())
                    tally.redirects += 1
    labels: Counter[str] = Counter()
    for page in entity_pages(store, selection):
        labels.update(one.entity["label"] for one in page)
    catalog = Catalog(
        kaigraph=version("kaigraph"),
        ontology=ontology_hash(),
        created=datetime.now(UTC).replace(microsecond=0),
        revision=revision,
        whole=selection.everything,
        with_text=with_text,
        counts=Counts(
            articles=tally.articles,
            mentions=tally.mentions,
            entities=dict(sorted(labels.items())),
            claims=dict(sorted(tally.claims.items())),
            redirects=tally.redirects,
        ),
        claims_sha256=tally.claims_sha256,
        licenses=dict(sorted(tally.licenses.items())),
        files=files,
    )
    with members.member(CATALOG) as file:
        file.write(catalog.model_dump_json(indent=2).encode() + b"\n")


def document_line(document: Document) -> bytes:
    """Return a document as a line of a dump: the extraction, with text, `read_from` and `as_read` where it has them."""
    extraction = document.extraction
    line = extraction.model_dump(mode="json")
    if extraction.article.text is not None:
        line["article"]["text"] = extraction.article.text
    known_by = {"read_from": document.read_from}
    if document.as_read is not None:
        known_by["as_read"] = document.as_read
    return json.dumps({**line, **known_by}, ensure_ascii=False).encode()


@contextmanager
def _lines(members: Members, name: str, files: list[File]) -> Iterator[Line]:
    """Open a file of lines, and note its size and hash when it is done."""
    count = 0
    with members.member(name) as out:
        hashing = Hashing(out)
        with gzip.GzipFile("", "wb", compresslevel=6, fileobj=cast("IO[bytes]", hashing), mtime=0) as packed:

            def line(data: bytes) -> None:
                nonlocal count
                packed.write(data + b"\n")
                count += 1

            yield line
        files.append(File(name=name, bytes=hashing.size, sha256=hashing.sha256, lines=count))
