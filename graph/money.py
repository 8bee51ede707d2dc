"""Won as people write it in Korea: 7,000억원, 1조 1,347억원."""

from __future__ import annotations

_UNITS = ((10**12, "조"), (10**8, "억"), (10**4, "만"), (1, ""))
AROUND = {"about": "약 {}", "at_least": "{} 이상", "at_most": "최대 {}"}
"""How exact an amount or a number is, around it."""


def format_won(won: int) -> str:
    """Write whole won in 조, 억 and 만, to the last won: nothing is rounded.

    >>> format_won(700_000_000_000), format_won(1_134_700_000_000), format_won(6_544_000_000)
    ('7,000억원', '1조 1,347억원', '65억 4,400만원')
    """
    if won < 0:
        return "-" + format_won(-won)
    parts = []
    for size, unit in _UNITS:
        count, won = divmod(won, size)
        if count:
            parts.append(f"{count:,}{unit}")
    return " ".join(parts or ["0"]) + "원"


def amount_text(won: int | None, qualifier: str | None = None) -> str | None:
    """Write an amount with its qualifier (exact, about, at_least, at_most), or `None` where there is no amount.

    >>> amount_text(700_000_000_000, "at_most")
    '최대 7,000억원'
    """
    if won is None:
        return None
    return AROUND.get(qualifier or "exact", "{}").format(format_won(won))
