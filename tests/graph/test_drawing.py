"""A lineage as a Mermaid flowchart: whatever things are called, every line is a node, an arrow or a style of ours."""

from __future__ import annotations

import html
import re

import pytest

from graph.drawing import LONGEST_QUOTE, draw_lineage, escape
from tests.graph.asking import Ask
from tests.graph.examples import FACTORY, MOTIE, MOTIR, TASK, TASKS, report, say, thing

LABEL = r"(?:[\w ,·.-]|#\d+;|<br/>)+"
LINE = re.compile(
    rf'flowchart LR|  n\d+\["{LABEL}"\]|  n\d+ (?:-->|-\.->|==>)\|"{LABEL}"\| n\d+'
    r"|  classDef asked stroke-width:4px|  class n\d+ asked"
)
HOSTILE = [
    '"]; click n0 "javascript:alert(1)"',
    '%%{init: {"theme":"dark"}}%%',
    "end",
    "style a:b#35;c;",
    "`**굵게**`",
    "<script>alert(1)</script>",
    "#quot;",
    "가|나",
    "1. 첫째",
    "- 둘째",
    "A --> B",
    ":::class",
    "（괄호）『책』 [2.0] {x}",
    "\\",
]


def read_back(text: str) -> str:
    return html.unescape(re.sub(r"#(\d+);", r"&#\1;", text))


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_the_flowchart_and_each_is_shown_as_it_is(ask: Ask, name: str) -> None:
    hostile = thing("Program", name)
    chart = draw_lineage(ask(report("a", "2025-05-26", say("SUCCEEDS", FACTORY, hostile, name))).lineage(FACTORY.id))
    lines = chart.splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert any(read_back(line).startswith(f'  n1["{name}<br/>program/') for line in lines)
    assert any(f"“{name}”" in read_back(line) for line in lines)


def test_a_list_mark_is_escaped_and_a_date_is_not() -> None:
    assert escape("1. 가 2025-10-01 - 나") == "1#46; 가 2025-10-01 #45; 나"
    assert escape("- 가") == "#45; 가"


def test_arrows_lead_from_the_earlier_to_the_later_with_date_and_quote(ask: Ask) -> None:
    chart = draw_lineage(
        ask(
            report(
                "a",
                "2025-01-22",
                say("SUCCEEDS", MOTIR, MOTIE, "산업통상부로 바뀌었다.", kind="renamed", date="2025-10-01"),
                say("PART_OF", TASK, TASKS, "자율 제조 과제는 10대 과제의 하나다."),
                say("ANNOUNCES", MOTIE, TASKS, "산업통상자원부가 발표했다."),
            )
        ).lineage(TASKS.id)
    )
    assert 'n0["산업 AI 확산 10대 과제<br/>program#47;' in chart
    assert 'n0 -.->|"contains · told 2025-01-22<br/>#8220;자율 제조 과제는 10대 과제의 하나다.#8221;"| n1' in chart
    assert '-->|"renamed · 2025-10-01<br/>#8220;산업통상부로 바뀌었다.#8221;"|' in chart
    assert '==>|"announced · told 2025-01-22' in chart
    assert chart.endswith("  class n0 asked\n")


def test_a_long_quote_is_cut(ask: Ask) -> None:
    chart = draw_lineage(ask(report("a", None, say("SUCCEEDS", FACTORY, TASK, "가" * 200))).lineage(FACTORY.id))
    assert f"#8220;{'가' * (LONGEST_QUOTE - 1)}#8230;#8221;" in chart
