"""The innermost guard: a deadline for every question, and a problem for every error that no endpoint answered."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import answer_of
from graph.deadline import lift, within


class FaultMiddleware:
    """Answers what nobody else answered, inside of the log, the request id and the cross-origin rules.

    Args:
        app: what comes after.
        seconds: how long a question may take until its answer begins. One that streams is not cut off after that.
    """

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and answer its errors."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def begin(message: Message) -> None:
            nonlocal started
            started = True
            lift()
            await send(message)

        with within(self._seconds):
            try:
                await self._app(scope, receive, begin)
            except Exception as error:
                if started:
                    raise
                response = answer_of(Request(scope), error)
                await response(scope, receive, send)
