"""Boundaries, glosses and short forms of names, without the models."""

from __future__ import annotations

import pytest
from spacy.language import Language

import ingest.korean.sentences  # noqa: F401 - its import registers the component
from ingest.extract.boundaries import Boundaries
from ingest.extract.coreference import initials, shortens, things
from ingest.extract.crf import Labelled
from ingest.extract.mentions import Mention, abbreviates, from_labels, tidy
from ingest.extract.units import sequences
from ingest.korean.tokenizer import blank


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    return nlp


def mention(text: str, surface: str, label: str = "Program") -> Mention:
    start = text.index(surface)
    return Mention(start, start + len(surface), label, 0.9)


def surfaces(text: str, mentions: list[Mention]) -> list[str]:
    return [text[m.start : m.end] for m in mentions]


@pytest.mark.parametrize(
    ("text", "found", "clean"),
    [
        ("'AI 팩토리 사업'을", "'AI 팩토리 사업'", ["AI 팩토리 사업"]),
        ("「AI기본법」이", "「AI기본법」", ["AI기본법"]),
        ("온디바이스 AI(", "온디바이스 AI(", ["온디바이스 AI"]),
        ("▷AI 실증 사업 ◆반도체 사업", "▷AI 실증 사업 ◆", ["AI 실증 사업"]),
        ("국제해사기구(IMO)는", "국제해사기구(IMO)", ["국제해사기구", "IMO"]),
        ("산업통상자원부(이하 산업부)는", "산업통상자원부(이하 산업부)", ["산업통상자원부", "산업부"]),
        ("제조 AI 전환(M.AX) 얼라이언스가", "제조 AI 전환(M.AX) 얼라이언스", ["제조 AI 전환(M.AX) 얼라이언스"]),
    ],
)
def test_marks_and_glosses_are_no_part_of_a_name(text, found, clean):
    assert surfaces(text, tidy(text, [mention(text, found, "Organization")])) == clean


@pytest.mark.parametrize("surface", ["㈜금강", "금강㈜", "(주)금강", "금강(주)", "주식회사 금강", "금강 주식회사"])
def test_the_legal_form_is_no_part_of_a_companys_name(surface):
    text = f"{surface}이 왔다"
    assert surfaces(text, tidy(text, [mention(text, surface, "Organization")])) == ["금강"]
    assert surfaces("SK(주)C&C가", tidy("SK(주)C&C가", [Mention(0, 9, "Organization", 0.9)])) == ["SK(주)C&C가"]


def test_letters_in_brackets_behind_a_name_become_its_gloss():
    text = "한국산업기술진흥원(KIAT)이 맡는다"
    first, second = tidy(text, [mention(text, "한국산업기술진흥원", "Organization")])
    assert text[second.start : second.end] == "KIAT"
    assert second.gloss == first.start


def test_what_a_name_is_continued_by_at_its_front_is_no_name_beside_it(nlp):
    text = "조선해양산업 기술개발에 돈을 쓴다"
    found = [mention(text, "조선해양산업", "Sector"), mention(text, "기술개발", "Program")]
    mended = Boundaries(text, sequences(nlp(text))).mend(found)
    assert [(m.label, text[m.start : m.end]) for m in mended] == [("Program", "조선해양산업 기술개발")]


def test_what_a_bracket_says_of_a_place_is_no_other_name_of_it():
    text = "영남권(핵심소재)을 잇는다"
    place, material = mention(text, "영남권", "Technology"), mention(text, "핵심소재", "Sector")
    assert [(m.label, m.gloss) for m in tidy(text, [place, material])] == [("Technology", None), ("Sector", None)]


def test_an_age_in_brackets_is_no_gloss_of_a_person():
    text = "김정관(54) 장관"
    assert surfaces(text, tidy(text, [mention(text, "김정관", "Person")])) == ["김정관"]


@pytest.mark.parametrize(
    ("short", "whole", "label"),
    [
        ("과기정통부", "과학기술정보통신부", "Ministry"),
        ("복지부", "보건복지부", "Ministry"),
        ("대한상의", "대한상공회의소", "Organization"),
        ("서울대", "서울대학교", "Organization"),
        ("산업은행", "한국산업은행", "Organization"),
        ("출범식", "k휴머노이드연합출범식", "Event"),
        ("실증밸리조성사업", "ax실증밸리조성사업", "Program"),
        ("조선업", "조선산업", "Sector"),
        ("소부장", "소재부품장비", "Sector"),
    ],
)
def test_short_forms_stand_for_longer_names(short, whole, label):
    assert shortens(short, whole, label)


@pytest.mark.parametrize(
    ("short", "whole", "label"),
    [
        ("제4차기본계획", "제5차기본계획", "Program"),
        ("산업부", "과학기술정보통신부", "Ministry"),
        ("전자", "삼성전자", "Organization"),
        ("로봇", "반도체", "Sector"),
    ],
)
def test_what_differs_is_kept_apart(short, whole, label):
    assert not shortens(short, whole, label)


def test_abbreviations_keep_the_order_of_syllables():
    assert abbreviates("대한상의", "대한상공회의소")
    assert not abbreviates("대의한상", "대한상공회의소")
    assert initials("소부장", "소재부품장비")


