"""`kaigraph serve`: the same questions over HTTP."""

from __future__ import annotations

import errno
import os
import socket
from contextlib import suppress
from typing import Annotated

import typer

from cli import console
from cli.frame import command
from graph.errors import InputError
from graph.settings import StoreSettings
from graph.store.opening import open_store


@command("kaigraph serve", "kaigraph serve --port 8080")
def serve(
    host: Annotated[
        str, typer.Option("--host", envvar="KAIGRAPH_HOST", metavar="ADDRESS", help="Where to listen.")
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(
            "--port", envvar="KAIGRAPH_PORT", min=0, max=65535, metavar="PORT", help="Port; 0 for a free one."
        ),
    ] = 8000,
) -> None:
    """Serve the graph over HTTP until Ctrl-C: pages at /, questions under /v1, documentation at /docs."""
    import uvicorn

    from api.app import PATIENCE_SECONDS, create_app
    from api.logs import configure
    from api.settings import ApiSettings

    settings = ApiSettings()
    store = open_store(StoreSettings(), patience=PATIENCE_SECONDS)
    try:
        with _listening(host, port) as listener:
            address, bound = listener.getsockname()[:2]
            shown = f"[{address}]" if ":" in address else address
            console.say(f"serving http://{shown}:{bound} (documentation at /docs); Ctrl-C stops")
            configure()
            config = uvicorn.Config(
                create_app(store, settings),
                log_config=None,  # what it would set up instead of ours
                access_log=False,  # ours has more in it
                server_header=False,
                proxy_headers=bool(settings.proxies),
                forwarded_allow_ips=settings.proxies or None,
            )
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
        hint = "Give another --port, or end the process that has it."
        if error.errno in (socket.EAI_NONAME, socket.EAI_AGAIN, errno.EADDRNOTAVAIL):
            reason, hint = "this machine has no such address", "Give another --host, such as 127.0.0.1."
        raise InputError(f"cannot listen on {host}:{port}: {reason}", hint=hint) from error
