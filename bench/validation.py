"""Cross-validation of the whole reader: every document is read by models that have not learned from it.

The names are those that a training found in documents while these were left out; money, years and relations are read by
the models of the folds. A training keeps both (`make train`, into build/held-out), or they are trained here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import structlog
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from graph.errors import InputError
from graph.export.target import file_target
from graph.model import Extraction
from ingest.document import Node
from ingest.extract import scorer as relation_scorer
from ingest.extract.money import MoneyReader, dating
from ingest.extract.money import scorer as money_scorer
from ingest.extract.money.dating import Dater
from ingest.extract.money.scorer import MoneyScorer
from ingest.extract.relations import RelationReader
from ingest.extract.scorer import Scorer
from ingest.gold import GoldDocument, data_hash, load
from ingest.korean.tokenizer import blank
from ingest.pipeline import Pipeline, article_of, contract
from ingest.training import dates, money, names, relations
from ingest.training.examples import examples
from ingest.training.held_out import count_held_out, read_held_out, write_held_out
from ingest.training.money_truth import example
from ingest.training.unseen import read_unseen, write_unseen
from ingest.version import reader_version

UNSEEN, ABOUT = "unseen.json", "about.json"
MODELS = (relation_scorer.MODEL, dating.MODEL, money_scorer.MODEL)
Model = TypeVar("Model")
log = structlog.get_logger(__name__)


class HeldOut(NamedTuple):
    """What reads documents that it has not learned from.

    `unseen` are the names found in each; the others are the models of the folds: of `n`, the one at `i % n` has not
    seen the document at place `i`.
    """

    unseen: dict[str, list[Node]]
    money: list[MoneyScorer]
    years: list[Dater]
    relations: list[Scorer]


def kept(folder: Path) -> HeldOut:
    """Read what a training kept.

    Raises:
        InputError: it is not there, or of another version of the reader.
    """
    return HeldOut(
        read_unseen(folder / UNSEEN),
        [money_scorer.unpack(one) for one in read_held_out(folder, money_scorer.MODEL)],
        [dating.unpack(one) for one in read_held_out(folder, dating.MODEL)],
        [relation_scorer.unpack(one) for one in read_held_out(folder, relation_scorer.MODEL)],
    )


def trained(folders: Sequence[Path], folds: int, folder: Path) -> HeldOut:
    """Train on annotated folders as `make train` does, leaving each document out in one of so many folds.

    Every part is kept in `folder` once it is trained: a training that was broken off goes on from there.

    Raises:
        InputError: the folder holds what was trained from other texts, in other folds or for another reader.
    """
    gold = load(*folders)
    _begin(folder, {"folds": folds, "data_sha256": data_hash(gold), "reader": reader_version()})
    if not (folder / UNSEEN).exists():
        data = examples(*folders)
        names.cross_validate(names.propose(data, folder, folds), folder, folds)
        write_unseen(folder / UNSEEN, {one.gold.id: one.doc._.nodes for one in data})
    unseen = read_unseen(folder / UNSEEN)
    missing = {one for one in MODELS if count_held_out(folder, one) != folds}
    log.info("quality.training", names=len(unseen), missing=sorted(missing))
    with threadpool_limits(1):
        if relation_scorer.MODEL in missing:
            of_relations = relations.train(*relations.lessons_of(gold, unseen), folds).without
            write_held_out(folder, relation_scorer.MODEL, map(relation_scorer.save, of_relations))
        if missing & {money_scorer.MODEL, dating.MODEL}:
            nlp = blank()
            nlp.add_pipe("kaigraph_sentences")
            annotated = [example(nlp, one, unseen[one.id], annotated=True) for one in gold]
            if dating.MODEL in missing:
                write_held_out(folder, dating.MODEL, map(dating.pack, dates.train(annotated, folds).without))
            if money_scorer.MODEL in missing:
                of_money = money.train(annotated, [example(nlp, one, unseen[one.id]) for one in gold], folds).without
                write_held_out(folder, money_scorer.MODEL, map(money_scorer.pack, of_money))
    return kept(folder)


def _begin(folder: Path, about: dict[str, Any]) -> None:
    """Begin a training in a folder, or go on with it.

    Raises:
        InputError: it is of another training.
    """
    told = folder / ABOUT
    if not told.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with file_target(told) as file:
            file.write(json.dumps(about, indent=1).encode())
    elif json.loads(told.read_bytes()) != about:
        hint = "Remove it, or name another with --keep."
        raise InputError(f"{folder}: was trained from other texts, in other folds or for another reader", hint=hint)


def cross_validate(gold: Sequence[GoldDocument], held_out: HeldOut) -> dict[str, Extraction]:
    """Read every document by what has not learned from it. They stand in the order of the training."""
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    pipeline, found = Pipeline(nlp), {}
    for place, one in enumerate(gold):
        reads_money = MoneyReader(_of(place, held_out.money), _of(place, held_out.years))
        doc = pipeline.annotate(article_of(one.text, one.id, title=one.title, published_on=one.published_on))
        doc._.nodes = held_out.unseen[one.id]
        found[one.id] = contract(RelationReader(_of(place, held_out.relations))(reads_money(doc)))
        if (place + 1) % 100 == 0:
            log.info("quality.read", documents=place + 1, of=len(gold))
    return found


def _of(place: int, models: Sequence[Model]) -> Model:
    """Return the model whose fold the document at a place is of."""
    return models[place % len(models)]
