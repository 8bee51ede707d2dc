"""Reading in several processes: the same result in the same order, and a worker that dies costs one article."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import KaigraphError
from graph.model import Article
from ingest.pipeline import Pipeline
from ingest.readers import Document, find, read
from ingest.reading import Pending
from ingest.workers import Workers

SAMPLES = Path(__file__).parents[2] / "samples"


def articles() -> list[Article]:
    items = [item for source in find([SAMPLES]).sources for item in read(source)]
    return [item.article for item in items if isinstance(item, Document)]


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with closing(Workers(2)) as two:
        yield two


@pytest.mark.slow
def test_two_workers_read_what_one_process_reads_byte_for_byte(workers: Workers) -> None:
    some = articles()[:6]
    here = Pipeline()
    expected = [here.read(article).model_dump_json() for article in some]
    waiting = [workers.submit(article) for article in some]
    assert [pending().model_dump_json() for pending in waiting] == expected


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_no_more_than_the_article_in_hand(workers: Workers) -> None:
    some = articles()[:6]
    waiting = [workers.submit(article) for article in some]
    waiting[0]()
    multiprocessing.active_children()[0].kill()
    results = [outcome(pending) for pending in waiting[1:]]
    lost = [result for result, article in zip(results, some[1:], strict=True) if result != article.id]
    assert len(lost) <= 1
    assert all("the process that read it ended" in reason for reason in lost)


@pytest.mark.slow
def test_workers_that_are_all_killed_are_replaced() -> None:
    first, second = articles()[:2]
    with closing(Workers(1)) as workers:
        assert outcome(workers.submit(first)) == first.id
        for worker in multiprocessing.active_children():
            worker.kill()
            worker.join()
        assert outcome(workers.submit(second)) == second.id
        assert outcome(workers.submit(first)) == first.id


def outcome(pending: Pending) -> str:
    """Return the id of the article that was read, or why it was not."""
    try:
        return pending().article.id
    except KaigraphError as error:
        return error.message
