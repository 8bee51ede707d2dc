"""`kaigraph serve`: the same questions over HTTP."""

from __future__ import annotations

from typing import Annotated

import typer

from cli import console
from cli.frame import command


@command("kaigraph serve", "kaigraph serve --port 8080")
def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on; 0.0.0.0 for every one.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to listen on.")] = 8000,
) -> None:
    """Serve the graph over HTTP until Ctrl-C: pages at /, questions under /v1, documentation at /docs."""
    import uvicorn

    from api.app import create_app

    application = create_app()
    console.say(f"serving http://{host}:{port} (documentation at /docs); Ctrl-C stops")
    uvicorn.run(application, host=host, port=port, log_level="warning", access_log=False)
