"""Blanks and full-width forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.korean.characters import folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1조\u00a02,000억\u3000원", "1조 2,000억 원"),
        ("예산\t3억\u2009원", "예산 3억 원"),
        ("１，２００억 원（ＡＩ）～", "1,200억 원(AI)~"),
        ("\ufeff산업부는 \u200b과기정통부와", " 산업부는  과기정통부와"),
        ("둘째 줄은\n그대로다", "둘째 줄은\n그대로다"),
        ("‘AI 팩토리’와 `M.AX'를 “이끈다”", "'AI 팩토리'와 'M.AX'를 \"이끈다\""),
        ("조선ㆍ반도체‧로봇･방산·기계", "조선·반도체·로봇·방산·기계"),
        ("『인공지능 기본계획』 K‑반도체", "「인공지능 기본계획」 K-반도체"),
        ("과제는 ▷AI 선도 ▷데이터", "과제는 ▲AI 선도 ▲데이터"),
        ("과제:▹AI 선도►데이터 ▷", "과제:▲AI 선도▲데이터 ▷"),
        ("과제는\n▷AI 선도\n ▷데이터", "과제는\n▷AI 선도\n ▷데이터"),
        ("〈자료〉 2026~2030년 – 3%", "〈자료〉 2026~2030년 – 3%"),
    ],
)
def test_blanks_and_full_width_forms_become_plain(text: str, expected: str) -> None:
    assert folded(text) == expected


@given(st.text())
def test_every_character_keeps_its_place(text: str) -> None:
    found = folded(text)
    assert len(found) == len(text)
    assert folded(found) == found
    assert [c for c in text if "가" <= c <= "힣"] == [c for c in found if "가" <= c <= "힣"]
