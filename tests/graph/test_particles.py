"""Korean particles after words of every ending."""

from __future__ import annotations

import pytest

from graph.particles import Word, ending


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("산업통상부", "산업통상부가"),
        ("M.AX 얼라이언스", "M.AX 얼라이언스가"),
        ("산업 AI 확산 10대 과제", "산업 AI 확산 10대 과제가"),
        ("AI 팩토리 선도 사업", "AI 팩토리 선도 사업이"),
        ("서울", "서울이"),
        ("KAIST", "KAIST가"),
        ("ETRI", "ETRI가"),
        ("KTL", "KTL이"),
        ("IBM", "IBM이"),
        ("스마트제조혁신 2.0", "스마트제조혁신 2.0이"),
        ("CES 2026", "CES 2026이"),
        ("CES 2025", "CES 2025가"),
        ("5극 3특", "5극 3특이"),
        ("목표 10", "목표 10이"),
        ("70%", "70%가"),
        ("국민성장펀드(기금)", "국민성장펀드(기금)가"),
        ("AI기본법 (안)", "AI기본법 (안)이"),
        ("「인공지능 기본법」", "「인공지능 기본법」이"),
        ("Physical AI Lab", "Physical AI Lab이"),
        ("AI Hub", "AI Hub이"),
        ("NVIDIA", "NVIDIA가"),
        ("OpenAI", "OpenAI가"),
        ("Bridge", "Bridge가"),
        ("『』", "『』가"),
    ],
)
def test_the_subject_particle_fits_the_last_sound(word: str, told: str) -> None:
    assert f"{Word(word):이/가}" == told


def test_every_particle_has_both_forms() -> None:
    closed, opened, rieul = Word("사업"), Word("과제"), Word("서울")
    pairs = ("은/는", "을/를", "과/와", "으로/로", "이다/다")
    assert [f"{closed:{pair}}" for pair in pairs] == ["사업은", "사업을", "사업과", "사업으로", "사업이다"]
    assert [f"{opened:{pair}}" for pair in pairs] == ["과제는", "과제를", "과제와", "과제로", "과제다"]
    assert [f"{rieul:{pair}}" for pair in pairs] == ["서울은", "서울을", "서울과", "서울로", "서울이다"]
    assert f"{closed}" == "사업"


def test_a_decomposed_syllable_ends_as_the_composed_one() -> None:
    assert ending("사업") == "consonant"
