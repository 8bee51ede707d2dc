"""One command reads a folder that holds every format, prints what each file became and why any was refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_ingest import articles, flat
from tests.ingest.readers.making import BODY, HANCOM, bigkinds_rows, mail, packed, page, pdf, word, workbook


def text(number: int) -> str:
    return f"{number}번째 자료다. {BODY}"


def row(number: int, excluded: str = "") -> dict[str, str]:
    key = f"0110010{number}.2026030509000000{number}"
    said = {"뉴스 식별자": key, "일자": "20260305", "언론사": "한빛신문", "제목": "AI 팩토리", "본문": text(number)}
    return {**said, "분석제외 여부": excluded}


def as_csv(rows: list[list[str]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode("cp949")


RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>산업통상부 보도자료</title>
<item><title>소식</title><link>https://motir.example.kr/rss</link><description>{text(31)}</description>
<pubDate>Wed, 04 Mar 2026 23:30:00 GMT</pubDate></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>산업통상부 보도자료</title><entry><title>소식</title>
<link href="https://motir.example.kr/atom"/><id>1</id><content type="html">{text(32)}</content>
<published>2026-03-05T08:30:00+09:00</published></entry></feed>"""
PRESS = f"""<?xml version="1.0" encoding="UTF-8"?><response><body><NewsItem><NewsItemId>156700001</NewsItemId>
<ApproveDate>03/05/2026 11:00:00</ApproveDate><Title>AI 팩토리</Title>
<DataContents><![CDATA[<p>{text(33)}</p><p>공공누리 제1유형</p>]]></DataContents>
<MinisterCode>산업통상부</MinisterCode></NewsItem></body></response>"""
LD = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "AI 팩토리",
"url": "https://news.example.com/1", "datePublished": "2026-03-05"}</script>"""
NAVER = f"""<h2 id="title_area">AI 팩토리</h2><span class="media_end_head_info_datestamp_time"
data-date-time="2026-03-05 09:00:00"></span><article id="dic_area">{text(35)}</article>"""

READ = {
    "a.md": f"---\nid: note\ndate: 2026-03-05\n---\n{text(1)}".encode(),
    "b.txt": text(2).encode("cp949"),
    "c.jsonl": (json.dumps({"id": "line", "text": text(3)}, ensure_ascii=False) + "\n").encode(),
    "d.html": page(f"<article><h1>AI 팩토리</h1><p>{text(34)}</p></article>", head=LD),
    "e.html": page(NAVER),
    "f.pdf": pdf([[(60, 700 - 20 * n, text(4)[40 * n : 40 * n + 40]) for n in range(5)]]),
    "g.docx": word([text(5), "끝."], [["사업", "예산"], ["AI 팩토리", "2,200억원"]]),
    "h.hwp": (HANCOM / "release.hwp").read_bytes(),
    "i.xlsx": workbook(bigkinds_rows(row(1), row(2, "중복"))),
    "j.csv": as_csv(bigkinds_rows(row(3))),
    "k.xml": PRESS.encode(),
    "l.xml": RSS.encode(),
    "m.xml": ATOM.encode(),
    "n.eml": mail("[보도자료] AI 팩토리", text(6)),
    "o.zip": packed({"안/글.txt": text(7).encode(), "p.hwpx": (HANCOM / "release.hwpx").read_bytes()}),
}
REFUSED = {
    "v.zip": (packed({"../escape.txt": BODY.encode()}), "has a name that leads out of its archive"),
    "w.pdf": (pdf([[(60, 700, BODY[:30])]], password="secret"), "is an encrypted PDF"),
    "x.docx": (word([text(8), "끝."], [["가"]])[:900], "is a ZIP archive that is broken or cut off"),
    "y.txt": (b"\x00\x01" * 50, "is binary, not text"),
    "z.xml": (b"<!DOCTYPE a [<!ENTITY b 'c'>]><rss><channel>&b;</channel></rss>", "declares XML entities"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file of every format, some of which cannot be read, and one that is of none."""
    made = tmp_path / "in"
    made.mkdir()
    for name, content in (READ | {name: content for name, (content, _) in REFUSED.items()}).items():
        (made / name).write_bytes(content)
    (made / "사진.png").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    return made


def test_a_folder_of_every_format_is_read_and_each_file_accounted_for(kaigraph: Run, folder: Path) -> None:
    result = kaigraph("ingest", folder)
    assert result.exit_code == 1
    told = result.stderr.splitlines()
    for name in READ:
        assert [line for line in told if f" added {folder}/{name}" in line], (name, told)
    for name, (_, reason) in REFUSED.items():
        assert [line for line in told if f" failed {folder}/{name}" in line and reason in line], (name, told)
        assert f"failed: {folder}/{name}" in result.stdout
    assert len(told) == len(READ) + 1 + len(REFUSED)
    # The two Hancom documents hold the same text, and so are the same article.
    assert f"added changed unchanged failed {len(READ)} 0 1 {len(REFUSED)}" in flat(result.stdout)
    assert f"left out: {folder}/i.xlsx: 1 × 분석제외: 중복" in result.stdout
    assert f"left out: {folder}: files of other kinds (1 .png)" in result.stdout
    assert {"note", "line", "korea.kr-156700001", "bigkinds-01100101.20260305090000001"} <= articles()
    assert len(articles()) == len(READ)
