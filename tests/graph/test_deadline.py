"""A question that takes longer than it may ends in an error, on every engine, and leaves nothing behind."""

from __future__ import annotations

import time

import pytest
from neo4j.exceptions import ClientError

from graph.deadline import seconds_left, within
from graph.errors import StoreError, StoreTimeout
from graph.store import Store, Transaction
from graph.store.neo4j import _told

A_LOT = {"entities": [{"id": f"program/{n}", "properties": {"name": str(n)}} for n in range(200_000)]}


def test_without_a_deadline_there_is_no_end() -> None:
    assert seconds_left() is None
    with within(None):
        assert seconds_left() is None


def test_a_deadline_holds_inside_only() -> None:
    with within(60):
        assert 0 < (seconds_left() or 0) <= 60
    assert seconds_left() is None


def test_nothing_is_asked_after_the_deadline(store: Store) -> None:
    with within(0.01):
        time.sleep(0.02)
        with pytest.raises(StoreTimeout):
            store.read("check/revision")
    assert store.read("check/revision") == []


def test_a_statement_that_runs_into_the_deadline_is_ended_and_undone(store: Store) -> None:
    def work(transaction: Transaction) -> None:
        transaction.run("write/begin")
        transaction.run("write/entities", A_LOT)

    with within(0.2), pytest.raises(StoreTimeout):
        store.write(work)
    assert (store.read("check/entities"), store.read("check/revision")) == ([], [])


class Stopped(ClientError):
    """What the driver raises where a transaction is ended while it takes a lock."""

    code = "Neo.ClientError.Transaction.LockClientStopped"


def test_a_transaction_that_its_deadline_ends_while_it_takes_a_lock_ran_out_of_time() -> None:
    with within(0), pytest.raises(StoreTimeout), _told("bolt://server"):
        raise Stopped
    with within(60), pytest.raises(StoreError, match="refuses it"), _told("bolt://server"):
        raise Stopped
