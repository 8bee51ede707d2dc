"""The `kaigraph` command: importing the modules below registers their commands."""

from cli import (
    evaluate,
    evidence,
    export,
    extract,
    funding,
    history,
    ingest,
    merge,
    moving,
    questions,
    runs,
    serve,
    store,
    token,
    version,
    watch,
)
from cli.frame import app

__all__ = [
    "app",
    "evaluate",
    "evidence",
    "export",
    "extract",
    "funding",
    "history",
    "ingest",
    "main",
    "merge",
    "moving",
    "questions",
    "runs",
    "serve",
    "store",
    "token",
    "version",
    "watch",
]


def main() -> None:
    """Run `kaigraph` with the arguments of the process."""
    app()
