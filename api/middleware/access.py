"""One line of the log a request, and the figures that Prometheus collects.

Neither holds the query: a name that somebody looks up may be a person's. Figures go by the route's template
(`/v1/entities/{id}`), so that their number stays small whatever is asked.
"""

from __future__ import annotations

import time
from typing import Any

import structlog
from asgi_correlation_id import correlation_id
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, disable_created_metrics
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger(__name__)
disable_created_metrics()  # type: ignore[no-untyped-call]  # a second figure beside each, which nobody reads

UNMATCHED, UNLISTED = "unmatched", "unlisted"
"""Routes of requests that came to nothing, and of those that came to the description or its assets."""
CLIENT_LEFT = 499
"""Status in the log where the client left before there was an answer, as nginx writes it."""
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
LONGEST_PATH = 300


class Metrics:
    """The figures of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "kaigraph_http_requests_total", "Requests answered.", ["method", "route", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "kaigraph_http_request_seconds",
            "Time from a request to the end of its answer.",
            ["method", "route"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self.bytes = Counter(
            "kaigraph_http_response_bytes_total", "Bytes of answers' bodies.", ["route"], registry=self.registry
        )
        self.in_progress = Gauge(
            "kaigraph_http_requests_in_progress", "Requests being answered.", registry=self.registry
        )
        ProcessCollector(registry=self.registry)


class AccessMiddleware:
    """Logs and counts each request, and answers HEAD as GET without the body."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and look at what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"
        inner = {**scope, "method": "GET"} if head else scope
        began = time.perf_counter()
        status, sent = CLIENT_LEFT, 0

        async def watch(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                if head:
                    message = {**message, "body": b""}
                sent += len(message.get("body", b""))
            await send(message)

        self._metrics.in_progress.inc()
        try:
            await self._app(inner, receive, watch)
        except Exception:
            status = 500
            raise
        finally:
            self._metrics.in_progress.dec()
            self._tell(scope, route_of(inner), status, time.perf_counter() - began, sent)

    def _tell(self, scope: Scope, route: str, status: int, seconds: float, sent: int) -> None:
        method = scope["method"] if scope["method"] in METHODS else "other"
        self._metrics.requests.labels(method, route, str(status)).inc()
        self._metrics.seconds.labels(method, route).observe(seconds)
        self._metrics.bytes.labels(route).inc(sent)
        client = scope.get("client")
        log.info(
            "request",
            method=method,
            route=route,
            path=scope["path"][:LONGEST_PATH],
            status=status,
            ms=round(seconds * 1000, 1),
            bytes=sent,
            client=client[0] if client else None,
            request_id=correlation_id.get(),
        )


def route_of(scope: Scope) -> str:
    """Return the template of the route that a request came to."""
    route: Any = scope.get("route")
    if route is None:
        return UNLISTED if "endpoint" in scope else UNMATCHED
    return str(getattr(route, "path_format", route.path))
