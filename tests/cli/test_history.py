"""What people see of contradictions, changes, paths and counts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import pytest

from graph.model import Extraction
from graph.settings import StoreSettings
from graph.store.opening import open_store
from graph.writer import Writer
from tests.cli.conftest import Run
from tests.graph.examples import CHIPS, MAX, MOTIR, pays, report, say

MONEY = pays(MOTIR, MAX, "7000억원을 쓴다.", 7 * 10**11, year=2026)
MORE = pays(MOTIR, MAX, "8000억원을 쓴다.", 8 * 10**11, year=2026, modality="plan")


@pytest.fixture
def told(kaigraph: Run) -> Callable[..., str]:
    """Write some extractions and run a command; return what it shows, its lines as they are but for wide spaces."""

    def tell(*words: str, articles: tuple[Extraction, ...] = ()) -> str:
        with closing(open_store(StoreSettings())) as store:
            for article in articles:
                Writer(store).write(article)
        result = kaigraph(*words)
        assert result.exit_code == 0, result.stderr
        return "\n".join(" ".join(line.split()) for line in result.stdout.splitlines())

    return tell


def test_each_side_of_a_contradiction_has_its_amount_and_its_quote(told: Callable[..., str]) -> None:
    shown = told("contradictions", articles=(report("a", "2025-09-10", MONEY), report("b", "2025-12-24", MORE)))
    assert shown.startswith(
        "amount 산업통상부 → M.AX 얼라이언스, 2026\n7,000억원 1 article · 2025-09-10\n“7000억원을 쓴다.”"
    )
    assert "8,000억원 1 article · 2025-12-24\n“8000억원을 쓴다.”" in shown


def test_changes_show_what_came_with_its_quote_and_what_went_without(told: Callable[..., str]) -> None:
    first, second = report("a", "2025-09-10", MONEY), report("a", "2025-09-10", MORE)
    shown = told("changes", "--since-revision", "1", articles=(first, second))
    assert shown.splitlines()[0] == "1 article; the graph is at revision 2"
    assert "+ 산업통상부가 M.AX 얼라이언스에 8,000억원을 댄다(계획).\n“8000억원을 쓴다.”" in shown
    assert "- 산업통상부 FUNDS M.AX 얼라이언스 · 7,000억원 · 2026\nits quote is gone (sha256 " in shown


def test_news_that_says_otherwise_shows_both_quotes(told: Callable[..., str]) -> None:
    shown = told(
        "changes", "--since", "2025-12-01", articles=(report("a", "2025-09-10", MONEY), report("b", "2025-12-24", MORE))
    )
    assert "published b 시험일보 · 2025-12-24" in shown
    assert "- 산업통상부가 M.AX 얼라이언스에 7,000억원을 댄다.\n“7000억원을 쓴다.”" in shown
    assert "is said otherwise:\n“8000억원을 쓴다.”" in shown


def test_a_path_is_told_in_both_languages_above_its_statements(told: Callable[..., str]) -> None:
    aim = say("TARGETS", MAX, CHIPS, "반도체를 겨냥한다.")
    shown = told("paths", "산업통상부", "반도체", articles=(report("a", "2025-09-10", MONEY, aim),))
    assert "산업통상부가 M.AX 얼라이언스에 7,000억원을 댄다. M.AX 얼라이언스가 반도체를 겨냥한다." in shown
    assert "M.AX 얼라이언스 is aimed at 반도체." in shown
    assert "M.AX 얼라이언스 TARGETS 반도체\n1 article\n“반도체를 겨냥한다.”" in shown


def test_counts_stand_under_their_heads(told: Callable[..., str]) -> None:
    shown = told("overview", articles=(report("a", "2025-09-10", MONEY),))
    assert "confidence\n0.9 to 1.0 1" in shown
    assert "publisher\n시험일보 1" in shown
    assert "month\n2025-09 1" in shown
