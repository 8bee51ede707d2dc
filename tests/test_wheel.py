"""A wheel built from the tree works where there is no tree: all that is not Python travels in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"][
    "packages"
]
ARTICLE = "산업통상부가 내년에 AI 팩토리 선도 프로젝트에 2200억원을 투입한다."
USE_IT = """
import graph, json
from fastapi.testclient import TestClient
from api.app import create_app
from api.logs import configure
from graph.settings import StoreSettings
from graph.statements import load, names
from graph.store.opening import open_store
from ingest.gazetteer import gazetteer

configure()
store = open_store(StoreSettings(neo4j_uri=None))
with TestClient(create_app(store)) as client:
    home = client.get("/")
store.close()
print(json.dumps({
    "from": graph.__file__,
    "statements": len(names()),
    "about": load("write/claims").about,
    "known": len(list(gazetteer().dictionary())),
    "home": home.status_code,
}))
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), cwd=ROOT)
    (built,) = out.glob("kaigraph-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")
    _run(*pip, "--target", str(target), str(wheel), cwd=target)
    return target


def test_every_file_of_the_packages_is_in_the_wheel_and_nothing_else(wheel: Path) -> None:
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()]
    here = {str(path.relative_to(ROOT)) for path in files if path.suffix != ".pyc"}
    assert inside == here
    assert {Path(name).suffix for name in inside} >= {
        ".cypher",
        ".yaml",
        ".jsonld",
        ".html",
        ".css",
        ".crfsuite",
        ".npz",
    }


def test_the_licence_and_the_extra_are_named_in_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        text = archive.read(metadata).decode("utf-8")
        assert any(name.endswith("/licenses/LICENSE") for name in archive.namelist())
    assert "License-Expression: Apache-2.0" in text
    assert "Provides-Extra: notebook" in text
    assert "Provides-Extra: export" in text


def test_what_is_installed_loads_its_data_and_serves_its_pages(installed: Path, tmp_path: Path) -> None:
    said = json.loads(_run(sys.executable, "-W", "ignore", "-c", USE_IT, cwd=tmp_path, site=installed))
    assert Path(said["from"]).is_relative_to(installed)
    assert said["statements"] == len(list((ROOT / "cypher").rglob("*.cypher")))
    assert said["about"].startswith("Writes claims")
    assert said["known"] > 500
    assert said["home"] == 200


def test_the_installed_command_knows_itself_and_reads_an_article(installed: Path, tmp_path: Path) -> None:
    command = str(installed / "bin" / "kaigraph")
    versions = json.loads(_run(command, "version", "--json", cwd=tmp_path, site=installed))
    assert versions["kaigraph"] == _version()
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    read = _run(
        command, "extract", "article.txt", "--date", "2025-12-24", "--format", "jsonl", cwd=tmp_path, site=installed
    )
    names = {entity["name"] for entity in json.loads(read)["entities"]}
    assert "산업통상부" in names


def _version() -> str:
    version: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    return version


def _run(*command: str, cwd: Path, site: Path | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "KAIGRAPH_"))}
    if site is not None:
        environment["PYTHONPATH"] = str(site)
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout
