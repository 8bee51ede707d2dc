"""`kaigraph serve`: the same questions over HTTP."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from typing import Annotated

import typer

from api.settings import ApiSettings
from cli import console
from cli.frame import command
from graph.errors import InputError
from graph.settings import StoreSettings
from graph.store.opening import open_store


@command("kaigraph serve", "kaigraph serve --port 8080")
def serve(
    host: Annotated[
        str | None,
        typer.Option("--host", metavar="ADDRESS", help="Where to listen.  [default: 127.0.0.1]"),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option("--port", min=0, max=65535, metavar="PORT", help="Port, 0 for a free one.  [default: 8000]"),
    ] = None,
) -> None:
    """Serve the graph over HTTP until Ctrl-C: pages at /, questions under /v1, documentation at /docs.

    KAIGRAPH_HOST and KAIGRAPH_PORT say the same as --host and --port.
    """
    import uvicorn

    from api.app import create_app

    settings = ApiSettings()
    store = open_store(StoreSettings())
    try:
        with _listening(host or settings.host, settings.port if port is None else port) as listener:
            address, bound = listener.getsockname()[:2]
            shown = f"[{address}]" if ":" in address else address
            console.say(f"serving http://{shown}:{bound} (documentation at /docs); Ctrl-C stops")
            config = uvicorn.Config(create_app(store, settings=settings), log_level="warning")
            with suppress(KeyboardInterrupt):  # Ctrl-C is how a server ends
                uvicorn.Server(config).run(sockets=[listener])
    finally:
        store.close()


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens, before anything says that it serves.

    Raises:
        InputError: the address or port cannot be had.
    """
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        reason = os.strerror(error.errno).lower() if error.errno else str(error)
        raise InputError(
            f"cannot listen on {host}:{port}: {reason}", hint="Give another --port, or end the process that has it."
        ) from error