def test_mentions_of_one_name_become_one_thing_under_its_longest_name():
    text = "산업 디지털 전환 촉진법이 통과됐다. 촉진법은 내년에 시행된다."
    again = text.index("촉진법은")
    (thing,) = things(text, [mention(text, "산업 디지털 전환 촉진법"), Mention(again, again + 3, "Program", 0.9)])
    assert thing.name == "산업 디지털 전환 촉진법"
    assert surfaces(text, thing.mentions) == ["산업 디지털 전환 촉진법", "촉진법"]
    assert [m.how for m in thing.mentions] == ["name", "alias"]


def test_the_labels_of_units_become_mentions_and_doubtful_units_weak_ones(nlp):
    doc = nlp("정부는 로봇을 만든다")
    (sequence,) = sequences(doc)
    labels = [Labelled("O", 0.99)] * len(sequence.units)
    labels[0] = Labelled("B-Ministry", 0.9)
    labels[2] = Labelled("O", 0.6, "B-Technology", 0.3)
    found = from_labels(sequence.units, labels)
    assert [(doc.text[m.start : m.end], m.label, m.score) for m in found] == [
        ("정부", "Ministry", 0.9),
        ("로봇", "Technology", 0.3),
    ]


@pytest.mark.parametrize(
    ("text", "found", "label", "mended"),
    [
        ("산업부·해수부가 나선다", "산업부·해수부", "Ministry", ["산업부", "해수부"]),
        (
            "농촌진흥청 산하 한국농업기술진흥원은",
            "농촌진흥청 산하 한국농업기술진흥원",
            "Organization",
            ["한국농업기술진흥원"],
        ),
        ("혁신성장펀드 등 기존 정책 펀드는", "혁신성장펀드 등 기존 정책 펀드", "Fund", ["혁신성장펀드"]),
        ("한국AI·로봇협회장은", "한국AI·로봇협회장", "Organization", ["한국AI·로봇협회장"]),
        ("한국전력·한국가스협회가", "한국전력·한국가스협회", "Organization", ["한국전력", "한국가스협회"]),
        ("향후 산업별 분과를", "향후 산업별 분과", "Division", ["산업별 분과"]),
        (
            "반도체 등 첨단산업 인재양성법은",
            "반도체 등 첨단산업 인재양성법",
            "Program",
            ["반도체 등 첨단산업 인재양성법"],
        ),
        ("메모리의 SK하이닉스가", "메모리의 SK하이닉스", "Organization", ["SK하이닉스"]),
        ("유영미 군수는", "유영미 군수", "Person", ["유영미"]),
        ("서 부회장은", "서", "Person", []),
        ("현대차 - 휴머노이드 개발 등", "현대차 - 휴머노이드 개발", "Program", ["현대차", "휴머노이드 개발"]),
        ("ㅇ (지역 AX) 5극 3특 전략을", "지역 AX) 5극 3특 전략", "Program", ["5극 3특 전략"]),
        ("연구개발(R&D) 혁신에", "R&D) 혁신", "Program", ["연구개발(R&D) 혁신"]),
        ("경쟁력 강화를 위해 설계지원센터를", "경쟁력 강화를 위해 설계지원센터", "Program", ["설계지원센터"]),
        ("유통·물류를", "유통·물류", "Sector", ["유통·물류"]),
        ("재생에너지를 앞세운 에너지 대전환에", "재생에너지를 앞세운 에너지 대전환", "Program", ["에너지 대전환"]),
        ("합성수지로 만든 소형어선 실증은", "합성수지로 만든 소형어선 실증", "Program", ["소형어선 실증"]),
        ("지역으로 이어지는 진입도로를", "지역으로 이어지는 진입도로", "Program", ["진입도로"]),
        ("'AI로 여는 미래 전략'을", "AI로 여는 미래 전략", "Program", ["AI로 여는 미래 전략"]),
        ("예산안에 스마트공장 구축 지원을", "예산안에 스마트공장 구축 지원", "Program", ["스마트공장 구축 지원"]),
        ("생태계 조성을 위한 업무협약을", "생태계 조성을 위한 업무협약", "Event", ["생태계 조성을 위한 업무협약"]),
        ("산업 진흥에 관한 법률이", "산업 진흥에 관한 법률", "Program", ["산업 진흥에 관한 법률"]),
        ("조선해양산업 기술개발에", "기술개발", "Program", ["조선해양산업 기술개발"]),
        ("로봇과 기술개발에", "기술개발", "Program", ["기술개발"]),
        ("▲공용 모델 개발 ▲핵심기술 개발 등", "기술 개발", "Program", ["핵심기술 개발"]),
        ("제조혁신지원과를 둔다", "제조혁신지원", "Division", ["제조혁신지원과"]),
        ("제조혁신지원과 함께", "제조혁신지원", "Division", ["제조혁신지원"]),
        (
            "국방인공지능기획국과 전력정책국을",
            "국방인공지능기획국과 전력정책국",
            "Division",
            ["국방인공지능기획국", "전력정책국"],
        ),
        ("지난달 전력정책국을", "지난달 전력정책국", "Division", ["전력정책국"]),
        (
            "예후 관리 서비스 개발과 전환 플랫폼 구축사업 예산으로 각각 40억원을",
            "예후 관리 서비스 개발과 전환 플랫폼 구축사업",
            "Program",
            ["예후 관리 서비스 개발", "전환 플랫폼 구축사업"],
        ),
        ("인공지능과 로봇 융합사업에 40억원을", "인공지능과 로봇 융합사업", "Program", ["인공지능과 로봇 융합사업"]),
    ],
)
def test_boundaries_are_mended(nlp, text, found, label, mended):
    doc = nlp(text)
    assert surfaces(text, Boundaries(text, sequences(doc)).mend([mention(text, found, label)])) == mended
