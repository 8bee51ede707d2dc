"""The reader's version."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest import version


def test_the_version_names_the_distribution_and_a_hash_of_what_reads() -> None:
    assert re.fullmatch(r"kaigraph \d+\.\d+\.\d+\S*\+[0-9a-f]{8}", version.reader_version())


def test_a_changed_model_changes_the_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in version.MODULES:
        (tmp_path / name).write_text("")
    for folder in version.READING:
        (tmp_path / folder).mkdir()
    model = tmp_path / "extract" / "names.crfsuite"
    monkeypatch.setattr(version, "files", lambda _: tmp_path)
    seen = []
    for content in (b"one", b"two", b"one"):
        model.write_bytes(content)
        version.reader_version.cache_clear()
        seen.append(version.reader_version())
    version.reader_version.cache_clear()
    assert seen[0] == seen[2] != seen[1]
