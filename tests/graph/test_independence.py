"""Articles that re-tell one another are one voice."""

from graph.independence import independent, sources


def test_articles_of_one_text_are_one() -> None:
    assert independent([sources("a", "1" * 64, None), sources("b", "1" * 64, None)]) == 1


def test_articles_based_on_the_same_are_one() -> None:
    assert independent([sources("a", "1" * 64, "https://x"), sources("b", "2" * 64, "https://x")]) == 1


def test_articles_that_share_nothing_are_several() -> None:
    assert independent([sources("a", "1" * 64, "https://x"), sources("b", "2" * 64, None)]) == 2


def test_sharing_is_passed_on_whatever_the_order() -> None:
    first = sources("a", "1" * 64, "https://x")
    link = sources("b", "1" * 64, "https://y")
    last = sources("c", "3" * 64, "https://y")
    assert independent([first, last, link]) == independent([link, last, first]) == 1
    assert independent([first, last]) == 2


def test_an_article_without_a_hash_stands_for_itself() -> None:
    assert independent([sources("a", None, None), sources("b", None, None)]) == 2


def test_nothing_is_nobody() -> None:
    assert independent([]) == 0
