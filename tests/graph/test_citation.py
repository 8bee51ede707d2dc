"""A source is shown with who published it and when; what is re-told is never shown as that article's own words."""

from graph.citation import cite

ROW = {"article_id": "a", "article_name": "제목", "article_publisher": "시험일보", "article_published_on": "2025-12-24"}


def test_an_article_is_cited_with_its_publisher_day_and_address() -> None:
    citation = cite({**ROW, "article_url": "https://news.example/a"})
    assert citation.text == "시험일보, 2025-12-24 (https://news.example/a)"
    assert citation.retold is False


def test_a_retold_text_says_so_and_names_what_it_re_tells() -> None:
    citation = cite({**ROW, "article_publisher": "kaigraph samples", "article_based_on": "https://news.example/b"})
    assert citation.text == "kaigraph samples, 2025-12-24 (다른 글을 다시 쓴 글; 바탕: https://news.example/b)"
    assert citation.retold is True
    assert citation.based_on == "https://news.example/b"


def test_the_own_address_of_a_retold_text_does_not_hide_that_it_is_retold() -> None:
    citation = cite({**ROW, "article_url": "https://here.example", "article_based_on": "https://there.example"})
    assert "바탕: https://there.example" in citation.text


def test_what_is_not_known_is_not_made_up() -> None:
    assert cite({"article_id": "a", "article_name": "제목"}).text == "제목, 날짜 없음"
    assert cite({"article_id": "a"}).text == "a, 날짜 없음"
