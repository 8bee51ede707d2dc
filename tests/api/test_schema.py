"""Requests made up from the description, good and bad, get the answers that it describes, on every engine.

Schemathesis makes them and checks the answers with all its checks: no server error; status, media type, headers and
body as described; bad values refused, good ones taken; nothing without the token.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from api.accepting import Accepting
from api.app import create_app
from api.settings import ApiSettings
from api.tokens import hash_of
from graph.merges import record
from graph.settings import StoreSettings
from graph.store.opening import open_store
from tests.api.conftest import TOKEN
from tests.api.served import GRAPH
from tests.api.test_fuzz import QUESTIONS, takes_text
from tests.api.test_merged import OLD
from tests.api.test_openapi import value
from tests.api.test_writing import quick
from tests.conftest import ENGINES
from tests.graph.asking import fill
from tests.graph.examples import MAX

EXPECTED = ["2xx", 400, 404, 409]
"""A label that there is not, or a cursor of another list, is a 400 that no schema can foretell; a name a 404 or 409."""
CONFIG = SchemathesisConfig.from_dict(
    {
        "checks": {
            "positive_data_acceptance": {"expected-statuses": EXPECTED},
            "negative_data_rejection": {"expected-statuses": [400, 401, 404, 405, 409, 413, 414, 422]},
        },
        "operations": [  # a text of nothing but control characters is a text for the schema
            {
                "include-method": "POST",
                "checks": {"positive_data_acceptance": {"expected-statuses": [*EXPECTED, 422]}},
            },
            {  # a batch of queries may make an address too long
                "include-path": "/reconcile",
                "include-method": "GET",
                "checks": {"positive_data_acceptance": {"expected-statuses": [*EXPECTED, 414]}},
            },
        ],
    }
)
BOUNDED = settings(
    max_examples=20,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module", params=ENGINES)
def described(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description of the application over the small graph: once for each engine."""
    where = StoreSettings(neo4j_uri=None, data=tmp_path_factory.mktemp("schema"))
    if request.param == "neo4j":
        server = request.getfixturevalue("neo4j_server")
        server.wipe()
        where = server.settings
    store = fill(open_store(where), *GRAPH)
    record(store, OLD, MAX.id)
    allowed = ApiSettings.model_validate({"write_tokens": hash_of(TOKEN), "rate_limit": "off"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Accepting, "_read", quick)
        yield schemathesis.openapi.from_asgi("/openapi.json", create_app(store, allowed), config=CONFIG)
    store.close()


OPERATIONS = [
    (method.upper(), path)
    for path, operations in create_app(settings=ApiSettings()).openapi()["paths"].items()
    for method in operations
]


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_requests_made_from_the_description_are_answered_as_it_says(described: Any, method: str, path: str) -> None:
    operation = described[path][method]
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    made = [operation.as_strategy(generation_mode=mode) for mode in modes]

    @BOUNDED
    @given(case=st.one_of(made))
    def answered(case: schemathesis.Case) -> None:
        if case.media_type == "application/x-www-form-urlencoded" and isinstance(case.body, dict):
            case.body = {name: json.dumps(part) for name, part in case.body.items()}  # as `encoding` says
        case.call_and_validate(headers={"Authorization": f"Bearer {TOKEN}"})

    answered()


@pytest.mark.parametrize("path", QUESTIONS)
def test_a_former_id_in_any_place_is_answered_as_the_description_says(described: Any, path: str) -> None:
    given = QUESTIONS[path]
    needed = {name: value(one) for name, one in given.items() if one["required"]}
    moved = False
    for name in (name for name, one in given.items() if takes_text(one)):
        asked = needed | {name: OLD}
        place = {key: {k: v for k, v in asked.items() if given[k]["in"] == key} for key in ("path", "query")}
        answer = described[path]["GET"].Case(path_parameters=place["path"], query=place["query"]).call_and_validate()
        moved = moved or answer.status_code == 308
    assert moved == ("308" in described[path]["GET"].definition.raw["responses"])
