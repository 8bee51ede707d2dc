"""Files with many articles: BIGKinds exports, press releases of the data portal, feeds, e-mails, archives."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from ingest.readers import Document, PassedOver, Unreadable
from tests.ingest.readers.making import BODY, HANCOM, bigkinds_rows, items, mail, one, packed, problem, workbook

FIRST = {
    "뉴스 식별자": "01100101.20260305090000001",
    "일자": "20260305",
    "언론사": "한빛신문",
    "제목": "AI 팩토리",
    "본문": BODY,
    "URL": "https://hanbit.example.com/1",
}
COPY = {**FIRST, "뉴스 식별자": "01100201.20260305090000002", "언론사": "새벽일보", "분석제외 여부": "중복"}
LATER = {
    "뉴스 식별자": "01100301.20260306090000003",
    "일자": "20260306",
    "제목": "다음 날",
    "본문": "반도체 예산이 는다.",
}
ROWS = bigkinds_rows(FIRST, COPY, LATER)


def as_csv(rows: list[list[str]], encoding: str) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode(encoding)


def documents(path: Path) -> list[Document]:
    return [item for item in items(path) if isinstance(item, Document)]


@pytest.mark.parametrize("form", ["xlsx", "utf-8", "utf-8-sig", "cp949"])
def test_an_export_of_bigkinds_gives_an_article_a_row_and_leaves_out_what_it_excludes(
    form: str, tmp_path: Path
) -> None:
    file = tmp_path / ("NewsResult.xlsx" if form == "xlsx" else "NewsResult.csv")
    file.write_bytes(workbook(ROWS) if form == "xlsx" else as_csv(ROWS, form))
    read = items(file)
    assert [type(item).__name__ for item in read] == ["Document", "PassedOver", "Document"]
    assert [item.why for item in read if isinstance(item, PassedOver)] == ["분석제외: 중복"]
    first = documents(file)[0]
    assert first.name == f"{file}:2"
    assert first.article.id == "bigkinds-01100101.20260305090000001"
    assert (first.article.publisher, first.article.published_on) == ("한빛신문", date(2026, 3, 5))
    assert (first.article.title, first.article.url) == ("AI 팩토리", "https://hanbit.example.com/1")
    assert first.article.text == BODY


def test_an_identifier_that_a_spreadsheet_made_a_number_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(
        as_csv(bigkinds_rows({"뉴스 식별자": "1.1001E+24", "일자": "20260305", "제목": "가", "본문": BODY}), "utf-8")
    )
    assert "lost digits" in problem(file)


def test_a_workbook_of_something_else_says_so(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(workbook([["이름", "금액"], ["가", 1]]))
    assert problem(file) == "is a workbook, and no export of BIGKinds"


def test_a_row_that_is_cut_off_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    whole = {"뉴스 식별자": "01100101.2", "일자": "20250122", "제목": "제목", "본문": BODY}
    header, row = bigkinds_rows(whole)
    file.write_bytes(as_csv([header, ["01100101.1", "20250122", "", "", "제목"], row], "utf-8"))
    cut, read = items(file)
    assert isinstance(cut, Unreadable)
    assert cut.error.message == "is a row that ends before its 본문"
    assert isinstance(read, Document)


def test_a_workbook_with_an_attribute_that_there_is_not_is_broken(tmp_path: Path) -> None:
    file = tmp_path / "export.xlsx"
    with zipfile.ZipFile(io.BytesIO(workbook(ROWS))) as book:
        files = {name: book.read(name) for name in book.namelist()}
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(b"ContentType=", b"KontentType=")
    file.write_bytes(packed(files))
    assert problem(file) == "is a workbook that is broken"


def test_an_export_without_a_column_that_is_needed_says_which(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes("뉴스 식별자,일자,제목\n1,20260305,가\n".encode())
    assert problem(file) == "has no column 본문"


PRESS = """<?xml version="1.0" encoding="UTF-8"?><response><header><resultCode>0</resultCode></header><body>
<NewsItem><NewsItemId>156700001</NewsItemId><ContentsType>H</ContentsType><ApproveDate>03/05/2026 11:00:00</ApproveDate>
<Title><![CDATA[AI 팩토리 선도사업에 2,200억원]]></Title><SubTitle1><![CDATA[제조업 전환 앞당긴다]]></SubTitle1>
<DataContents><![CDATA[<p>%s</p><p>&nbsp;</p><p>공공누리 제1유형</p>]]></DataContents>
<MinisterCode>산업통상부</MinisterCode><OriginalUrl>https://www.korea.kr/1</OriginalUrl>
<FileName>보도자료.hwpx</FileName><FileUrl>https://www.korea.kr/f/1</FileUrl></NewsItem>
<NewsItem><NewsItemId>156700002</NewsItemId><Title>붙임만 있는 자료</Title>
<ApproveDate>03/06/2026 09:00:00</ApproveDate>
<DataContents></DataContents><MinisterCode>과학기술정보통신부</MinisterCode><FileName>자료.hwp</FileName></NewsItem>
</body></response>"""


def test_press_releases_of_the_data_portal_are_read_with_ministry_day_and_licence(tmp_path: Path) -> None:
    file = tmp_path / "answer.xml"
    file.write_text(PRESS % BODY)
    first, attached, second = items(file)
    assert isinstance(attached, PassedOver)
    assert attached.why == "attachments that were not fetched: 보도자료.hwpx"
    assert isinstance(first, Document)
    assert first.article.id == "korea.kr-156700001"
    assert (first.article.publisher, first.article.published_on) == ("산업통상부", date(2026, 3, 5))
    assert first.article.license == "KOGL-1"
    assert first.article.text == f"제조업 전환 앞당긴다\n\n{BODY}\n\n공공누리 제1유형"
    assert isinstance(second, Unreadable)
    assert second.error.message == "has no text beside its attachments (자료.hwp)"


def test_an_error_of_the_data_portal_is_passed_on(tmp_path: Path) -> None:
    file = tmp_path / "answer.xml"
    reason = "<resultCode>30</resultCode><resultMsg>SERVICE KEY IS NOT REGISTERED</resultMsg>"
    file.write_text(f"<response><header>{reason}</header></response>")
    assert "SERVICE KEY IS NOT REGISTERED" in problem(file)


RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>산업통상부 보도자료</title>
<item><title>AI 팩토리에 2,200억원</title><link>https://motir.example.kr/1</link>
<description>&lt;p&gt;{BODY}&lt;/p&gt;</description><pubDate>Wed, 04 Mar 2026 23:30:00 GMT</pubDate></item>
<item><title>빈 소식</title><link>https://motir.example.kr/2</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>산업통상부 보도자료</title><entry>
<title>AI 팩토리에 2,200억원</title><link href="https://motir.example.kr/1"/><id>1</id>
<summary>짧은 요약</summary><content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content>
<published>2026-03-05T08:30:00+09:00</published></entry></feed>"""


