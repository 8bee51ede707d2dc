"""What the name finder learns from annotated documents, and what is told of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ingest.extract.crf import Labeller
from ingest.extract.judge import Judge
from ingest.extract.names import NameFinder
from ingest.gold import data_hash, load
from ingest.training.examples import examples
from ingest.training.names import FOLDS, main, measure, propose
from ingest.training.unseen import read_unseen

CORPUS = Path(__file__).parents[3] / "corpus" / "train"
READ = 6


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some annotated documents, and what was learned from them twice."""
    folder = tmp_path_factory.mktemp("names")
    for part, ending in (("docs", "md"), ("gold", "json")):
        (folder / "some" / part).mkdir(parents=True)
        for one in sorted((CORPUS / "gold").glob("*.json"))[:READ]:
            shutil.copy(CORPUS / part / f"{one.stem}.{ending}", folder / "some" / part)
    for name in ("first", "second"):
        some, unseen = str(folder / "some"), str(folder / f"{name}.json")
        main([some, "--models", str(folder / name), "--dev", some, "--unseen", unseen])
    return folder


@pytest.fixture(scope="module")
def told(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "first" / "names.json").read_text("utf-8"))
    return found


def test_the_same_documents_give_the_same_models(folder: Path) -> None:
    for model in ("names.crfsuite", "judge.crfsuite"):
        assert (folder / "first" / model).read_bytes() == (folder / "second" / model).read_bytes()
    assert (folder / "first.json").read_bytes() == (folder / "second.json").read_bytes()


def test_the_models_know_what_they_have_learned_from(folder: Path, told: dict[str, Any]) -> None:
    finder = NameFinder(Labeller(folder / "first" / "names.crfsuite"), Judge(folder / "first" / "judge.crfsuite"))
    measured = measure(examples(folder / "some"), finder)
    assert measured.entities.precision > 0.95
    assert told["dev"]["entities"] == measured.entities.model_dump()


def test_what_is_told_by_cross_validation_is_of_documents_left_out(folder: Path, told: dict[str, Any]) -> None:
    assert told["data_sha256"] == data_hash(load(folder / "some"))
    assert told[f"cross_validation_{FOLDS}_folds"]["entities"]["f1"] < told["dev"]["entities"]["f1"]


def test_what_is_found_in_documents_left_out_is_kept_for_each(folder: Path) -> None:
    unseen = read_unseen(folder / "first.json")
    gold = load(folder / "some")
    assert set(unseen) == {one.id for one in gold}
    names = {node.name for nodes in unseen.values() for node in nodes}
    assert names & {entity["name"] for one in gold for entity in one.entities}


def test_a_fold_whose_model_is_there_is_not_trained_again(folder: Path, tmp_path: Path) -> None:
    data = examples(folder / "some")
    first = propose(data, tmp_path, 2)
    kept, lost = tmp_path / "0.crfsuite", tmp_path / "1.crfsuite"
    inode, content = kept.stat().st_ino, lost.read_bytes()
    lost.unlink()
    again = propose(data, tmp_path, 2)
    assert kept.stat().st_ino == inode
    assert lost.read_bytes() == content
    assert [one.labelled for one in again] == [one.labelled for one in first]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.crfsuite", "1.crfsuite"]
