"""Won are shown as people write them, to the last won."""

import pytest

from graph.money import amount_text, format_won


@pytest.mark.parametrize(
    ("won", "text"),
    [
        (1, "1원"),
        (1_234, "1,234원"),
        (10_000, "1만원"),
        (6_544_000_000, "65억 4,400만원"),
        (700_000_000_000, "7,000억원"),
        (1_134_700_000_000, "1조 1,347억원"),
        (150_000_000_000_000, "150조원"),
        (1_000_000_000_001, "1조 1원"),
        (0, "0원"),
        (-20_000, "-2만원"),
    ],
)
def test_won_in_jo_eok_and_man(won: int, text: str) -> None:
    assert format_won(won) == text


@pytest.mark.parametrize(
    ("qualifier", "text"),
    [
        ("exact", "7,000억원"),
        (None, "7,000억원"),
        ("about", "약 7,000억원"),
        ("at_least", "7,000억원 이상"),
        ("at_most", "최대 7,000억원"),
    ],
)
def test_a_qualifier_stands_where_people_write_it(qualifier: str | None, text: str) -> None:
    assert amount_text(700_000_000_000, qualifier) == text


def test_no_amount_has_no_text() -> None:
    assert amount_text(None, "exact") is None
