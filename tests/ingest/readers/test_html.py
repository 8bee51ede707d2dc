"""HTML pages: body, and what the page says of itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.readers.html import layouts
from tests.ingest.readers.making import BODY, one, page, problem

LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "AI 팩토리에 2,200억원", "datePublished": "2026-03-05T09:00:00+09:00",
"publisher": {"@type": "Organization", "name": "한빛신문"}}</script>"""
OG = """<meta property="og:title" content="AI 팩토리에 2,200억원">
<meta property="og:site_name" content="한빛신문">
<meta property="og:url" content="https://news.example.com/1">
<meta property="article:published_time" content="2026-03-05">"""


def put(folder: Path, content: bytes, name: str = "page.html") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


@pytest.mark.parametrize("head", [LD, OG], ids=["JSON-LD", "OpenGraph"])
def test_title_day_and_publisher_are_what_the_page_states(head: str, tmp_path: Path) -> None:
    article = one(put(tmp_path, page(f"<article><h1>큰 제목</h1><p>{BODY}</p></article>", head=head))).article
    assert (article.title, article.published_on) == ("AI 팩토리에 2,200억원", date(2026, 3, 5))
    assert article.publisher == "한빛신문"
    assert article.text is not None
    assert BODY in article.text
    assert "무단 전재" not in article.text


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ('"datePublished": ["2026-03-05", "2026-03-06"], "headline": ["제목"]', date(2026, 3, 5)),
        ('"datePublished": 1735000000, "headline": 1, "publisher": {"name": 2}', None),
        (f'"datePublished": "2026-03-05", "wordCount": {"1" * 5000}', None),
    ],
    ids=["lists", "numbers", "an integer of thousands of digits"],
)
def test_linked_data_of_other_kinds_of_values_does_no_harm(stated: str, day: date | None, tmp_path: Path) -> None:
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", {stated}}}</script>'
    article = one(put(tmp_path, page(f"<article><h1>큰 제목</h1><p>{BODY}</p></article>", head=head))).article
    assert article.published_on == day


def test_naver_news_is_read_from_its_layout(tmp_path: Path) -> None:
    body = f"""<a class="media_end_head_top_logo"><img alt="한빛신문" title="한빛신문"></a>
    <h2 id="title_area"><span>AI 팩토리에 2,200억원</span></h2>
    <span class="media_end_head_info_datestamp_time _ARTICLE_DATE_TIME" data-date-time="2026-03-05 09:12:01">입력</span>
    <a href="https://hanbit.example.com/1" class="media_end_head_origin_link">기사원문</a>
    <article id="dic_area"><span class="end_photo_org"><img src="1.jpg"><em class="img_desc">공장 사진</em></span>
    {BODY}<br><br>○ 다음 단계는 내년에 시작한다.</article><div>많이 본 뉴스: 다른 기사</div>"""
    article = one(put(tmp_path, page(body))).article
    assert article.text == f"{BODY}\n\n○ 다음 단계는 내년에 시작한다."
    assert (article.title, article.publisher) == ("AI 팩토리에 2,200억원", "한빛신문")
    assert (article.url, article.published_on) == ("https://hanbit.example.com/1", date(2026, 3, 5))


def test_a_table_becomes_lines_and_blocks_stay_apart(tmp_path: Path) -> None:
    body = f"""<div id="article-view-content-div"><p>{BODY}</p><table><tr><th>사업</th><th>2026년</th></tr>
    <tr><td><p>AI 팩토리</p><p>선도사업</p></td><td>2,200억원</td></tr></table><p>끝.</p></div>"""
    text = one(put(tmp_path, page(body))).article.text
    assert text == f"{BODY}\n\n사업 | 2026년\nAI 팩토리선도사업 | 2,200억원\n\n끝."


@pytest.mark.parametrize("outer", ["{}", "<table><tr><td>메뉴</td></tr><tr><td>{}</td></tr></table>"])
def test_a_table_that_frames_the_article_is_no_table(outer: str, tmp_path: Path) -> None:
    table = "<table><tr><th>사업</th><th>2026년</th></tr><tr><td>AI 팩토리</td><td>2,200억원</td></tr></table>"
    more = "해양수산부도 내년에 자율운항선박 실증 사업에 300억원을 쓴다. 조선소 다섯 곳이 함께하며 부산에서 시작한다."
    last = "두 부처는 공모를 상반기에 시작한다. 참여하려는 기업은 누리집에서 신청서를 받아 내면 된다고 밝혔다."
    frame = f"<table><tr><td>글</td></tr><tr><td><p>{BODY}</p><p>{more}</p>{table}<p>{last}</p></td></tr></table>"
    text = one(put(tmp_path, page(outer.format(frame)))).article.text
    assert [line for line in text.split("\n") if line.strip()][-5:] == [
        BODY,
        more,
        "사업 | 2026년",
        "AI 팩토리 | 2,200억원",
        last,
    ]


def test_a_page_in_euc_kr_is_read_whatever_its_ending(tmp_path: Path) -> None:
    content = page(f'<div itemprop="articleBody"><p>{BODY}</p></div>', charset="euc-kr")
    assert one(put(tmp_path, content, "article")).article.text == BODY


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ('<img src="/images/opentype01.png" alt="공공누리 제1유형 출처표시">', "KOGL-1"),
        ('<a href="https://www.kogl.or.kr/info/license.do">공공누리 4유형: 변경금지</a>', "KOGL-4"),
        ('<a rel="license" href="https://creativecommons.org/licenses/by-nc/4.0/">CC</a>', "CC-BY-NC-4.0"),
        ("<p>저작권은 본사에 있다.</p>", None),
    ],
)
def test_the_licence_is_kept_where_the_page_states_one(mark: str, said: str | None, tmp_path: Path) -> None:
    assert one(put(tmp_path, page(f"<article><p>{BODY}</p></article>{mark}"))).article.license == said


def test_a_page_without_an_article_says_so(tmp_path: Path) -> None:
    assert "no article is found" in problem(put(tmp_path, page("<ul><li>홈</li></ul>")))


def test_a_year_in_the_copyright_line_is_no_date(tmp_path: Path) -> None:
    assert one(put(tmp_path, page(f"<article><p>{BODY}</p></article>"))).article.published_on is None


def test_a_page_nested_beyond_all_measure_is_refused_and_nothing_breaks(tmp_path: Path) -> None:
    deep = page("<div>" * 50_000 + BODY + "</div>" * 50_000)
    file = put(tmp_path, deep)
    assert "no article is found" in problem(file)


def test_every_layout_has_a_body() -> None:
    assert all(layout.body for layout in layouts())
