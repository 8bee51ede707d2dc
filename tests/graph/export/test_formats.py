"""Every format is read back by a program that is not ours, and holds what the store does."""

from __future__ import annotations

import io
import json
import re
import sys
import tracemalloc
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pyarrow.parquet as pq
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from pyld import jsonld

from graph.errors import InputError
from graph.export.edges import edge_pages
from graph.export.formats import FORMATS, FormatName, export_stream, export_to
from graph.export.jsonld import context, iri
from graph.export.selection import Selection
from graph.export.xml import clean, token
from graph.importing import open_dump
from graph.ontology import LABELS, ONTOLOGY
from graph.scope import Scope
from graph.settings import StoreSettings
from graph.store import Store
from graph.store.opening import open_store
from graph.writer import Writer
from tests.graph.asking import fill
from tests.graph.examples import CHIPS, MAX, MOTIR, SHIP, pays, report, say, thing
from tests.graph.statement_examples import GRAPH

NAMES: tuple[FormatName, ...] = tuple(FORMATS)
SCHEMAS = {name: etree.RelaxNG(etree.parse(Path(__file__).with_name(f"{name}.rng"))) for name in ("graphml", "gexf")}
AMOUNT = 700_000_000_000


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(open_store(StoreSettings(neo4j_uri=None, data=tmp_path_factory.mktemp("formats")))) as store:
        yield fill(store, *GRAPH)


def exported(store: Store, name: FormatName, selection: Selection | None = None) -> bytes:
    return b"".join(export_stream(store, name, selection or Selection()))


def read_graph(data: bytes, name: str) -> Any:
    """Read a graph with networkx, its nodes under the entities' ids, once it is what its format lets be."""
    document = etree.parse(io.BytesIO(data))
    SCHEMAS[name].assertValid(document)
    ids = [element.get("id") for element in document.iter("{*}node", "{*}edge")]
    assert len(set(ids)) == len(ids)
    if name == "gexf":
        return nx.read_gexf(io.BytesIO(data))
    graph: Any = nx.read_graphml(io.BytesIO(data))
    return nx.relabel_nodes(graph, nx.get_node_attributes(graph, "entity_id"))


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_entities_and_edges(filled: Store, name: FormatName) -> None:
    graph = read_graph(exported(filled, name), name)
    assert set(graph) == {row["id"] for row in filled.read("check/entities")}
    assert graph.number_of_edges() == len(filled.read("check/edges"))
    assert (graph.nodes[MAX.id]["label"], graph.nodes[MAX.id]["type"]) == ("M.AX 얼라이언스", "Alliance")
    assert graph.nodes[MAX.id]["articles"] == 2
    (edge,) = [data for _, end, data in graph.out_edges(MOTIR.id, data=True) if end == MAX.id]
    assert (edge["label"], edge["amount_krw"], edge["fiscal_year"], edge["claims"]) == ("FUNDS", AMOUNT, 2026, 3)
    assert edge["quote"] == "산업통상부는 M.AX 얼라이언스에 최대 7천억원을 쓴다."
    assert "다른 글을 다시 쓴 글" in edge["cited"]


def test_an_edge_of_gexf_weighs_as_many_articles_as_state_it(filled: Store) -> None:
    graph = read_graph(exported(filled, "gexf"), "gexf")
    (edge,) = [data for _, end, data in graph.out_edges(MOTIR.id, data=True) if end == MAX.id]
    assert edge["weight"] == edge["articles"] == 2


def test_the_edges_of_everything_are_those_of_the_store(filled: Store) -> None:
    made = [one.edge.properties() for page in edge_pages(filled) for one in page]
    stored = [{key: row[key] for key in made[0]} for row in filled.read("check/edges")]
    assert sorted(made, key=lambda edge: edge["key"]) == sorted(stored, key=lambda edge: edge["key"])


@given(one=st.text(max_size=8), other=st.text(max_size=8))
@example(one="program/가 나", other="program/가_x0020_나")
@example(one="a/b", other="a:b")
def test_a_token_is_one_and_another_for_each_text(one: str, other: str) -> None:
    assert re.fullmatch(r"[\w.:·-]*", token(one))
    assert (token(one) == token(other)) == (one == other)


