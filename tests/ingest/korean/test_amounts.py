import pytest

from ingest.korean.amounts import Amount, find


def one(text: str) -> Amount:
    found = find(text)
    assert len(found) == 1, f"{text!r} has {len(found)} amounts: {found}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("1조 1,347억 원", 1_134_700_000_000),
        ("1조1347억원", 1_134_700_000_000),
        ("1조 1천347억 원", 1_134_700_000_000),
        ("7천억원", 700_000_000_000),
        ("7천억", 700_000_000_000),
        ("65억4400만원", 6_544_000_000),
    ],
)
def test_an_amount_is_read_in_whole_won(text: str, won: int) -> None:
    assert one(text).won == won
