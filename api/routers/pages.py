"""The web pages: type a name, see its money, lineage and claims with their quotes. They load nothing from afar."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Annotated, Any
from urllib.parse import quote, urlencode, urlsplit

from fastapi import Query, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from pydantic import BeforeValidator, Field

from api import routing
from api.deps import Cursor, Name, NoParameters, Parameters, PathName, ReaderDep, Year
from api.errors import Problem
from graph.aims import AIMS
from graph.funding import FUNDERS, RECIPIENTS
from graph.money import format_won
from graph.ontology import ONTOLOGY

SECURITY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
SECTIONS = {
    "named": "그해의 돈",
    "periods": "여러 해에 걸친 돈 (그해 몫은 알 수 없음)",
    "undated": "해를 알 수 없는 돈",
    "sizes": "규모 (누가 내는지 나오지 않음, 더하지 않음)",
}
COUNTING = {
    "counted": "",
    "again": "같은 돈, 다른 줄에서 셈",
    "part": "더 큰 돈의 일부",
    "superseded": "나중 단계의 금액으로 바뀜",
    "disputed": "글마다 금액이 다름, 더하지 않음",
    "proposed": "요구한 돈, 더하지 않음",
    "no_amount": "금액 없음",
    "apart": "",
}
STATUS = {"planned": "계획", "budgeted": "편성", "executed": "집행", None: ""}

DOCS = "/docs"
"""Where the interactive description of the interface is, which the application adds."""

router = routing.router(include_in_schema=False)


def blank(value: object) -> object:
    """Take a form's empty field as not given."""
    return None if isinstance(value, str) and not value.strip() else value


_MaybeName = Annotated[Name | None, BeforeValidator(blank)]
_MaybeYear = Annotated[Year | None, BeforeValidator(blank)]


class HomeParameters(Parameters):
    """What the search field says, and of which kind and where to go on."""

    q: _MaybeName = None
    label: str | None = None
    cursor: Cursor | None = None


class FundingForm(Parameters):
    """What the form about money says."""

    year: _MaybeYear = None
    funder: _MaybeName = None
    recipient: _MaybeName = None
    sector: _MaybeName = None
    limit: int = Field(200, ge=1, le=1000)


def web_address(address: str | None) -> str | None:
    """Return an address that a page may link to: of the web, and of nothing else (no `javascript:`)."""
    return address if address and urlsplit(address).scheme in ("http", "https") else None


def address(request: Request, name: str, **parts: str) -> str:
    """Return the path of a page: never with a host, which a request could make up."""
    path = request.app.url_path_for(name, **parts)
    return f"{request.scope.get('root_path', '').rstrip('/')}{quote(path)}"


def _addressed(parts: Mapping[str, object]) -> str:
    """Write what a link asks for; what is not given is left out."""
    return urlencode({name: str(value) for name, value in parts.items() if value is not None})


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("api", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"won": format_won, "web_address": web_address, "addressed": _addressed}
    environment.globals |= {
        "to": pass_context(lambda context, name, **parts: address(context["request"], name, **parts)),
        "docs": pass_context(lambda context: f"{context['request'].scope.get('root_path', '')}{DOCS}"),
        "LABELS": {name: label.korean for name, label in ONTOLOGY.labels.items()},
        "PREDICATES": {name: predicate.korean for name, predicate in ONTOLOGY.predicates.items()},
        "SECTIONS": SECTIONS,
        "COUNTING": COUNTING,
        "STATUS": STATUS,
    }
    return environment


_templates = Jinja2Templates(env=_environment())


def page(request: Request, name: str, status: int = 200, **context: Any) -> Response:
    """Render a template of `pages/` with the headers that every page has."""
    return _templates.TemplateResponse(request, name, context, status_code=status, headers=SECURITY)


def problem_page(request: Request, problem: Problem) -> Response:
    """Show a problem to somebody who asked for a page."""
    return page(request, "problem.html", problem.status, problem=problem)


@router.get("/")
def home(request: Request, reader: ReaderDep, asked: Annotated[HomeParameters, Query()]) -> Response:
    """Show the search field, and hits where something was searched for; a sole exact hit is shown itself."""
    if asked.q is None:
        return page(request, "home.html", q="", label=None, found=None, overview=reader.overview())
    found = reader.search(asked.q, label=asked.label, cursor=asked.cursor, limit=50)
    exact = [hit for hit in found.items if hit.how == "exact"]
    if len(exact) == 1 and asked.label is None and asked.cursor is None:
        return RedirectResponse(address(request, "entity_page", id=exact[0].entity.id), 303)
    return page(request, "home.html", q=asked.q, label=asked.label, found=found, overview=None)


@router.get("/e/{id:path}")
def entity_page(
    request: Request,
    reader: ReaderDep,
    id: PathName,  # noqa: A002
    _: Annotated[NoParameters, Query()],
) -> Response:
    """Show one entity: what it is, its money, its lineage, what targets it, and its claims."""
    entity = reader.entity(id)
    return page(
        request,
        "entity.html",
        entity=entity,
        gives=reader.funding(funder=entity.id, limit=100) if entity.label in FUNDERS else None,
        gets=reader.funding(recipient=entity.id, limit=100) if entity.label in RECIPIENTS else None,
        lineage=reader.lineage(entity.id, quotes=5, limit=300),
        targets=reader.targets(entity.id, quotes=5) if entity.label in AIMS else None,
        said=reader.claims(subject=entity.id, limit=50),
        about=reader.claims(object=entity.id, limit=50),
    )


@router.get("/money")
def money_page(request: Request, reader: ReaderDep, asked: Annotated[FundingForm, Query()]) -> Response:
    """Show who funds what."""
    return page(request, "money.html", asked=asked, answer=reader.funding(**asked.model_dump()))


@router.get("/style.css")
def style() -> Response:
    """Return the pages' style."""
    text = (files("api") / "pages" / "style.css").read_text("utf-8")
    return PlainTextResponse(text, media_type="text/css", headers={"Cache-Control": "max-age=3600"})
