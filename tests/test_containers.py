"""What can be told of the container files without an engine that runs them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from cli.main import app

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
STEPS = [tuple(line.split(maxsplit=1)) for line in DOCKERFILE.splitlines() if re.match(r"[A-Z]+ ", line)]
SERVICES: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"]


def given(step: str) -> list[str]:
    return [what for name, what in STEPS if name == step]


def test_what_the_image_copies_is_there_and_is_let_into_the_build() -> None:
    copied = {name for what in given("COPY") if "--from" not in what for name in what.split()[:-1]}
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    assert copied == let_in
    assert [name for name in sorted(copied) if not (ROOT / name).exists()] == []


def test_the_image_holds_every_package_of_the_wheel() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    copied = {what.split()[0] for what in given("COPY")}
    assert set(wheel["packages"]) <= copied


def test_the_image_serves_as_a_user_without_rights() -> None:
    users = [index for index, (name, _) in enumerate(STEPS) if name == "USER"]
    assert given("USER") == ["kaigraph"]
    assert all(name not in ("RUN", "COPY") for name, _ in STEPS[users[0] :])
    assert given("ENTRYPOINT") == ['["kaigraph"]']


def test_the_image_s_command_is_one_that_there_is() -> None:
    command, *options = yaml.safe_load(given("CMD")[0])
    context = get_command(app).commands[command].make_context(command, options)  # type: ignore[attr-defined]
    assert context.params["host"] == "0.0.0.0"
    assert context.params["port"] == int(given("EXPOSE")[0])


@pytest.mark.parametrize("service", ["neo4j", "api"])
def test_nothing_is_published_beyond_this_machine(service: str) -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[service]["ports"])


def test_an_empty_or_missing_password_is_refused() -> None:
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    used = re.findall(r"(?<!\$)\$\{NEO4J_PASSWORD([^}]*)\}", text)
    assert len(used) == 2
    assert all(how.startswith(":?") for how in used)  # with a colon, compose refuses an empty one as well


def test_the_interface_waits_for_a_neo4j_that_answers() -> None:
    assert SERVICES["neo4j"]["image"] == "neo4j:5.26-community"
    assert SERVICES["api"]["depends_on"]["neo4j"] == {"condition": "service_healthy"}
    assert SERVICES["neo4j"]["healthcheck"]["test"][0] == "CMD-SHELL"
    assert "/readyz" in given("HEALTHCHECK")[0]
    assert SERVICES["api"]["environment"]["NEO4J_URI"] == "bolt://neo4j:7687"