def test_a_token_of_an_id_can_be_read() -> None:
    assert token("ministry/산업통상부") == "ministry:산업통상부"
    assert token("FUNDS a/b c/😀") == "FUNDS_x0020_a:b_x0020_c:_x0001F600_"


HOSTILE = "이름 <&\"'> ]]>\x0b\x00 \ufffe 😀 [{`%#?"


@pytest.mark.parametrize("name", NAMES)
def test_no_text_breaks_a_format(tmp_path: Path, name: FormatName) -> None:
    odd = thing("Program", HOSTILE, "=cmd|' /C calc'!A0", key='program/a<b>{c}|`^%41#?"\\')
    quote = f"{HOSTILE}에 쓴다."
    extraction = report("글 1/<&>#?", "2025-12-24", pays(MOTIR, odd, quote, AMOUNT), title=HOSTILE, publisher="@지은이")
    with closing(open_store(StoreSettings(neo4j_uri=None, data=tmp_path / "store"))) as store:
        data = exported(fill(store, extraction), name)
    if name in ("graphml", "gexf"):
        graph = read_graph(data, name)
        assert graph.nodes[odd.id]["label"] == clean(HOSTILE)
        assert [edge["quote"] for *_, edge in graph.edges(data=True)] == [clean(quote)]
    elif name == "jsonld":
        found = rdflib.Graph().parse(data=data, format="json-ld")
        texts = {str(text) for text in found.objects(None, rdflib.URIRef("https://schema.org/text"))}
        assert texts == {quote}
        assert rdflib.URIRef(iri("entity", odd.id)) in set(found.subjects())
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.testzip() is None
            if name == "csv":
                frame = pd.read_csv(io.BytesIO(archive.read("entities.csv")), encoding="utf-8-sig")
                assert "'=cmd|' /C calc'!A0" in set(frame.aliases)


def test_what_xml_forbids_is_replaced() -> None:
    assert clean("가\x00나\x0b\ufffe\t\n다😀") == "가\ufffd나\ufffd\ufffd\t\n다😀"


QUERY = """PREFIX kai: <urn:kaigraph:term:> PREFIX schema: <https://schema.org/> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?who ?what ?won ?quote ?source WHERE {
  ?claim a schema:Claim, prov:Entity, rdf:Statement ; rdf:predicate kai:FUNDS ; rdf:subject ?s ; rdf:object ?o ;
    schema:amount [ schema:value ?won ; schema:currency "KRW" ] ; schema:text ?quote ; prov:wasQuotedFrom ?article .
  ?s kai:FUNDS ?o ; schema:name ?who . ?o schema:name ?what . ?article schema:creditText ?source
  FILTER (lang(?who) = "ko" && lang(?what) = "ko") }"""


def test_sparql_answers_who_funds_what_with_its_sentence(filled: Store) -> None:
    graph = rdflib.Graph().parse(data=exported(filled, "jsonld"), format="json-ld")
    rows = {(str(row.who), str(row.what), int(row.won)): row for row in graph.query(QUERY)}  # type: ignore[union-attr]
    row = rows["산업통상부", "AI 팩토리 선도 프로젝트", 200_000_000_000]
    assert str(row.quote) == "AI 팩토리 선도 프로젝트에는 2천억원이 든다."  # type: ignore[union-attr]
    assert "다른 글을 다시 쓴 글" in str(row.source)  # type: ignore[union-attr]
    assert len(rows) == 5


def test_every_term_has_a_meaning_of_schema_org_prov_rdf_or_our_own(filled: Store) -> None:
    document = json.loads(exported(filled, "jsonld"))
    assert document["@context"] == context()["@context"]
    terms = {key for node in document["@graph"] for key in node}
    assert terms <= set(document["@context"])
    expanded = jsonld.expand(document)
    assert len(expanded) == len(document["@graph"])
    properties = {key for node in expanded for key in node}
    known = ("https://schema.org/", "http://www.w3.org/ns/prov#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")
    assert all(key.startswith((*known, "urn:kaigraph:term:", "@")) for key in properties)
    assert {label for label in LABELS if f"urn:kaigraph:term:{label}" in str(expanded)} >= {"Ministry", "Alliance"}


