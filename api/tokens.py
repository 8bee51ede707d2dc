"""The bearer token that writing needs: made at random, kept as its hash, compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from fastapi import Request, Response
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer

from api.errors import Refused
from api.settings import ApiSettings

BYTES = 32
bearer = HTTPBearer(auto_error=False, scheme_name="token", description="made by `kaigraph token`")


def new_token() -> tuple[str, str]:
    """Make a token, and the hash that the settings take.

    One round of SHA-256 is enough: what is hashed is 256 random bits, which nobody can try out.
    """
    token = secrets.token_urlsafe(BYTES)
    return token, hash_of(token)


def hash_of(token: str) -> str:
    """Return a token's hash, in hexadecimal."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def check(request: Request, settings: ApiSettings) -> None:
    """Let a request pass that bears one of the tokens.

    Raises:
        Refused: writing is off, or the request bears no token or an unknown one.
    """
    hashes = settings.token_hashes
    if not hashes:
        raise Refused(
            HTTPStatus.FORBIDDEN,
            "writing-off",
            "Writing is off",
            "this server takes no articles: it was given no token",
            hint="Its operator can make one with `kaigraph token` and set KAIGRAPH_WRITE_TOKENS.",
        )
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise _unauthorized("the request bears no token", "Bearer")
    given = hash_of(token.strip())
    known = [hmac.compare_digest(given, one) for one in hashes]  # all of them, so that the time tells nothing
    if not any(known):
        raise _unauthorized("the token is none of this server's", 'Bearer error="invalid_token"')


def _unauthorized(detail: str, challenge: str) -> Refused:
    return Refused(
        HTTPStatus.UNAUTHORIZED,
        "unauthorized",
        "Writing needs a token",
        detail,
        hint="Send it as `Authorization: Bearer TOKEN`.",
        headers={"WWW-Authenticate": challenge},
    )


class WritingRoute(APIRoute):
    """An endpoint that writes: the token is looked at before anything else is, the body among it."""

    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
        """Return what answers a request."""
        answer = super().get_route_handler()

        async def handle(request: Request) -> Response:
            check(request, request.app.state.settings)
            return await answer(request)

        return handle
