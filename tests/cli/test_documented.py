"""Every command and every option of `ingest` and `extract` is told in docs/commands.md."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer.main

from cli.main import app

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8")


def commands() -> dict[str, Any]:
    """Every command by its full name."""
    group: Any = typer.main.get_command(app)
    found: dict[str, Any] = {}
    for name, command in group.commands.items():
        subcommands = getattr(command, "commands", None)
        if subcommands is None:
            found[name] = command
        else:
            found |= {f"{name} {inner}": subcommands[inner] for inner in subcommands}
    return found


def test_every_command_has_a_heading_and_every_heading_a_command() -> None:
    headings = {re.sub(r"( [A-Z_]+…?)+$", "", h) for h in re.findall(r"^### kaigraph (.+)$", PAGE, re.MULTILINE)}
    assert headings == set(commands())


def options() -> list[tuple[str, str]]:
    return [
        (name, option)
        for name, command in commands().items()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--") and option not in {"--help", "--json", "--limit"}
    ]


@pytest.mark.parametrize(("name", "option"), options())
def test_every_option_is_named(name: str, option: str) -> None:
    assert f"{option}" in PAGE, f"kaigraph {name} {option}"


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_helps_with_an_example(name: str) -> None:
    command = commands()[name]
    assert command.help
    assert f"kaigraph {name}" in (command.epilog or "")


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_that_ends_by_itself_answers_in_json(name: str) -> None:
    has_json = any("--json" in parameter.opts for parameter in commands()[name].params)
    assert has_json == (name not in {"serve", "watch"})
