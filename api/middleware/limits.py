"""Bounds on what a request may be: how long, how large, how often, and in which encoding."""

from __future__ import annotations

import ipaddress
import math
import time
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

from limits import RateLimitItem
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import Refused, answer_of

MOST_URL = 8000
"""Most bytes of a path with its query: what proxies and browsers pass on."""
NEVER_LIMITED = {"/healthz", "/readyz", "/metrics"}


class LimitMiddleware:
    """Refuses what is out of bounds before anything else looks at it.

    Args:
        app: what comes after.
        rate: how many requests a client may make; `None` for any number.
        most_bytes: most bytes of a body, as its length is announced.
    """

    def __init__(self, app: ASGIApp, rate: RateLimitItem | None, most_bytes: int) -> None:
        self._app = app
        self._rate = rate
        self._most_bytes = most_bytes
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http":
            try:
                check_url(scope)
                self._check_length(scope)
                await self._check_rate(scope)
            except Refused as refusal:
                response = answer_of(Request(scope), refusal)
                await response(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _check_length(self, scope: Scope) -> None:
        length = Headers(scope=scope).get("content-length", "")
        if length.isdecimal() and int(length[:20]) > self._most_bytes:
            raise Refused(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                "too-large",
                "The body is too large",
                f"the body has {length[:20]} bytes; {self._most_bytes} are the most",
            )

    async def _check_rate(self, scope: Scope) -> None:
        if self._rate is None or scope["path"] in NEVER_LIMITED:
            return
        client = whose(scope)
        if await self._limiter.hit(self._rate, client):
            return
        reset, _ = await self._limiter.get_window_stats(self._rate, client)
        wait = max(1, math.ceil(reset - time.time()))
        raise Refused(
            HTTPStatus.TOO_MANY_REQUESTS,
            "too-many-requests",
            "Too many requests",
            f"{self._rate} are allowed to one client",
            hint=f"Come again in {wait} seconds.",
            headers={"Retry-After": str(wait)},
        )


def check_url(scope: Scope) -> None:
    """Refuse an address that is too long, or whose escapes are no UTF-8 text.

    Raises:
        Refused: it is; decoded with replacements it would ask for something else than was meant.
    """
    path, query = scope.get("raw_path") or scope["path"].encode(), scope["query_string"]
    if len(path) + len(query) > MOST_URL:
        raise Refused(
            HTTPStatus.REQUEST_URI_TOO_LONG,
            "address-too-long",
            "The address is too long",
            f"it has {len(path) + len(query)} bytes; {MOST_URL} are the most",
        )
    for part in (path, query):
        try:
            text = unquote_to_bytes(part).decode("utf-8")
        except UnicodeDecodeError:
            text = "\0"
        if "\0" in text:
            raise Refused(
                HTTPStatus.BAD_REQUEST,
                "bad-encoding",
                "The address is no UTF-8 text",
                "its escapes (%XX) do not give UTF-8 text without NUL",
                hint="Escape names as UTF-8, as `curl -G --data-urlencode` does.",
            )


def whose(scope: Scope) -> str:
    """Return what a request is counted under: its client's address, of IPv6 the network that one client has."""
    client = scope.get("client")
    host = client[0] if client else "unknown"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    if address.version == 4:
        return str(address)
    return str(address.ipv4_mapped or ipaddress.ip_network(f"{address}/64", strict=False))
