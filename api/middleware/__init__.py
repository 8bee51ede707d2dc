"""What every request passes on its way to an endpoint, and every answer on its way back.

    request id → log and metrics → cross-origin rules → gzip → limits → faults and deadline → conditional → endpoint

All of it is ASGI, so an answer that streams keeps streaming.
"""

from __future__ import annotations

import re

from asgi_correlation_id import CorrelationIdMiddleware
from fastapi import FastAPI
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from api.middleware.access import AccessMiddleware, Metrics
from api.middleware.conditional import ConditionalMiddleware
from api.middleware.faults import FaultMiddleware
from api.middleware.limits import LimitMiddleware
from api.middleware.open import OpenMiddleware
from api.settings import ApiSettings

REQUEST_ID = "X-Request-ID"
SANE_ID = re.compile(r"[A-Za-z0-9._:+/=-]{1,128}")
"""What a caller may call its request: long enough for any tracing system, harmless in a log."""
GZIP_BYTES, GZIP_LEVEL = 1000, 6
OPEN = "/reconcile"
"""What pages of every origin may ask, whatever the settings say: its protocol demands it."""
EXPOSED = [REQUEST_ID, "Content-Disposition", "ETag", "Link", "Location", "Retry-After"]


def install(app: FastAPI, settings: ApiSettings) -> None:
    """Put the application behind all of it, the last one added being the first that a request meets."""
    app.state.metrics = Metrics()
    app.add_middleware(ConditionalMiddleware)
    app.add_middleware(FaultMiddleware, seconds=settings.time_limit)
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=settings.max_body)
    app.add_middleware(LimitMiddleware, rate=settings.rate, most_bytes=settings.max_body)
    app.add_middleware(GZipMiddleware, minimum_size=GZIP_BYTES, compresslevel=GZIP_LEVEL)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_methods=["GET", "HEAD", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "If-None-Match", REQUEST_ID],
            expose_headers=EXPOSED,
            max_age=3600,
        )
    app.add_middleware(OpenMiddleware, path=OPEN)
    app.add_middleware(AccessMiddleware, metrics=app.state.metrics)
    app.add_middleware(
        CorrelationIdMiddleware, header_name=REQUEST_ID, validator=lambda given: bool(SANE_ID.fullmatch(given))
    )
