"""Files made to harm: refused or bounded with a reason, and the rest goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ingest.readers import Document, Unreadable, feeds, jsonl
from tests.ingest.readers.making import BODY, bigkinds_rows, items, packed, problem, word, workbook

BILLION = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<rss version="2.0"><channel><title>&c;</title>
<item><title>t</title><description>&c;</description></item></channel></rss>"""


def test_a_zip_bomb_is_told_from_its_table_of_contents(tmp_path: Path) -> None:
    file = tmp_path / "bomb.zip"
    file.write_bytes(packed({f"{n}.txt": b"0" * 10_000_000 for n in range(3)}))
    assert "times its size" in problem(file)
    file.write_bytes(packed({f"{n}.txt": b"0" * 10_000_000 for n in range(30)}))
    assert "unpacks to 300 MB" in problem(file)


def test_an_archive_that_lies_about_its_sizes_is_bounded(tmp_path: Path) -> None:
    file = tmp_path / "liar.zip"
    data = bytearray(packed({"a.txt": b"0" * 3_000_000}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    file.write_bytes(data)
    assert problem(file) == "is broken in its archive"


def test_an_archive_in_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "deep.zip"
    file.write_bytes(packed({"2.zip": packed({"3.zip": packed({"a.txt": BODY.encode()})})}))
    assert problem(file) == "is packed too deep"


@pytest.mark.parametrize("name", ["../escape.txt", "/etc/escape.txt", "a/../../escape.txt", "C:\\escape.txt"])
def test_a_name_that_leads_out_of_its_archive_is_refused(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(packed({name: BODY.encode(), "good.txt": BODY.encode()}))
    read_from = items(file)
    assert [item.error.message for item in read_from if isinstance(item, Unreadable)] == [
        "has a name that leads out of its archive"
    ]
    assert [item.name for item in read_from if isinstance(item, Document)] == [f"{file}/good.txt"]


def test_xml_that_declares_entities_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(BILLION)
    assert "declares XML entities" in problem(file)


def test_a_word_document_that_unpacks_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bomb.docx"
    file.write_bytes(packed({"word/document.xml": b" " * 250_000_000, "[Content_Types].xml": b"<x/>"}))
    assert "Word document that unpacks to 250 MB" in problem(file)
    whole = word(["가", "나"], [["다"]])
    file.write_bytes(whole[: len(whole) // 2])
    assert "broken or cut off" in problem(file)


def damaged(archive: bytes, member: str) -> bytes:
    """Spoil what is packed under a name: the table of contents stays as it is."""
    data = bytearray(archive)
    start = data.index(member.encode()) + len(member)
    data[start] |= 7  # no kind of block that there is
    return bytes(data)


def test_what_is_packed_and_damaged_is_refused(tmp_path: Path) -> None:
    book = workbook(bigkinds_rows({"뉴스 식별자": "01100101.1", "일자": "20250122", "제목": "제목", "본문": BODY}))
    (tmp_path / "a.xlsx").write_bytes(damaged(book, "xl/worksheets/sheet1.xml"))
    (tmp_path / "a.docx").write_bytes(damaged(word([BODY, "끝"], [["가"]]), "word/document.xml"))
    assert problem(tmp_path / "a.xlsx") == "is a workbook that is broken"
    assert problem(tmp_path / "a.docx") == "is a Word document that is broken"


def test_an_archive_whose_table_of_contents_names_other_files_is_broken(tmp_path: Path) -> None:
    data = bytearray(packed({"가.txt": BODY.encode(), "b.txt": BODY.encode()}))
    name = data.index("가.txt".encode())
    data[name : name + 3] = b"\xff\xff\xff"  # said to be UTF-8
    file = tmp_path / "a.zip"
    file.write_bytes(data)
    good, broken = items(file)
    assert isinstance(good, Document)
    assert isinstance(broken, Unreadable)
    assert broken.error.message == "is broken in its archive"


def test_a_fault_of_a_reader_ends_what_it_reads_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise AttributeError("no such thing")

    monkeypatch.setattr(feeds, "read", fails)
    monkeypatch.setattr(jsonl, "read", fails)
    (tmp_path / "a.xml").write_text("<rss version='2.0'/>")
    (tmp_path / "b.jsonl").write_text('{"text": "글이다."}')
    (tmp_path / "c.zip").write_bytes(packed({"a.xml": b"<rss version='2.0'/>", "b.txt": BODY.encode()}))
    reasons = {
        item.name.removeprefix(f"{tmp_path}/"): item.error.message if isinstance(item, Unreadable) else "read"
        for item in items(tmp_path)
    }
    fault = "cannot be read: AttributeError: no such thing"
    assert reasons == {"a.xml": fault, "b.jsonl:1": fault, "c.zip/a.xml": fault, "c.zip/b.txt": "read"}


@pytest.mark.slow
def test_all_of_them_are_read_within_half_a_gigabyte_and_the_good_one_comes_through(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({f"{n}.txt": b"0" * 10_000_000 for n in range(19)}))
    (tmp_path / "b.xml").write_bytes(BILLION)
    (tmp_path / "c.html").write_bytes(b"<div>" * 500_000)
    (tmp_path / "d.hwp").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 100_000)
    (tmp_path / "e.pdf").write_bytes(b"%PDF-1.7\n" + b"\xff" * 100_000)
    (tmp_path / "f.md").write_text(BODY)
    program = (
        "import resource, sys; from ingest.readers import *;"
        "resource.setrlimit(resource.RLIMIT_DATA, (500_000_000, 500_000_000));"
        "print([type(i).__name__ for s in find([sys.argv[1]]).sources for i in read(s)])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == str(["Unreadable"] * 5 + ["Document"]), done.stderr
