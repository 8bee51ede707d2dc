"""The reader's version."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest import version


@pytest.fixture
def reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder of empty files from which the version is made."""
    for name in (*version.MODULES, *version.SHARED):
        (tmp_path / name).write_text("")
    for folder in version.READING:
        (tmp_path / folder).mkdir()
    monkeypatch.setattr(version, "files", lambda _: tmp_path)
    yield tmp_path
    version.reader_version.cache_clear()


def versions(change: Callable[[str], object]) -> list[str]:
    """Return the versions after something is one, another, and the first again."""
    made = []
    for content in ("one", "two", "one"):
        change(content)
        version.reader_version.cache_clear()
        made.append(version.reader_version())
    return made


def test_the_version_names_the_distribution_and_a_hash_of_what_reads() -> None:
    assert re.fullmatch(r"kaigraph \d+\.\d+\.\d+\S*\+[0-9a-f]{8}", version.reader_version())


@pytest.mark.parametrize("changed", ["extract/names.crfsuite", "naming.yaml", "ontology.yaml", "ids.py"])
def test_a_changed_file_that_reading_depends_on_changes_the_version(reading: Path, changed: str) -> None:
    first, second, third = versions((reading / changed).write_text)
    assert first == third != second


@pytest.mark.parametrize("changed", ["kiwipiepy", "kiwipiepy_model"])
def test_another_analyser_of_korean_changes_the_version(
    reading: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    def install(release: str) -> None:
        monkeypatch.setattr(version, "version", lambda name: release if name == changed else "0.1.0")

    first, second, third = versions(install)
    assert first == third != second
