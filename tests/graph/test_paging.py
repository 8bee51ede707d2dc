"""A cursor goes on after the row that it was made of, and nothing else passes for one."""

import base64
import json
import zlib

import pytest

from graph.errors import InputError
from graph.paging import check_limit, decode_cursor, encode_cursor, page

KEY = tuple[str, int]


def test_a_cursor_gives_back_its_key() -> None:
    assert decode_cursor("claims", encode_cursor("claims", ("조선", 3)), KEY) == ("조선", 3)


def test_a_cursor_stays_short_where_its_key_is_long() -> None:
    long_id = "program/" + "인공지능 기반 산업현장 자율제조 선도 과제" * 9
    key = (-3, "FUNDS", "in", long_id, f"FUNDS ministry/motir {long_id} 2026 -")
    cursor = encode_cursor("neighbors", key)
    assert decode_cursor("neighbors", cursor, tuple[int, str, str, str, str]) == key
    assert len(cursor) < 300
    assert len(encode_cursor("articles", ("2025-12-24", "a"))) < 40


def test_a_cursor_does_not_unfold_into_the_whole_memory() -> None:
    bomb = base64.urlsafe_b64encode(zlib.compress(json.dumps(["claims", "a" * 10**7, 3]).encode())).decode()
    with pytest.raises(InputError, match="no cursor of this list"):
        decode_cursor("claims", bomb, KEY)


def packed(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "!!",
        "한글",
        "abc",
        packed({"claims": 1}),
        packed(["claims"]),
        packed(["claims", "a", "3"]),
        packed(["claims", 1, 3]),
        packed(["claims", "a", 3, 4]),
        packed(["claims", "a", 2**63]),
        packed(["claims", "\ud800", 3]),
        packed(["articles", "a", 3]),
        packed(["claims", ["a"], 3]),
        base64.urlsafe_b64encode(zlib.compress(b"x" * 9)[:-2]).decode(),
        base64.urlsafe_b64encode(b"\x78\x00\x00").decode(),
    ],
)
def test_anything_else_is_refused(cursor: str) -> None:
    with pytest.raises(InputError, match="no cursor of this list"):
        decode_cursor("claims", cursor, KEY)


def test_a_page_goes_on_after_a_row_that_is_no_longer_there() -> None:
    assert page([1, 2, 4, 5], lambda n: (n,), (3,), 1) == [4]
    assert page([1, 2, 4, 5], lambda n: (n,), None, 3) == [1, 2, 4]
    assert page([1, 2], lambda n: (n,), (2,), 3) == []


@pytest.mark.parametrize("limit", [0, -1, 11])
def test_a_limit_outside_of_its_bounds_is_refused(limit: int) -> None:
    with pytest.raises(InputError, match="1 to 10"):
        check_limit(limit, 10)
