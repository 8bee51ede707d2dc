"""`kaigraph version`: what is installed."""

from __future__ import annotations

import json
import platform
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of

from rich.table import Table

from cli import console
from cli.frame import command
from cli.options import Json

PARTS = ("kaigraph", "kglite", "neo4j", "kiwipiepy", "spacy")


@command("kaigraph version", "kaigraph version --json")
def version(as_json: Json = False) -> None:
    """Print the versions of kaigraph, of its reader and of what they stand on."""
    from ingest.pipeline import READER_VERSION

    versions = {part: _installed(part) for part in PARTS}
    versions |= {"reader": READER_VERSION, "python": platform.python_version()}
    if as_json:
        console.write_line(json.dumps(versions, indent=2))
        return
    grid = Table.grid(padding=(0, 2))
    for name, value in versions.items():
        grid.add_row(name, value)
    console.out().print(grid)


def _installed(part: str) -> str:
    try:
        return version_of(part)
    except PackageNotFoundError:
        return "not installed"
