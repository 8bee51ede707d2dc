"""docs/ and the READMEs: links lead somewhere, commands are such, settings and the ontology are told in full."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from api.settings import ApiSettings
from cli.main import app
from graph.ontology import LABELS, ONTOLOGY, Predicate
from graph.settings import StoreSettings

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(ROOT.glob("docs/*.md")), *sorted(ROOT.glob("*/README.md"))]
PAGES = [page for page in PAGES if page.parent.name != "samples"]
ONTOLOGY_PAGE = (ROOT / "docs" / "ontology.md").read_text("utf-8")
SETTINGS_PAGE = (ROOT / "docs" / "settings.md").read_text("utf-8")
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(?:\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_to_a_file_or_a_heading(page: Path) -> None:
    broken = []
    for link in links_of(page):
        target, _, heading = link.partition("#")
        if re.match(r"https?://", link):
            continue
        path = page.parent / target if target else page
        if not path.exists() or (heading and heading not in headings(path)):
            broken.append(link)
    assert broken == []


def links_of(page: Path) -> list[str]:
    return LINK.findall(page.read_text("utf-8"))


def headings(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_page_of_docs_is_reached_from_the_readme() -> None:
    reached, front = set[Path](), {ROOT / "README.md"}
    while front:
        reached |= front
        links = {(page.parent / link.partition("#")[0]).resolve() for page in front for link in links_of(page)}
        front = {path for path in links if path.suffix == ".md" and path.exists()} - reached
    assert [named(page) for page in PAGES if page.parent.name == "docs" and page not in reached] == []


def shown_commands() -> list[Any]:
    """Every line of a code block that calls `kaigraph`, up to where the shell takes over."""
    lines = [
        (page, line.strip().removeprefix("$ "))
        for page in PAGES
        for block in FENCE.findall(page.read_text("utf-8"))
        for line in block.splitlines()
    ]
    calls = [(page, re.split(r" [|>#] ?", line)[0].strip()) for page, line in lines]
    return [
        pytest.param(shlex.split(call)[1:], id=f"{named(page)}: {call}")
        for page, call in calls
        if re.match(r"(\.venv/bin/)?kaigraph [a-z]", call)
    ]


@pytest.mark.parametrize("words", shown_commands())
def test_every_command_shown_is_one_that_there_is(words: list[str]) -> None:
    group: Any = get_command(app)
    while words and words[0] in getattr(group, "commands", {}):
        group, words = group.commands[words[0]], words[1:]
    assert not hasattr(group, "commands"), words
    group.make_context(group.name, list(words))


@pytest.mark.parametrize("settings", [StoreSettings, ApiSettings])
def test_every_setting_is_told_with_its_default(settings: Any) -> None:
    for field in settings.model_fields.values():
        row = re.search(rf"^\| `{field.validation_alias}` \| ([^|]+) \|", SETTINGS_PAGE, re.MULTILINE)
        assert row is not None, field.validation_alias
        if field.default is not None:
            assert f"`{str(field.default).lower()}`" == row[1].strip().lower()


def test_every_variable_that_gives_an_option_is_told_with_its_default() -> None:
    group: Any = get_command(app)
    given = {one.envvar: one.default for command in group.commands.values() for one in command.params if one.envvar}
    assert {"KAIGRAPH_HOST", "KAIGRAPH_PORT"} <= given.keys()
    for name, default in given.items():
        assert f"| `{name}` | `{default}` |" in SETTINGS_PAGE


def rows_of(heading: str) -> dict[str, list[str]]:
    """Return the rows under a heading of the ontology's page, by the words in code in their first cell."""
    section = ONTOLOGY_PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:3] == "| `"]
    return {name: cells for cells in rows for name in re.findall(r"`(\w+)`", cells[0])}


def test_every_label_is_explained_with_its_korean_reading_and_an_example() -> None:
    rows = rows_of("Things")
    assert list(rows) == list(LABELS)
    for name, (_, korean, what, what_not, example) in rows.items():
        assert korean == ONTOLOGY.labels[name].korean
        assert what
        assert what_not
        assert example


def test_every_kind_of_a_label_is_named() -> None:
    for name, label in ONTOLOGY.labels.items():
        item = re.search(rf"^- `{name}`: (.+?)[;.]\n", ONTOLOGY_PAGE, re.MULTILINE | re.DOTALL)
        assert re.findall(r"`(\w+)`", item[1] if item else "") == list(label.kinds), name


STATEMENTS = rows_of("Statements")


@pytest.mark.parametrize(("name", "predicate"), ONTOLOGY.predicates.items())
def test_every_predicate_is_explained_with_its_ends_and_qualifiers(name: str, predicate: Predicate) -> None:
    _, korean, ends, what, qualifiers = STATEMENTS[name]
    assert korean == predicate.korean
    assert what
    assert re.findall(r"`(\w+)`", qualifiers) == list(predicate.qualifiers)
    allowed = {(s, o) for s in LABELS for o in (*LABELS, None) if predicate.allows(s, o)}
    assert joined(ends) == allowed


def joined(ends: str) -> set[tuple[str, str | None]]:
    """Read "A, B → C; D → a value" as the pairs of labels that it allows."""
    pairs: set[tuple[str, str | None]] = set()
    for part in ends.split("; "):
        left, right = part.split(" → ")
        subjects = LABELS if left == "any" else left.split(", ")
        pairs |= {(s, None if o == "a value" else o) for s in subjects for o in right.split(", ")}
    return pairs


@pytest.mark.parametrize(("name", "rule"), ONTOLOGY.qualifiers.items())
def test_every_qualifier_is_explained_with_its_values(name: str, rule: str | tuple[str, ...]) -> None:
    _, values, what = STATEMENTS[name]
    assert what
    assert (re.findall(r"`(\w+)`", values) if isinstance(rule, tuple) else values) == (
        list(rule) if isinstance(rule, tuple) else rule
    )


def test_the_page_explains_nothing_that_there_is_not() -> None:
    assert set(STATEMENTS) == {*ONTOLOGY.predicates, *ONTOLOGY.qualifiers}