def test_the_context_defines_every_predicate_and_qualifier_of_the_ontology() -> None:
    defined = context()["@context"]
    assert set(ONTOLOGY.predicates) <= set(defined)
    elsewhere = {"amount_krw", "metric", "value", "unit"}
    assert {f"kai_{name}" for name in ONTOLOGY.qualifiers if name not in elsewhere} <= set(defined)


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_pandas_reads_the_tables(filled: Store, tmp_path: Path, name: FormatName) -> None:
    list(export_to(filled, name, tmp_path / "tables"))
    assert {path.stem for path in (tmp_path / "tables").iterdir()} == {
        "articles",
        "entities",
        "mentions",
        "claims",
        "edges",
    }
    read: dict[str, Any] = {
        path.stem: pd.read_parquet(path) if name == "parquet" else pd.read_csv(path, encoding="utf-8-sig")
        for path in (tmp_path / "tables").iterdir()
    }
    assert {key: len(frame) for key, frame in read.items()} == {
        "articles": 4,
        "entities": len(filled.read("check/entities")),
        "mentions": sum(len(entity.mentions) for one in GRAPH for entity in one.entities),
        "claims": 21,
        "edges": len(filled.read("check/edges")),
    }
    claims = read["claims"].set_index("id")
    money = claims[claims.predicate == "FUNDS"]
    assert int(money.amount_krw.max()) == 800_000_000_000
    assert set(money.subject) == {"산업통상부", "해양수산부"}
    assert claims.source.notna().all()
    assert claims.quote.notna().all()


def test_parquet_keeps_types(filled: Store, tmp_path: Path) -> None:
    list(export_to(filled, "parquet", tmp_path / "tables"))
    claims = pq.read_table(tmp_path / "tables" / "claims.parquet")
    types = {field.name: str(field.type) for field in claims.schema}
    assert (types["amount_krw"], types["confidence"], types["shared"], types["published_on"]) == (
        "int64",
        "double",
        "bool",
        "date32[day]",
    )
    entities = pq.read_table(tmp_path / "tables" / "entities.parquet").to_pylist()
    (row,) = [one for one in entities if one["id"] == MAX.id]
    assert (row["aliases"], row["first_mentioned"]) == (["맥스"], date(2025, 12, 24))


def test_without_pyarrow_parquet_says_what_to_install(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match="needs pyarrow") as told:
        exported(filled, "parquet")
    assert told.value.hint == "pip install 'kaigraph[export]'"


def test_a_streamed_dump_can_be_imported(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "dump.zip").write_bytes(exported(filled, "dump"))
    with open_dump(tmp_path / "dump.zip") as dump:
        assert list(dump.verify()) == [1, 2, 3, 4]


PART = Selection(Scope(as_of=date(2025, 12, 24)), labels=("Ministry", "Alliance", "Sector"), predicates=("FUNDS",))


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_a_part_of_the_graph_has_its_nodes_and_edges_only(filled: Store, name: FormatName) -> None:
    graph = read_graph(exported(filled, name, PART), name)
    assert {data["type"] for _, data in graph.nodes(data=True)} <= {"Ministry", "Alliance", "Sector"}
    ((start, end, edge),) = graph.edges(data=True)
    assert (start, end) == (MOTIR.id, MAX.id)
    assert (edge["articles"], edge["claims"]) == (1, 1)
    assert SHIP.id not in graph


@pytest.mark.parametrize("name", NAMES)
def test_a_part_that_holds_nothing_is_a_file_all_the_same(filled: Store, name: FormatName) -> None:
    nothing = Selection(Scope(publisher="niemand"))
    data = exported(filled, name, nothing)
    if name in ("graphml", "gexf"):
        assert len(read_graph(data, name)) == 0
    elif name == "jsonld":
        assert json.loads(data)["@graph"] == []
    else:
        assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None


@pytest.mark.parametrize("name", NAMES)
def test_an_export_that_is_broken_off_leaves_what_was_there(filled: Store, tmp_path: Path, name: FormatName) -> None:
    path = tmp_path / f"out.{FORMATS[name].ending}"
    path.write_text("before")
    steps = export_to(filled, name, path)
    next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [(path.name, "before")]


