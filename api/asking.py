"""The route of questions: one thread a request, in which it is understood, asked and answered.

FastAPI describes such an endpoint in the OpenAPI as any other. What it would do for each request (find out again what
each parameter is, fetch it, check it by itself, step from thread to thread) takes longer than most answers of the
embedded engine do, and is done here once, when the application is made.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine, Mapping
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from fastapi import Request, params
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.deps import get_reader, opened_reader

Get = Callable[[Request], Any]
"""Takes one argument of an endpoint out of a request."""

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
_AT_ONCE = "answers_at_once"


def at_once(endpoint: Endpoint) -> Endpoint:
    """Say of an endpoint that it looks up one record by its id, and nothing that grows with the graph.

    Where the store is in this process, that takes less than a change of threads, and is done without one.
    """
    setattr(endpoint, _AT_ONCE, True)
    return endpoint


class QuestionRoute(APIRoute):
    """Answers a GET whose endpoint returns a response and takes the request, the reader, a path's parts and a query.

    Such an endpoint is a plain function; its query is one model, `Annotated[Model, Query()]`. Other endpoints of a
    router with this class are FastAPI's own affair.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request."""
        getters = _getters(self.endpoint) if self.methods == {"GET"} else None
        if getters is None:
            return super().get_route_handler()
        endpoint, is_short = self.endpoint, getattr(self.endpoint, _AT_ONCE, False)

        def answer(request: Request) -> Response:
            errors: list[Any] = []
            values: dict[str, Any] = {}
            for name, get in getters.items():
                try:
                    values[name] = get(request)
                except RequestValidationError as error:
                    errors += error.errors()
            if errors:
                raise RequestValidationError(errors)
            answered: Response = endpoint(**values)
            return answered

        async def handle(request: Request) -> Response:
            if is_short and opened_reader(request).at_hand:
                return answer(request)
            return await run_in_threadpool(answer, request)

        return handle


def _getters(endpoint: Callable[..., Any]) -> dict[str, Get] | None:
    """Return how each argument of an endpoint is taken out of a request; `None` where FastAPI must see to it."""
    hints = get_type_hints(endpoint, include_extras=True)
    returned = hints.get("return")
    if inspect.iscoroutinefunction(endpoint) or Response not in (returned, *get_args(returned)):
        return None
    found = {name: _getter(name, hints[name]) for name in inspect.signature(endpoint).parameters}
    return {name: get for name, get in found.items() if get is not None} if all(found.values()) else None


def _getter(name: str, hint: Any) -> Get | None:
    if hint is Request:
        return lambda request: request
    if get_origin(hint) is not Annotated:
        return None
    kind, *marks = get_args(hint)
    mark = next((one for one in marks if isinstance(one, params.Path | params.Query | params.Depends)), None)
    if isinstance(mark, params.Depends) and mark.dependency is get_reader:
        return opened_reader
    if isinstance(mark, params.Path):
        return _of_path(name, TypeAdapter(Annotated[kind, mark]))
    if isinstance(mark, params.Query) and isinstance(kind, type) and issubclass(kind, BaseModel):
        return _of_query(kind) if not any(_is_list(field.annotation) for field in kind.model_fields.values()) else None
    return None


def _is_list(annotation: Any) -> bool:
    return any(get_origin(one) is list for one in (annotation, *get_args(annotation)))


def _of_path(name: str, adapter: TypeAdapter[Any]) -> Get:
    def get(request: Request) -> Any:
        try:
            return adapter.validate_python(request.path_params[name])
        except ValidationError as error:
            raise RequestValidationError(_placed(error, "path", name)) from error

    return get


def _of_query(model: type[BaseModel]) -> Get:
    def get(request: Request) -> Any:
        given: Mapping[str, str] = dict(request.query_params)  # of one that is given twice the last, as FastAPI does
        try:
            return model.model_validate(given)
        except ValidationError as error:
            raise RequestValidationError(_placed(error, "query")) from error

    return get


def _placed(error: ValidationError, *place: str) -> list[dict[str, Any]]:
    """Return the errors of a check with the place where each stands in the request."""
    found = error.errors(include_url=False, include_context=False)
    return [{**one, "loc": (*place, *one["loc"])} for one in found]
