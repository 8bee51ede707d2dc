"""Parts and wholes, and their money."""

from __future__ import annotations

from tests.graph.asking import Ask
from tests.graph.examples import (
    MOTIR,
    TASK,
    TASKS,
    pays,
    say,
)
from tests.graph.money import EOK, news


def test_with_parts_adds_the_money_of_the_recipients_parts(ask: Ask) -> None:
    reader = ask(
        news(
            say("PART_OF", TASK, TASKS, "자율 제조 선도 과제는 10대 과제의 하나다."),
            pays(MOTIR, TASK, "자율 제조에 1000억원을 쓴다.", 1000 * EOK, year=2026),
        )
    )
    assert reader.funding(recipient="산업 AI 확산 10대 과제").named.count == 0
    assert reader.funding(recipient="산업 AI 확산 10대 과제", with_parts=True).named.count == 1
