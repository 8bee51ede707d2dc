"""The options that narrow every question."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from cli.scoped import OPTIONS, scoped
from graph.errors import InputError
from graph.scope import EVERYTHING, Scope

app = typer.Typer()
SEEN: list[tuple[str, Scope, bool]] = []


@app.command()
@scoped
def ask(
    name: Annotated[str, typer.Argument()],
    scope: Scope = EVERYTHING,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Ask something."""
    SEEN.append((name, scope, as_json))


def run(*words: str) -> tuple[str, Scope, bool]:
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    return SEEN.pop()


def test_every_part_of_a_scope_is_an_option() -> None:
    assert set(OPTIONS) == set(Scope.model_fields)
    words = (
        "--as-of 2025-12-31 --from 2025-01-01 --to 2025-06-30 --publisher 산업부 --min-confidence 0.6 --modality plan"
    )
    assert run("맥스", *words.split()) == (
        "맥스",
        Scope(
            as_of=date(2025, 12, 31),
            published_from=date(2025, 1, 1),
            published_to=date(2025, 6, 30),
            publisher="산업부",
            min_confidence=0.6,
            modality="plan",
        ),
        False,
    )


def test_without_options_everything_is_asked() -> None:
    assert run("맥스", "--json") == ("맥스", EVERYTHING, True)


@pytest.mark.parametrize(
    "words", ["--min-confidence nan", "--min-confidence 1.1", "--as-of 어제", "--modality maybe", "--to 2025-13-01"]
)
def test_what_is_no_such_thing_is_refused(words: str) -> None:
    assert CliRunner().invoke(app, ["맥스", *words.split()]).exit_code == 2


def test_days_that_are_no_span_are_refused() -> None:
    result = CliRunner().invoke(app, ["맥스", "--from", "2026-01-01", "--to", "2025-01-01"])
    assert isinstance(result.exception, InputError)
