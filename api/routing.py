"""Routers of the application, and how it takes their routes in."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute


def router(**options: Any) -> APIRouter:
    """Make a router whose operations are called as their functions are: generated clients take over the name.

    Args:
        options: those of `fastapi.APIRouter`.
    """
    return APIRouter(generate_unique_id_function=_name_of, **options)


def take_in(app: FastAPI, topic: APIRouter) -> None:
    """Give the application a router's routes as its own.

    They are whole, with their prefix and dependencies. An included router would be asked for its routes one by one, and
    the one that matches looked for a second time, at each request: a fifth of the time of a small answer.
    """
    app.router.routes.extend(topic.routes)


def _name_of(route: APIRoute) -> str:
    return route.name
