"""Cross-origin access to what any page may ask: the reconciliation service, whose protocol demands it."""

from __future__ import annotations

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send


class OpenMiddleware:
    """Lets pages of every origin read the answers below one path; all else passes as it is.

    Args:
        app: what comes after.
        path: what is open, with everything below it.
    """

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app = app
        self._path = path
        self._open = CORSMiddleware(app, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        asked = str(scope.get("path", "")).removeprefix(str(scope.get("root_path", "")))
        is_open = scope["type"] == "http" and f"{asked}/".startswith(f"{self._path}/")
        await (self._open if is_open else self._app)(scope, receive, send)
