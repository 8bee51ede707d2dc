"""The `kaigraph` command: importing the modules below registers their commands."""

from cli import evaluate, extract, funding, history, ingest, moving, questions, serve, store, token, version
from cli.frame import app

__all__ = [
    "app",
    "evaluate",
    "extract",
    "funding",
    "history",
    "ingest",
    "main",
    "moving",
    "questions",
    "serve",
    "store",
    "token",
    "version",
]


def main() -> None:
    """Run `kaigraph` with the arguments of the process."""
    app()
