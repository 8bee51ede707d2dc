"""A long run says how fast it goes and how long it will take."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from cli.show.progress import Lines, Pace
from ingest.outcomes import Outcome


class Clock:
    """Seconds that go by when they are told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("total", "seconds", "told"),
    [
        (110, 5.0, "2.0 a second, 50 s left"),
        (1210, 5.0, "2.0 a second, 10 min left"),
        (40_010, 5.0, "2.0 a second, 5 h 33 min left"),
        (10, 5.0, "2.0 a second"),
        (0, 40.0, "15.0 a minute"),
    ],
)
def test_the_pace_and_the_time_left_are_told(total: int, seconds: float, told: str) -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.start(total)
    assert pace.told() == ""
    for _ in range(10):
        clock.now += seconds / 10
        pace.add()
    assert pace.told() == told


def test_the_pace_is_that_of_the_last_minute() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.start(10_000)
    for _ in range(5_000):  # passed over, since they are unchanged
        clock.now += 0.001
        pace.add()
    for _ in range(240):  # read
        clock.now += 0.5
        pace.add()
    assert pace.told() == "2.0 a second, 40 min left"


def test_lines_tell_the_pace_every_half_minute() -> None:
    clock, out = Clock(), StringIO()
    lines = Lines(Console(file=out, width=200), clock)
    lines.start(40)
    for number in range(8):
        clock.now += 10
        lines.add(Outcome(f"{number}.md", "unchanged"))
    assert out.getvalue().splitlines() == [
        "1/40 unchanged 0.md",
        "2/40 unchanged 1.md",
        "3/40 unchanged 2.md",
        "3/40 6.0 a minute, 6 min left",
        "4/40 unchanged 3.md",
        "5/40 unchanged 4.md",
        "6/40 unchanged 5.md",
        "6/40 6.0 a minute, 6 min left",
        "7/40 unchanged 6.md",
        "8/40 unchanged 7.md",
    ]