def test_a_folder_that_is_not_empty_is_not_written_into(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    list(export_to(filled, "csv", tmp_path / "tables"))
    with pytest.raises(InputError, match="is there already"):
        list(export_to(filled, "csv", tmp_path / "tables"))
    with pytest.raises(InputError, match="no texts"):
        list(export_to(filled, "csv", tmp_path / "other", with_text=True))


def test_every_engine_exports_the_same(filled: Store, store: Store) -> None:
    fill(store, *GRAPH)
    for name in ("graphml", "gexf", "jsonld", "csv"):
        assert exported(store, name) == exported(filled, name), name  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NAMES)
def test_all_nodes_are_looked_at_a_few_times_however_many_pages_there_are(
    filled: Store, monkeypatch: pytest.MonkeyPatch, name: FormatName
) -> None:
    asked: Counter[str] = Counter()
    read = type(filled).read

    def counted(self: Any, statement: str, *given: Any, **more: Any) -> Any:
        asked[statement] += 1
        return read(self, statement, *given, **more)

    monkeypatch.setattr(type(filled), "read", counted)
    monkeypatch.setattr("graph.export.pages.ENTITIES_AT_ONCE", 2)
    monkeypatch.setattr("graph.export.pages.ARTICLES_AT_ONCE", 1)
    monkeypatch.setattr("graph.export.edges.PAIRS_AT_ONCE", 1)
    exported(filled, name)
    assert asked["export/entity_ids"] <= 2
    assert asked["export/article_ids"] <= 4
    assert asked["export/entities"] + asked["export/mentions"] >= 4


def test_what_is_asked_for_in_lots_is_whole(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [exported(filled, name) for name in ("graphml", "jsonld")]
    monkeypatch.setattr("graph.export.pages.IDS_AT_ONCE", 3)
    monkeypatch.setattr("graph.export.edges.PAIR_NAMES_AT_ONCE", 2)
    assert [exported(filled, name) for name in ("graphml", "jsonld")] == whole


def test_memory_does_not_grow_with_the_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.export.pages.ARTICLES_AT_ONCE", 10)
    monkeypatch.setattr("graph.export.pages.ENTITIES_AT_ONCE", 10)
    monkeypatch.setattr("graph.export.edges.PAIRS_AT_ONCE", 10)
    monkeypatch.setattr("graph.export.pages.IDS_AT_ONCE", 20)
    monkeypatch.setattr("graph.export.edges.PAIR_NAMES_AT_ONCE", 20)
    monkeypatch.setattr("graph.export.sets.IN_A_GROUP", 20)
    monkeypatch.setattr("graph.export.sets.IN_MEMORY", 10_000)
    small, large = (peaks(tmp_path / str(articles), articles) for articles in (30, 150))
    for name in NAMES:
        assert large[name] < 1.3 * small[name] + 50_000, (name, small[name], large[name])


def peaks(folder: Path, articles: int) -> dict[FormatName, int]:
    """The most memory in bytes that each export takes, of a graph with so many articles."""
    with closing(open_store(StoreSettings(neo4j_uri=None, data=folder))) as store:
        list(Writer(store).write_many((made(number) for number in range(articles)), together=100))
        return {name: peak(store, name) for name in NAMES}


def peak(store: Store, name: FormatName) -> int:
    for _ in export_stream(store, name, Selection(Scope(publisher="niemand"))):
        pass  # what is loaded once is loaded before
    tracemalloc.start()
    for _ in export_stream(store, name):
        pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def made(number: int) -> Any:
    """An article that gives one ministry one more programme to pay for."""
    program = thing("Program", f"사업 {number}")
    quote = f"산업통상부는 사업 {number}에 {number + 1}억원을 쓴다. " + "그리고 더 많은 것을 한다. " * 20
    claims = [pays(MOTIR, program, quote, (number + 1) * 10**8, year=2026)]
    return report(f"a{number:05}", "2025-12-24", *claims, say("TARGETS", program, CHIPS, "겨냥한다."), extra=(program,))
