"""`kaigraph` in a process of its own that starts at once: it is forked off one that has loaded the reader already."""

from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TextIO

from graph.settings import StoreSettings


def environment(settings: StoreSettings) -> dict[str, str]:
    """Return the environment that names a store."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    given["KAIGRAPH_DATA"] = str(settings.data)
    if settings.neo4j_uri:
        password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else ""
        given |= {"NEO4J_URI": settings.neo4j_uri, "NEO4J_USERNAME": settings.neo4j_username}
        given |= {"NEO4J_PASSWORD": password, "NEO4J_DATABASE": settings.neo4j_database or ""}
    return given


def start(words: list[str], settings: StoreSettings) -> tuple[BaseProcess, TextIO]:
    """Start a command; return its process and its standard error."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["cli.main", "tests.cli.warm"])
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(words, environment(settings), theirs))
    process.start()
    theirs.close()
    return process, os.fdopen(os.dup(ours.fileno()), encoding="utf-8")


def _run(words: list[str], given: dict[str, str], errors: Connection) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(errors.fileno(), 2)
    errors.close()
    os.environ.clear()
    os.environ.update(given)
    sys.stdout, sys.stderr = os.fdopen(1, "w", encoding="utf-8"), os.fdopen(2, "w", encoding="utf-8")

    from cli.main import app

    app(words)
