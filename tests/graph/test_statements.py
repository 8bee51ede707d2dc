"""Every Cypher file says what it does; its slot takes words of the ontology and nothing else."""

from pathlib import Path

import pytest

from graph import statements
from graph.errors import StatementError
from graph.ontology import EDGE_PREDICATES, LABELS
from graph.statements import Statement, _parse

FILES = Path(statements.__file__).parents[1] / "cypher"


def test_every_file_below_cypher_is_found_and_well_formed() -> None:
    on_disk = sorted(str(path.relative_to(FILES)).removesuffix(".cypher") for path in FILES.rglob("*.cypher"))
    assert list(statements.names()) == on_disk
    assert "schema/entity_id" in on_disk
    for name in on_disk:
        assert statements.load(name).name == name


def test_a_schema_statement_makes_what_its_file_is_called() -> None:
    for name in statements.names("schema"):
        assert f" {name.removeprefix('schema/')} IF NOT EXISTS " in statements.load(name).text


@pytest.mark.parametrize("name", ["read/nothing", "../pyproject", "read/entity.cypher", "", "read", "read//entity"])
def test_an_unknown_name_is_refused(name: str) -> None:
    with pytest.raises(StatementError, match="no statement"):
        statements.load(name)


def parse(source: str) -> Statement:
    return _parse("write/example", source)


WHOLE = """\
// Gives a label.
// parameters: id (of an
//   entity)
// columns: none
// slot: label
MATCH (e:Entity {id: $id}) SET e:__SLOT__"""


def test_the_comment_is_read_and_the_text_is_what_follows_it() -> None:
    statement = parse(WHOLE)
    assert (statement.about, statement.columns, statement.slot) == ("Gives a label.", "none", "label")
    assert statement.parameters == {"id"}
    assert statement.text == "MATCH (e:Entity {id: $id}) SET e:__SLOT__"


def test_a_label_slot_takes_every_label_of_the_ontology() -> None:
    assert parse(WHOLE).query("Ministry") == "MATCH (e:Entity {id: $id}) SET e:Ministry"
    assert all(parse(WHOLE).query(label).endswith(label) for label in LABELS)


@pytest.mark.parametrize(
    "word", [None, "", "ministry", "Claim", "Ministry:Admin", "Ministry DETACH DELETE e", *EDGE_PREDICATES]
)
def test_a_label_slot_takes_nothing_else(word: str | None) -> None:
    with pytest.raises(StatementError, match="its slot takes no"):
        parse(WHOLE).query(word)


@pytest.mark.parametrize("word", [None, "HAS_GOAL", "SUBJECT", "Ministry", "FUNDS*"])
def test_a_predicate_slot_takes_predicates_between_entities_only(word: str | None) -> None:
    statement = parse(WHOLE.replace("slot: label", "slot: predicate"))
    assert statement.query("FUNDS").endswith("e:FUNDS")
    with pytest.raises(StatementError, match="its slot takes no"):
        statement.query(word)


def test_a_statement_without_a_slot_takes_no_word() -> None:
    plain = parse("// A.\n// parameters: none\n// columns: one\nRETURN 1 AS one")
    assert plain.query() == "RETURN 1 AS one"
    with pytest.raises(StatementError, match="has no slot"):
        plain.query("Ministry")


def test_a_missing_parameter_is_named() -> None:
    assert parse(WHOLE).bind({"id": "ministry/motir"}) == {"id": "ministry/motir"}
    with pytest.raises(StatementError, match="lacks the parameter id"):
        parse(WHOLE).bind(None)


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("RETURN 1 AS one", "say its about"),
        ("// A.\n// columns: one\nRETURN 1 AS one", "say its parameters"),
        ("// A.\n// parameters: none\nRETURN 1 AS one", "say its columns"),
        (WHOLE.replace("id (of", "ids (of"), "does not name the parameter id"),
        (WHOLE.replace("// slot: label\n", ""), "carries __SLOT__"),
        (WHOLE.replace("__SLOT__", "Ministry"), "carries __SLOT__"),
        (WHOLE + " SET e:__SLOT__", "carries __SLOT__"),
        (WHOLE.replace("slot: label", "slot: word"), "no known kind"),
    ],
)
def test_a_file_that_does_not_say_what_it_must_is_refused(source: str, problem: str) -> None:
    with pytest.raises(StatementError, match=problem):
        parse(source)
