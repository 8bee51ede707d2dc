"""The graph as JSON-LD: entities and articles in schema.org's terms, claims as reified statements with PROV-O's.

Every claim is a `schema:Claim` and an `rdf:Statement` that was quoted from its article; what claims join is also there
as a plain triple (`kai:FUNDS`), so that a query need not go through the statements. The terms are defined in
`context.jsonld`, which each export holds in full: nothing has to be fetched.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import IO, Any

from graph.citation import cite, csl_type
from graph.export.documents import qualifiers_of
from graph.export.edges import edge_pages
from graph.export.pages import ArticleRows, EntityRows, article_pages, claim_pages, entity_pages
from graph.export.selection import ALL, Selection
from graph.store import Row, Store

BASE = "urn:kaigraph:"
"""What the addresses of entities, articles and claims begin with."""

_NOT_IN_IRI = re.compile(r"""[\x00-\x20<>"{}|\\^`%#?\x7f]""")

TYPES = {
    "Ministry": "GovernmentOrganization",
    "Committee": "Organization",
    "Alliance": "Organization",
    "Division": "Organization",
    "Organization": "Organization",
    "Program": "Project",
    "Fund": "Organization",
    "Sector": "DefinedTerm",
    "Technology": "DefinedTerm",
    "Person": "Person",
    "Event": "Event",
    "Region": "Place",
}
"""The type of schema.org for each label of the ontology."""

KINDS = {
    "company": "Corporation",
    "university": "CollegeOrUniversity",
    "research_institute": "ResearchOrganization",
    "bank": "BankOrCreditUnion",
    "local_government": "GovernmentOrganization",
    "hospital": "Hospital",
}
"""The closer type for kinds of organizations."""

WORKS = {"article-newspaper": "NewsArticle", "report": "Report", "webpage": "WebPage"}


@cache
def context() -> dict[str, Any]:
    """Return the context: what each term means."""
    read: dict[str, Any] = json.loads(files("graph.export").joinpath("context.jsonld").read_text("utf-8"))
    return read


def write_jsonld(store: Store, out: IO[bytes], selection: Selection = ALL) -> Iterator[int]:
    """Write one JSON-LD document, a node a line, and yield after each page how many nodes there are."""
    head = json.dumps(context()["@context"], ensure_ascii=False)
    out.write(f'{{"@context": {head},\n"@graph": ['.encode())
    count = 0
    for page in _pages(store, selection):
        for node in page:
            out.write((",\n" if count else "\n").encode() + json.dumps(node, ensure_ascii=False).encode())
            count += 1
        yield count
    out.write(b"\n]}\n")


def _pages(store: Store, selection: Selection) -> Iterator[list[dict[str, Any]]]:
    for articles in article_pages(store, selection):
        yield [_article(one, selection) for one in articles]
    for entities in entity_pages(store, selection):
        yield [_entity(one) for one in entities]
    for claims in claim_pages(store, selection):
        yield [_claim(row) for row, _ in claims]
    for edges in edge_pages(store, selection):
        joined: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for one in edges:
            known = joined[one.edge.subject][one.edge.predicate]
            if iri("entity", one.edge.object) not in known:
                known.append(iri("entity", one.edge.object))
        yield [{"id": iri("entity", subject), **objects} for subject, objects in joined.items()]


def iri(kind: str, key: str) -> str:
    """Return the address of an entity, article or claim; what no IRI may hold is percent-encoded.

    >>> iri("entity", "program/산업ai"), iri("article", "a b")
    ('urn:kaigraph:entity:program/산업ai', 'urn:kaigraph:article:a%20b')
    """
    return f"{BASE}{kind}:" + _NOT_IN_IRI.sub(_percent, key)


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode())


def _entity(one: EntityRows) -> dict[str, Any]:
    row = one.entity
    closer = KINDS.get(row["kind"], TYPES[row["label"]]) if row["label"] == "Organization" else TYPES[row["label"]]
    return _known(
        id=iri("entity", row["id"]),
        type=[closer, "Entity", f"kai:{row['label']}"],
        identifier=row["id"],
        name=row["name"],
        nameEn=row["name_en"],
        alternateName=row["aliases"] or None,
        kind=row["kind"],
        validFrom=row["valid_from"],
        validTo=row["valid_to"],
    )


def _article(one: ArticleRows, selection: Selection) -> dict[str, Any]:
    row = one.article
    citation = cite({f"article_{name}": value for name, value in row.items()})
    kept = [iri("entity", mention["entity"]) for mention in one.mentions if selection.keeps_label(mention["label"])]
    return _known(
        id=iri("article", row["id"]),
        type=[WORKS[csl_type(citation)], "Entity"],
        identifier=row["id"],
        headline=row["name"] if row["name"] != row["id"] else None,
        publisher={"type": "Organization", "name": row["publisher"]} if row["publisher"] else None,
        datePublished=row["published_on"],
        url=_address(row["url"]),
        isBasedOn=_address(row["based_on"]),
        license=row["license"],
        inLanguage=row["language"],
        textSha256=row["text_sha256"],
        citation=citation.text,
        mentions=kept or None,
    )


def _claim(row: Row) -> dict[str, Any]:
    said = qualifiers_of(row)
    amount = _amount(said)
    article = iri("article", row["article_id"])
    return _known(
        id=iri("claim", row["id"].removeprefix("claim/")),
        type=["Claim", "Statement", "Entity"],
        identifier=row["id"],
        subject=iri("entity", row["subject_id"]),
        predicate=f"kai:{row['predicate']}",
        object=iri("entity", row["object_id"]) if row["object_id"] else amount or _quantity(said),
        amount=amount if row["object_id"] else None,
        **{f"kai_{name}": value for name, value in said.items() if name not in _SAID_OTHERWISE},
        modality=row["modality"],
        confidence=row["confidence"],
        text=row["quote"],
        quoteStart=row["quote_start"],
        quoteEnd=row["quote_end"],
        appearance=article,
        wasQuotedFrom=article,
        wasAttributedTo=iri("entity", row["asserted_by_id"]) if row["asserted_by_id"] else None,
        wasGeneratedBy=iri("extractor", row["extractor"]),
    )


_SAID_OTHERWISE = ("amount_krw", "metric", "value", "unit")


def _amount(said: Row) -> dict[str, Any] | None:
    won = said.get("amount_krw")
    return None if won is None else {"type": "MonetaryAmount", "value": won, "currency": "KRW"}


def _quantity(said: Row) -> dict[str, Any]:
    return _known(
        type="QuantitativeValue", value=said.get("value"), unitText=said.get("unit"), measures=said.get("metric")
    )


def _address(url: str | None) -> str | None:
    """Return an address as an IRI; one that is none, such as a note, is left out."""
    if url is None or not re.match(r"https?://\S", url):
        return None
    return re.sub(r"""[\x00-\x20<>"{}|\\^`]""", _percent, url)


def _known(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
