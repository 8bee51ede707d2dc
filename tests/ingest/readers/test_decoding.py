import pytest

from graph.errors import InputError
from ingest.readers.decoding import decode

KOREAN = "산업통상부가 내년 M.AX 얼라이언스에 7천억원을 투입한다."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_korean_text_is_read_in_the_encodings_it_comes_in(encoding: str) -> None:
    assert decode(KOREAN.encode(encoding)) == KOREAN


def test_syllables_that_only_cp949_has_are_read() -> None:
    assert decode("똠방각하가 펲시를 샀다".encode("cp949")) == "똠방각하가 펲시를 샀다"


def test_newlines_of_every_system_become_one() -> None:
    assert decode(b"a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_decomposed_hangul_is_composed_and_nothing_else_changes() -> None:
    assert decode("산업 ½ ①".encode()) == "산업 ½ ①"
    assert decode("\u1109\u1161\u11ab업".encode()) == "산업"


def test_the_dos_end_of_file_mark_goes() -> None:
    assert decode(KOREAN.encode("cp949") + b"\x1a") == KOREAN


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n\t", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04....", "is a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ".hwp"),
        (b"\x89PNG\r\n\x1a\n", "is an image"),
        (KOREAN.encode("utf-16"), "is UTF-16"),
        (bytes(range(1, 128)) * 3, "is binary"),
        (b"abc\x00def", "is binary"),
        (bytes(range(128, 256)) * 3, "neither UTF-8 nor CP949 (the byte at 0"),
        (KOREAN.encode() + b"\xff", "neither UTF-8 nor CP949"),
        (("工业和信息化部发布人工智能规划。" * 3).encode("gb18030"), "not Korean"),
    ],
)
def test_what_is_no_korean_text_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as refused:
        decode(data)
    assert reason in refused.value.message
    assert refused.value.hint


def test_the_hint_names_the_likely_encoding() -> None:
    with pytest.raises(InputError) as refused:
        decode(("経済産業省は人工知能の産業化のため、2030年までに10兆円を投資する。" * 2).encode("shift_jis"))
    assert "shift_jis" in (refused.value.hint or "")


@pytest.mark.parametrize("text", ["산업", "7천억원", "AI", "조선·해운", "㈜케이", "“총회”"])
def test_the_shortest_korean_text_in_cp949_is_read(text: str) -> None:
    assert decode(text.encode("cp949")) == text


def test_the_limit_counts_bytes_and_names_megabytes() -> None:
    assert decode("가".encode(), limit=3) == "가"
    with pytest.raises(InputError, match=r"larger than 5 MB"):
        decode(b"a" * 5_000_001)
