"""Imports run one way: graph ← ingest ← api, cli. Nobody imports the tests."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT: dict[str, set[str]] = {
    "cypher": set(),
    "graph": {"cypher"},
    "ingest": {"graph"},
    "api": {"graph", "ingest"},
    "cli": {"graph", "ingest", "api"},
    "bench": {"graph", "ingest", "api"},
}
OURS = {*MAY_IMPORT, "tests"}
FILES = [path.relative_to(ROOT) for package in MAY_IMPORT for path in sorted((ROOT / package).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    """Return the top packages that a file imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0] if node.level == 0 else path.parts[0])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            # A module named in a string may be imported by its name.
            top, _, rest = node.value.partition(".")
            if top in OURS and rest and all(part.isidentifier() for part in rest.split(".")):
                found.add(top)
    return found


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_module_imports_nothing_from_above(path: Path) -> None:
    package = path.parts[0]
    assert imported(path) & OURS - {package} <= MAY_IMPORT[package]


def test_a_store_can_be_asked_without_loading_the_reading_pipeline() -> None:
    code = "import sys; import graph.reader; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert "graph.reader" in loaded
    assert loaded.isdisjoint({"spacy", "kiwipiepy", "ingest", "fastapi", "py2neo"})
