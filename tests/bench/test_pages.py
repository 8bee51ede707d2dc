"""What the page around an article changes in what is read of it."""

from __future__ import annotations

from pathlib import Path

from bench.pages import agreement, measure, surroundings
from ingest.gold import load
from ingest.pipeline import Pipeline

DEV = Path(__file__).parents[2] / "corpus" / "dev"


def test_agreement_is_the_f1_of_all_pairs_together() -> None:
    assert agreement([({"a", "b"}, {"a"}), (set(), {"c"})]) == 0.5
    assert agreement([(set(), set())]) == 1.0


def test_every_article_stands_on_every_page_as_it_is() -> None:
    (one, *_) = load(DEV)
    pages = dict(surroundings().pages(one))
    assert {name.partition(":")[0] for name in pages} == {"above", "within", "below"}
    paragraphs = one.text.strip().split("\n\n")
    assert all(paragraph in text for text in pages.values() for paragraph in paragraphs)
    assert one.title in pages["above: paper"]


def test_what_stands_beside_an_article_tells_nothing_of_it() -> None:
    alone, *pages = measure(load(DEV)[:2], Pipeline())
    assert (alone.name, alone.entities, alone.claims) == ("alone", 1.0, 1.0)
    assert {row.name for row in pages if row.claims < 0.9} == set()
    assert {row.name for row in pages if row.name.startswith("below") and row.claims < 1.0} == set()