@pytest.mark.parametrize("feed", [RSS, ATOM], ids=["RSS", "Atom"])
def test_an_entry_of_a_feed_is_an_article_of_its_day_in_korea(feed: str, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(feed)
    article = documents(file)[0].article
    assert article.text == BODY
    assert (article.title, article.publisher) == ("AI 팩토리에 2,200억원", "산업통상부 보도자료")
    assert (article.url, article.published_on) == ("https://motir.example.kr/1", date(2026, 3, 5))


@pytest.mark.parametrize(("zone", "day"), [("KST", 4), ("+0900", 4), ("GMT", 5), ("EST", 5)])
def test_the_zone_of_an_entrys_time_counts(zone: str, day: int, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(RSS.replace("23:30:00 GMT", f"23:30:00 {zone}"))
    assert documents(file)[0].article.published_on == date(2026, 3, day)


def test_an_entry_without_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(RSS)
    assert [item.error.message for item in items(file) if isinstance(item, Unreadable)] == ["is an entry without text"]


def test_a_feed_that_is_cut_off_says_so(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(RSS[:400])
    assert "is no well-formed XML" in problem(file)


@pytest.mark.parametrize("charset", ["utf-8", "euc-kr"])
def test_an_email_is_an_article_and_its_attachments_are_articles(charset: str, tmp_path: Path) -> None:
    file = tmp_path / "release.eml"
    release = (HANCOM / "release.hwpx").read_bytes()
    file.write_bytes(
        mail(
            "[보도자료] AI 팩토리", BODY, attached={"보도자료.hwpx": release, "사진.png": b"\x89PNG\0"}, charset=charset
        )
    )
    message, attachment, picture = items(file)
    assert isinstance(message, Document)
    assert (message.article.title, message.article.publisher) == ("[보도자료] AI 팩토리", "산업통상부 대변인실")
    assert (message.article.text, message.article.published_on) == (BODY, date(2026, 3, 6))
    assert isinstance(attachment, Document)
    assert attachment.name == f"{file}/보도자료.hwpx"
    assert isinstance(picture, PassedOver)


@pytest.mark.parametrize(("zone", "day"), [("+0900", 5), ("", 5), ("+0000", 6), ("GMT", 6), ("-0000", 6)])
def test_the_zone_of_an_emails_time_counts(zone: str, day: int, tmp_path: Path) -> None:
    file = tmp_path / "release.eml"
    file.write_bytes(mail("제목", BODY).replace(b"23:30:00 +0000", f"23:30:00 {zone}".encode()))
    assert documents(file)[0].article.published_on == date(2026, 3, day)


def test_an_email_in_an_encoding_that_there_is_not_is_read_as_korean(tmp_path: Path) -> None:
    file = tmp_path / "release.eml"
    file.write_bytes(mail("제목", BODY).replace(b'charset="utf-8"', b'charset="undefined"'))
    (message,) = documents(file)
    assert message.article.text == BODY


def test_an_archive_gives_what_is_in_it_whatever_that_is(tmp_path: Path) -> None:
    inner = packed({"안/글.txt": "안쪽 글이다.".encode()})
    file = tmp_path / "articles.zip"
    content = {
        "a.md": "---\nid: a\n---\n첫 글이다.".encode(),
        "b.jsonl": '{"id": "b1", "text": "둘째 글이다."}\n{"id": "b2", "text": "셋째 글이다."}\n'.encode(),
        "release.hwp": (HANCOM / "release.hwp").read_bytes(),
        "inner.zip": inner,
        "__MACOSX/._a.md": b"\0\0",
        "code.py": b"print(1)",
    }
    file.write_bytes(packed(content))
    read = items(file)
    assert {item.name.removeprefix(f"{file}/") for item in read if isinstance(item, Document)} == {
        "a.md", "b.jsonl:1", "b.jsonl:2", "release.hwp", "inner.zip/안/글.txt",
    }  # fmt: skip
    assert [item.name for item in read if isinstance(item, PassedOver)] == [f"{file}/code.py"]


def test_names_in_cp949_are_read_as_korean(tmp_path: Path) -> None:
    file = tmp_path / "old.zip"
    raw = packed({"XXXX.txt": BODY.encode()})
    file.write_bytes(raw.replace(b"XXXX.txt", "기사".encode("cp949") + b".txt"))
    assert one(file).name == f"{file}/기사.txt"
