from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from cli.main import app

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
PROGRAM = [sys.executable, "-c", "from cli.main import main; main()"]
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _embedded_store_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep each test away from the stores that the environment names."""
    for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE", "KAIGRAPH_KEEP_TEXT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KAIGRAPH_DATA", str(tmp_path / "store"))
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture(autouse=True)
def _log_as_before() -> Iterator[None]:
    """Take back how a command that ran in this process set up its log."""
    yield
    structlog.reset_defaults()


@pytest.fixture
def kaigraph() -> Run:
    """Run a command inside of this process."""
    runner = CliRunner()

    def run(*args: object, stdin: str | bytes | None = None) -> Result:
        return runner.invoke(app, [str(arg) for arg in args], input=stdin)

    return run


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store that holds the samples; tests ask it and change nothing."""
    folder = tmp_path_factory.mktemp("samples") / "store"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    subprocess.run(
        [*PROGRAM, "ingest", "--quiet", str(SAMPLES)],
        env=environment | {"KAIGRAPH_DATA": str(folder)},
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture
def ask(kaigraph: Run, sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on the store that holds the samples."""
    monkeypatch.setenv("KAIGRAPH_DATA", str(sample_store))
    return kaigraph
