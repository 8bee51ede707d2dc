"""A sketch tells copies of one report from other reports in much the same words."""

from __future__ import annotations

import pytest

from graph.sketch import BANDS, are_copies, bands, comparable, figures, keys_of, opened, sketch_of, wording

SENTENCES = [
    f"{place} {what} 공장은 {n * 7 + 13}억원을 들여 {n + 3}월까지 설비를 바꾸기로 했다."
    for n, (place, what) in enumerate(
        (place, what)
        for place in ("안산", "시흥", "아산", "여수", "군산", "포항")
        for what in ("주조", "도금", "사출", "열처리")
    )
]
REPORT = "\n".join(["경북도는 제조업 지원 계획을 밝혔다.", *SENTENCES, "경북도는 성과를 본다.", "경북도가 돕는다."])
PINNED = (693, "1HwIAAC4SadKvqNGwbDP1HhbGjQRqQ+8HbMobodlUVmUCaEhIw3o7JB/Rjkv")
PINNED_KEYS = [11522665, 11588008, 16069484]


def sketch(text: str) -> str:
    made = sketch_of(text)
    assert made is not None
    return made


def copies(a: str, b: str) -> bool:
    assert are_copies(sketch(a), sketch(b)) == are_copies(sketch(b), sketch(a))
    return are_copies(sketch(a), sketch(b))


def test_a_text_that_is_set_anew_is_a_copy() -> None:
    again = REPORT.replace("\n", " ").replace("공장은", "공장은,").replace(". ", ".\n\n")
    assert copies(REPORT, again)
    assert sketch(again) == sketch(REPORT.replace("\n", "\n\n"))


def test_a_text_that_is_cut_short_or_gets_an_end_is_a_copy() -> None:
    short = "\n".join(REPORT.splitlines()[:16])
    assert copies(REPORT, short)
    assert copies(REPORT, REPORT + "\n한 업체 대표는 “인력난을 더는 데 도움이 될 것”이라고 말했다.")


def test_the_same_words_with_other_figures_are_another_report() -> None:
    other = REPORT
    for n in reversed(range(len(SENTENCES))):
        other = other.replace(f" {n * 7 + 13}억원", f" {n * 11 + 1002}억원")
    assert wording(*map(opened, map(sketch, (REPORT, other)))) > 0.5  # type: ignore[arg-type]
    assert figures(*map(opened, map(sketch, (REPORT, other)))) < 0.6  # type: ignore[arg-type]
    assert not copies(REPORT, other)


def test_the_same_words_about_somebody_else_are_another_report() -> None:
    assert not copies(REPORT, REPORT.replace("경북도", "충남도"))


def test_other_words_are_another_report() -> None:
    assert not copies(REPORT, "\n".join(f"{n}번째 조사에서 응답자는 {n * 3}%가 찬성한다고 답했다." for n in range(40)))


def test_nothing_is_said_of_a_short_text() -> None:
    assert sketch_of("산업통상부는 7000억원을 쓴다.") is None
    assert sketch_of("") is None
    assert bands(None) == [None] * BANDS
    assert not are_copies(None, None)
    assert not comparable(None, None)


def test_a_sketch_of_another_form_is_compared_with_none() -> None:
    other = "0" + sketch(REPORT)[1:]
    assert opened(other) is None
    assert not are_copies(other, other)
    assert set(keys_of(other).values()) == {None}


def test_a_sketch_is_the_same_everywhere_and_always() -> None:
    """Stores keep sketches: where this fails, those that are in stores are worth nothing, and `FORM` must be raised."""
    assert (len(sketch(REPORT)), sketch(REPORT)[:60]) == PINNED
    assert bands(sketch(REPORT))[:3] == PINNED_KEYS


@pytest.mark.parametrize("length", [1, 30_000])
def test_a_long_text_has_a_sketch_as_long_as_any(length: int) -> None:
    text = REPORT + " ".join(str(number) for number in range(length))
    assert len(sketch(text)) < 1000
