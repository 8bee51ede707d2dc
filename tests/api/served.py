"""The small graph that the HTTP interface is tested on."""

from __future__ import annotations

from tests.graph.examples import (
    CHIPS,
    DIRECTION,
    FACTORY,
    MAX,
    MOF,
    MOTIE,
    MOTIR,
    ROBOT_SECTOR,
    ROBOT_TECHNOLOGY,
    SHIP,
    SHIPBUILDING,
    TASKS,
    pays,
    report,
    say,
)

JOINT = "산업통상부와 해양수산부는 함께 1603억원을 들였다."
GRAPH = (
    report(
        "max/2025",
        "2025-12-24",
        pays(MOTIR, MAX, "산업통상부는 M.AX에 최대 7천억원을 쓴다.", 7 * 10**11, amount_qualifier="at_most", year=2026),
        say("TARGETS", MAX, CHIPS, "M.AX는 <반도체>를 겨냥한다."),
        publisher="kaigraph samples",
        url=None,
        based_on="https://news.example/max?no=1&x=2",
    ),
    report(
        "ship",
        "2025-11-06",
        pays(MOTIR, SHIP, JOINT, 1603 * 10**8, period_start=2025, period_end=2026, shared=True),
        pays(MOF, SHIP, JOINT, 1603 * 10**8, period_start=2025, period_end=2026, shared=True),
        say("TARGETS", SHIP, SHIPBUILDING, "조선·해운을 이끈다."),
        say("HAS_BUDGET", SHIP, None, "6천억원 규모다.", amount_krw=6000 * 10**8, fiscal_year=2026),
        url="javascript:alert(1)",
    ),
    report(
        "industrial-ai-ten-tasks",
        "2025-01-22",
        say("DERIVED_FROM", TASKS, DIRECTION, "정책 방향을 바탕으로 10대 과제를 만들었다."),
        say("ANNOUNCES", MOTIE, TASKS, "산업통상자원부가 발표했다.", date="2025-01-22"),
        say("SUCCEEDS", MOTIR, MOTIE, "산업통상부로 이름을 바꿨다.", kind="renamed", date="2025-10-01"),
        extra=(ROBOT_SECTOR, ROBOT_TECHNOLOGY, FACTORY),
    ),
)
