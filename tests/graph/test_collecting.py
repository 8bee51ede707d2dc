"""Garbage is not looked for while an answer is made, and is again after it."""

from __future__ import annotations

import gc

import pytest

from graph.collecting import uncollected


def test_the_search_is_off_inside_and_on_again_after_the_last_one_is_out() -> None:
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_inside_does_not_leave_it_off() -> None:
    with pytest.raises(KeyError), uncollected():
        raise KeyError
    assert gc.isenabled()


def test_whoever_turned_it_off_before_finds_it_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
