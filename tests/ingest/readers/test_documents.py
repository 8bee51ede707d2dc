"""PDF, Word and Hancom documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ingest.readers.making import BODY, HANCOM, one, packed, pdf, problem, word

TABLE = [["사업", "2025년", "2026년"], ["AI 팩토리 선도사업", "1,582억원", "2,200억원"]]


@pytest.mark.parametrize("name", ["release.hwp", "release.hwpx"])
def test_a_hancom_document_keeps_its_order_and_its_tables_as_lines(name: str) -> None:
    article = one(HANCOM / name).article
    assert article.text is not None
    assert article.text.split("\n") == [
        "산업통상부, AI 팩토리 선도사업에 2,200억원 투입",
        "보도시점: 2026. 3. 5.(목)",
        "□ 산업통상부는 2026년 AI 팩토리 선도사업에 2,200억원을 투입한다고 밝혔다.",
        "사업 | 2025년 | 2026년",
        "AI 팩토리 선도사업 | 1,582억원 | 2,200억원",
        "온디바이스 AI 반도체 | - | 1,851억원",
        "○ 김정관 장관은 “제조업의 AI 전환을 앞당기겠다”고 말했다.",
    ]
    assert article.published_on == date(2026, 3, 5)


def test_the_content_decides_and_not_the_ending(tmp_path: Path) -> None:
    file = tmp_path / "release.hwp"
    file.write_bytes((HANCOM / "release.hwpx").read_bytes())
    assert "2,200억원" in (one(file).article.text or "")


def test_an_encrypted_hwp_says_so(tmp_path: Path) -> None:
    data = bytearray((HANCOM / "release.hwp").read_bytes())
    at = data.index(b"HWP Document File") + 36
    data[at] |= 0x2
    file = tmp_path / "locked.hwp"
    file.write_bytes(data)
    assert problem(file) == "is encrypted"


@pytest.mark.parametrize("name", ["release.hwp", "release.hwpx"])
def test_a_document_that_is_cut_off_is_refused(name: str, tmp_path: Path) -> None:
    data = (HANCOM / name).read_bytes()
    file = tmp_path / name
    file.write_bytes(data[: len(data) // 2])
    assert "broken or cut off" in problem(file)


def test_a_word_document_keeps_its_order_and_its_tables_as_lines(tmp_path: Path) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(word(["추진 계획", BODY, "끝."], TABLE, title="AI 팩토리 추진 계획"))
    article = one(file).article
    lines = "사업 | 2025년 | 2026년\nAI 팩토리 선도사업 | 1,582억원 | 2,200억원"
    assert article.text == f"추진 계획\n{BODY}\n{lines}\n끝."
    assert article.title == "AI 팩토리 추진 계획"


def test_lines_that_only_the_margin_broke_are_joined_within_and_between_words(tmp_path: Path) -> None:
    lines = [
        "산업통상부는 제조 현장에 인공지능을 심는 AI 팩토리 선도사업에 예산을 투입한다고 5일 밝",
        "혔다. 이 사업은 조선과 자동차 공장에서 먼저 시작해 내년에는 모든 업종으로 넓어질 예정이며",
        "정부가 비용을 댄다.",
    ]
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf([[(60, 760 - 14 * n, line) for n, line in enumerate(lines)]]))
    assert one(file).article.text == (
        "산업통상부는 제조 현장에 인공지능을 심는 AI 팩토리 선도사업에 예산을 투입한다고 5일 밝혔다. "
        "이 사업은 조선과 자동차 공장에서 먼저 시작해 내년에는 모든 업종으로 넓어질 예정이며 정부가 비용을 댄다."
    )


def test_items_of_an_outline_stay_lines_of_their_own(tmp_path: Path) -> None:
    lines = [
        "□ 산업통상부는 AI 팩토리 선도사업에 2,200억원을 투입한다고 밝혔으며 이는 사상 최대 규모이다",
        "○ 조선과 자동차 공장이 먼저 참여한다",
        "○ 내년에는 로봇 공장으로 넓힌다",
    ]
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf([[(60, 760 - 14 * n, line) for n, line in enumerate(lines)]]))
    assert (one(file).article.text or "").split("\n") == lines


def test_columns_are_read_one_after_the_other_and_a_heading_across_stays_before_them(tmp_path: Path) -> None:
    left = [
        "첫째 단의 첫 줄은 여기서 시작하고",
        "첫째 단의 둘째 줄이 그 뒤를 잇고",
        "첫째 단의 셋째 줄이 또 이어지고",
        "첫째 단의 넷째 줄은 끝이 되고",
        "첫째 단은 여기서 모두 끝난다.",
    ]
    right = [line.replace("첫째 단", "둘째 단") for line in left]
    heading = (
        60.0,
        780.0,
        "두 단에 걸친 아주 긴 제목이 여기에 있어서 가운데의 빈 자리를 지나 오른쪽 단의 위에까지 이어진다",
    )
    places = [(60.0, 750.0 - 14 * n, line) for n, line in enumerate(left)]
    places += [(320.0, 750.0 - 14 * n, line) for n, line in enumerate(right)]
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf([[heading, *places]]))
    text = one(file).article.text or ""
    assert text.startswith("두 단에 걸친")
    assert text.index("첫째 단은 여기서 모두 끝난다.") < text.index("둘째 단의 첫 줄은")


def test_the_cells_of_a_table_stay_in_their_line(tmp_path: Path) -> None:
    rows = [("사업", "2025년", "2026년"), ("AI 팩토리", "1,582억원", "2,200억원"), ("반도체", "900억원", "1,851억원")]
    places = [(60.0 + 150 * c, 760.0 - 14 * r, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)]
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf([places]))
    assert (one(file).article.text or "").split("\n") == [" | ".join(row) for row in rows]


def test_an_encrypted_pdf_a_scan_and_a_cut_off_one_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf([[(60, 760, BODY[:40])]], password="비밀"))
    assert problem(file) == "is an encrypted PDF"
    file.write_bytes(pdf([[]]))
    assert problem(file) == "is a PDF without text (a scan)"
    file.write_bytes(pdf([[(60, 760, BODY[:40])]])[:300])
    assert "broken or cut off" in problem(file)


def test_a_pdf_of_a_thousand_pages_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf([[(60, 760, "쪽")]] * 1000))
    assert problem(file) == "is a PDF of 1,000 pages, more than 300"


def test_a_hancom_document_with_entities_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.hwpx"
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    file.write_bytes(packed({"mimetype": b"application/hwp+zip", "Contents/section0.xml": bomb}))
    assert "declares entities" in problem(file)
