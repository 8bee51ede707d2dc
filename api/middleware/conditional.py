"""Answers that stay the same as long as the graph does: `ETag`, `If-None-Match` and 304.

A tag is made of the graph's revision, the address with its query, the representation asked for and kaigraph's version.
So a client that has the answer is told so without any question to the store but the revision.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from typing import cast

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.reader import Reader

PREFIX = "/v1/"
CACHING = "no-cache"
"""Keep the answer, and ask whether it is still right before it is used again."""
NOT_KEPT = "no-store"


class ConditionalMiddleware:
    """Gives answers below `/v1/` their tags, and 304 to who has them already."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._version = version("kaigraph")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless its answer is known to the client."""
        if scope["type"] != "http" or not _is_question(scope):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        tag = await self._tag(scope, headers.get("accept", ""))
        if tag is not None and tag in _tags(headers.get("if-none-match", "")):
            kept = {"ETag": tag, "Cache-Control": CACHING, "Vary": "Accept, Accept-Encoding"}
            await Response(status_code=304, headers=kept)(scope, receive, send)
            return

        async def mark(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                good = message["status"] == 200
                if good and tag is not None:
                    answer.setdefault("ETag", tag)
                answer.setdefault("Cache-Control", CACHING if good else NOT_KEPT)
                if "accept" not in answer.get("vary", "").lower().split(", "):
                    answer.add_vary_header("Accept")
            await send(message)

        await self._app(scope, receive, mark)

    async def _tag(self, scope: Scope, accept: str) -> str | None:
        """Return the tag of the answer, as of now: a write that comes between gives the newer answer an older tag."""
        reader = cast(Reader | None, getattr(scope["app"].state, "reader", None))
        if reader is None:
            return None
        state = reader.state() if reader.at_hand else await run_in_threadpool(reader.state)
        address = scope.get("raw_path") or scope["path"].encode()
        parts = [self._version, state, address.decode("latin-1")]
        parts += [scope["query_string"].decode("latin-1"), accept]
        return f'W/"{hashlib.sha256(chr(10).join(parts).encode()).hexdigest()[:32]}"'


def _is_question(scope: Scope) -> bool:
    path: str = scope["path"].removeprefix(scope.get("root_path", ""))
    return scope["method"] == "GET" and path.startswith(PREFIX)


def _tags(header: str) -> set[str]:
    """Return the tags of an `If-None-Match`, as weak ones: to it, strong and weak tags are the same."""
    given = {one.strip() for one in header.split(",")}
    return {one if one.startswith("W/") else f"W/{one}" for one in given}
