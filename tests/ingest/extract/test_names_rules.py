"""What rules find beside the CRF: lists with a shared head, sittings and their bodies, offices, persons, references."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

import ingest.korean.sentences  # noqa: F401 - its import registers the component
from ingest.extract.appositions import appositions
from ingest.extract.coreference import Thing, things
from ingest.extract.events import as_event, body_of, sittings
from ingest.extract.heads import head_of, kind_of
from ingest.extract.judge import Company
from ingest.extract.lists import counted, shared_heads
from ingest.extract.mentions import Mention, persons_alone
from ingest.extract.offices import apart, headed, headless, proposed, without_head
from ingest.extract.proposals import by_head, label_by_head, persons
from ingest.extract.references import resolve_descriptions, resolve_persons
from ingest.extract.scopes import scope_of
from ingest.extract.spreading import spread
from ingest.extract.units import sequences
from ingest.korean.tokenizer import blank


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = blank()
    nlp.add_pipe("kaigraph_sentences")
    return nlp


def mention(text: str, surface: str, label: str) -> Mention:
    start = text.index(surface)
    return Mention(start, start + len(surface), label, 0.9)


def spans(text: str, thing: Thing) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.how) for m in thing.mentions]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "위원회는 기술동향, 미래산업, 표준, 정책제언 등 4개 분과로 움직인다.",
            ["기술동향 분과", "미래산업 분과", "표준 분과", "정책제언 분과"],
        ),
        ("포럼은 분과 셋을 두었다. 분과(수요, 설계, 제조)가 그것이다.", ["수요 분과", "설계 분과", "제조 분과"]),
        ("일은 세 분과로 나눴다. ▲금융지원 ▲인력양성 ▲글로벌화.", ["금융지원 분과", "인력양성 분과", "글로벌화 분과"]),
        ("AI 팩토리와 제조서비스, 휴머노이드 등 3개 분과", ["AI 팩토리 분과", "제조서비스 분과", "휴머노이드 분과"]),
        ("IoT·가전, 기계·로봇 등 2개 분과", ["IoT·가전 분과", "기계·로봇 분과"]),
        ('"AI 팩토리, AI 로봇 등 분과별로 데이터를 모은다"', ["AI 팩토리 분과", "AI 로봇 분과"]),
        ("반도체, 자동차 등 4대 업종의 기업", []),
        ("산단 사업과 정책을 총괄 조정하고, 앞서 꾸려진 10개 분과와 잇는다.", []),
    ],
)
def test_members_of_a_list_share_its_head(nlp, text, names):
    assert [m.whole for m in shared_heads(text, sequences(nlp(text)))] == names


def test_an_item_that_begins_with_a_division_names_it_whole(nlp):
    text = "- 산업 AX 및 생태계 분과: 조준희 협회장\n- 데이터 분과 - 백은옥 교수\n새 분과를 세운다: 곧"
    found = shared_heads(text, sequences(nlp(text)))
    assert [text[m.start : m.end] for m in found] == ["산업 AX 및 생태계 분과", "데이터 분과"]


@pytest.mark.parametrize(
    ("text", "industries", "members"),
    [
        ("자동차, IoT·가전, 기계·로봇 등 3대 업종", "IoT 가전 기계 로봇 자동차", ["자동차", "IoT·가전", "기계·로봇"]),
        ("반도체·자동차·조선 등 3개 업종", "반도체·자동차·조선", ["반도체", "자동차", "조선"]),
        ("▲로봇·모빌리티 ▲반도체 등 2대 산업", "로봇 모빌리티 반도체", ["로봇·모빌리티", "반도체"]),
        ("로봇, 반도체 등 5대 산업", "로봇 반도체", ["로봇", "반도체"]),
    ],
)
def test_the_number_stated_cuts_a_list_of_industries(nlp, text, industries, members):
    found = sorted((mention(text, name, "Sector") for name in industries.split()), key=lambda m: m.start)
    assert [text[m.start : m.end] for m in counted(text, sequences(nlp(text)), found)] == members


def test_a_counted_list_does_not_go_on_over_the_end_of_a_sentence(nlp):
    text = "반도체, 프리미엄 소비재가 여기에 든다. 정부는 2대 신산업에 투자한다."
    found = [mention(text, "반도체", "Sector"), mention(text, "프리미엄 소비재", "Technology")]
    assert counted(text, sequences(nlp(text)), found) == found


@pytest.mark.parametrize(
    ("surface", "label", "body", "body_label"),
    [
        ("제33차 연구개발특구위원회", "Event", "연구개발특구위원회", "Committee"),
        ("4차산업혁명위원회 제2차 회의", "Event", "4차산업혁명위원회", "Committee"),
        ("AI 자율제조 얼라이언스 출범식", "Event", "AI 자율제조 얼라이언스", "Alliance"),
    ],
)
def test_a_sitting_names_its_body(surface, label, body, body_label):
    event = as_event(surface, Mention(0, len(surface), "Committee", 0.9))
    assert event.label == label
    found = body_of(surface, event)
    assert found is not None
    assert (surface[found.start : found.end], found.label) == (body, body_label)


def test_a_standing_body_is_no_event():
    text = "국가인공지능전략위원회"
    assert as_event(text, Mention(0, len(text), "Committee", 0.9)).label == "Committee"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("산업정책실장", "산업정책실"),
        ("구미전자정보기술원장", "구미전자정보기술원"),
        ("위원장", "위원장"),
        ("시장", "시장"),
    ],
)
def test_the_head_of_a_body_names_it(title, body):
    assert without_head(title) == body


def test_mayors_and_governors_act_for_their_place():
    text = "경상북도지사는"
    assert headless(text, mention(text, "경상북도지사", "Organization")).whole == "경상북도"


def test_a_division_parts_from_the_body_before_it():
    text = "방위사업청 방위산업진흥국은"
    parts = apart(text, mention(text, "방위사업청 방위산업진흥국", "Division"))
    assert [(text[m.start : m.end], m.label) for m in parts] == [
        ("방위사업청", "Ministry"),
        ("방위산업진흥국", "Division"),
    ]


@pytest.mark.parametrize(
    ("surface", "parts"),
    [
        ("전파정책국장 오하나", [("전파정책국장", "Division"), ("오하나", "Person")]),
        ("오하나 해외시장정책관", [("오하나", "Person"), ("해외시장정책관", "Division")]),
        ("AI 팩토리 분과", [("AI 팩토리 분과", "Division")]),
    ],
)
def test_a_division_parts_from_the_name_of_its_head(surface, parts):
    found = headed(surface, mention(surface, surface, "Division"))
    assert [(surface[m.start : m.end], m.label) for m in found] == parts


def test_compounds_that_end_like_an_office_are_proposed(nlp):
    text = "농업혁신정책실장과 디지털인재양성팀은 성과를 냈다."
    assert [m.whole or text[m.start : m.end] for m in proposed(text, sequences(nlp(text)))] == [
        "농업혁신정책실",
        "디지털인재양성팀",
    ]


def test_phrases_with_a_telling_noun_are_proposed(nlp):
    text = "정부는 반도체 생태계 펀드와 로봇 협의체를 만들고 각종 펀드를 늘린다."
    found = [(text[m.start : m.end], m.label) for m in by_head(text, sequences(nlp(text)))]
    assert ("반도체 생태계 펀드", "Fund") in found
    assert ("로봇 협의체", "Alliance") in found
    assert all(not surface.startswith("각종") for surface, _ in found)


@pytest.mark.parametrize(
    ("name", "label"), [("AI 활용 분과", "Division"), ("데이터 TF", "Division"), ("AI 활용 전략", None), ("펀드", None)]
)
def test_some_last_nouns_leave_no_doubt(name, label):
    assert label_by_head(name) == label


def test_the_last_noun_tells_the_kind():
    assert head_of("인공지능기본법") == ("Program", "law")
    assert kind_of("Program", "산업 AI 확산 10대 과제") == "task"
    assert kind_of("Organization", "한국산업은행") == "bank"
    assert kind_of("Fund", "국민성장펀드") is None


def test_persons_are_proposed_by_their_titles(nlp):
    text = "윤채원 대통령과 김석진 국무총리, 장관 이문성, 기관은 회의를 열었다."
    names = {text[m.start : m.end] for m in persons(text, sequences(nlp(text)))}
    assert {"윤채원", "김석진", "이문성"} <= names
    assert "기관은" not in names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("산업통상자원부(장관 방지안, 이하 산업부)는", ["방지안"]),
        ("단장에는 최하나 씨가 선임됐다.", ["최하나"]),
        ("강두리 국토교통부 2차관은 축사를 했다.", ["강두리"]),
        ("정하나·이두리 국회의원과 만났다.", ["정하나", "이두리"]),
        (
            "민간위원은 고진, 문하나, 임두리, 강세나, 노네나, 한다나 등이다.",
            ["고진", "문하나", "임두리", "강세나", "노네나", "한다나"],
        ),
        ("이사회 의장이 전문가 위원을 만났다.", []),
    ],
)
def test_persons_are_proposed_in_brackets_lists_and_before_titles(nlp, text, names):
    assert sorted({text[m.start : m.end] for m in persons(text, sequences(nlp(text)))}) == sorted(names)


def test_a_family_name_with_a_title_is_the_person_who_bears_it(nlp):
    text = "김병호 산업통상부 장관과 김아린 차관이 나왔다. 김 장관은 웃었다."
    found = things(text, [mention(text, "김병호", "Person"), mention(text, "김아린", "Person")])
    one, other = resolve_persons(text, found, sequences(nlp(text)))
    assert spans(text, one) == [("김병호", "name"), ("김 장관", "alias")]
    assert spans(text, other) == [("김아린", "name")]


def test_whom_only_a_family_name_names_is_left_out(nlp):
    text = "이어 최 장관은 웃었다."
    found = things(text, [mention(text, "최 장관", "Person")])
    assert resolve_persons(text, found, sequences(nlp(text))) == []


def test_descriptions_stand_for_what_was_named(nlp):
    text = "정부는 AI 팩토리 사업과 로봇 전략을 내놨다. 이 전략은 길고 이번 사업은 짧다."
    found = things(text, [mention(text, "AI 팩토리 사업", "Program"), mention(text, "로봇 전략", "Program")])
    resolve_descriptions(found, sequences(nlp(text)))
    by_name = {t.name: spans(text, t)[1:] for t in found}
    assert by_name == {"AI 팩토리 사업": [("이번 사업", "reference")], "로봇 전략": [("이 전략", "reference")]}


def test_a_description_does_not_stand_for_what_its_own_clause_names(nlp):
    text = "로봇 확산 프로젝트가 있다. 제조 전략 1.0을 바탕으로 하는 이 사업은 커진다."
    names = [mention(text, "로봇 확산 프로젝트", "Program"), mention(text, "제조 전략 1.0", "Program")]
    found = things(text, names)
    resolve_descriptions(found, sequences(nlp(text)))
    assert [t.name for t in found if ("이 사업", "reference") in spans(text, t)] == ["로봇 확산 프로젝트"]


def test_a_head_behind_a_quoted_name_is_of_it_and_behind_another_noun_of_nothing(nlp):
    text = "'로봇 실증산단' 구축 사업으로 바꾼다. 부산의 블록체인 사업도 있다. 사업은 커진다."
    heads = [m.start() for m in re.finditer("사업", text)]
    names = [mention(text, "로봇 실증산단", "Program"), *(Mention(at, at + 2, "Program", 0.4) for at in heads)]
    found = appositions(text, names, sequences(nlp(text)))
    assert [(m.start, m.gloss) for m in found[1:]] == [(heads[0], 1), (heads[2], None)]


@pytest.mark.parametrize(("joint", "things_found"), [("인 '", 1), (" '", 2), ("인 ", 2)])
def test_what_is_said_to_be_a_quoted_programme_is_that_one(nlp, joint, things_found):
    text = f"로봇 2단계 사업{joint}로봇 실증밸리'를 편다. 로봇 2단계 사업은 커진다."
    surfaces = ("로봇 2단계 사업", "로봇 실증밸리")
    names = [Mention(m.start(), m.end(), "Program", 0.9) for s in surfaces for m in re.finditer(s, text)]
    found = things(text, appositions(text, sorted(names, key=lambda m: m.start), sequences(nlp(text))))
    assert len(found) == things_found
    assert sum(len(t.mentions) for t in found) == 3


def test_who_governs_is_not_his_administration():
    text = "이재명 정부의 과제를 이재명 대통령이 밝혔다. 박민규 정부혁신국장도 왔다."
    names = [Mention(m.start(), m.end(), "Person", 0.9) for m in re.finditer("이재명|박민규", text)]
    assert [m.start for m in persons_alone(text, names)] == [names[1].start, names[2].start]


def test_a_bare_head_stands_for_the_body_named_last(nlp):
    text = "국가바이오위원회와 로봇위원회가 만났다. 위원회는 다시 모인다."
    found = things(text, [mention(text, "국가바이오위원회", "Committee"), mention(text, "로봇위원회", "Committee")])
    resolve_descriptions(found, sequences(nlp(text)))
    assert spans(text, found[1]) == [("로봇위원회", "name"), ("위원회", "reference")]


def test_a_generic_name_is_scoped_by_the_body_named_before_it():
    text = "수소연합이 출범식을 열었다. 연합은 표준 분과와 산업기반실을 둔다."
    named = [("수소연합", "Alliance"), ("출범식", "Event"), ("표준 분과", "Division"), ("산업기반실", "Division")]
    found = things(text, [mention(text, surface, label) for surface, label in named])
    assert {t.name: scope_of(t, found) for t in found} == {
        "수소연합": None,
        "출범식": "수소연합",
        "표준 분과": "수소연합",
        "산업기반실": None,
    }


@pytest.mark.parametrize(
    ("text", "body", "sitting"),
    [
        ("정부는 제13회 과학기술관계장관회의에서 정했다", "과학기술관계장관회의", "제13회 과학기술관계장관회의"),
        ("정책금융지원협의회 3차 회의에서 정했다", "정책금융지원협의회", "정책금융지원협의회 3차 회의"),
        ("로봇위원회 출범식이 열렸다", "로봇위원회", "로봇위원회 출범식"),
        ("로봇위원회가 정했다", "로봇위원회", None),
    ],
)
def test_a_body_with_a_number_or_an_occasion_names_a_sitting_too(text, body, sitting):
    found = sittings(text, [mention(text, body, "Committee")])
    assert [text[m.start : m.end] for m in found] == ([sitting] if sitting else [])


def test_a_name_is_found_wherever_it_stands_as_a_whole(nlp):
    text = "에이로봇이 나섰다. 업계는 에이로봇과 에이로봇랩을 주목한다."
    found = things(text, [mention(text, "에이로봇", "Organization")])
    spread(text, found, sequences(nlp(text)))
    (thing,) = found
    assert [m.start for m in thing.mentions] == [0, text.index("에이로봇과")]


def test_a_part_of_a_name_is_found_beside_who_it_belongs_to_alone(nlp):
    text = "표준, 기술 분과를 둔다. 표준 정책은 남는다. 김가나 교수(표준)가 왔다.\n△ 표준 (이다라 회장)"
    parts = [Mention(0, 2, "Division", 0.9, whole="표준 분과"), mention(text, "기술 분과", "Division")]
    found = things(text, parts)
    spread(text, found, sequences(nlp(text)))
    assert [m.start for m in found[0].mentions] == [0, text.index("표준)"), text.index("표준 (")]


@pytest.mark.parametrize(
    ("explained", "plain", "count"),
    [
        ("M.AX(제조 AX) 얼라이언스", "M.AX 얼라이언스", 1),
        ("제조 AI 전환(M.AX) 얼라이언스", "M.AX 얼라이언스", 1),
        ("로봇(AI) 얼라이언스", "조선 얼라이언스", 2),
    ],
)
def test_what_is_explained_within_its_name_is_the_same_without(explained, plain, count):
    text = f"{explained}가 떴다. {plain}는 커진다."
    assert len(things(text, [mention(text, explained, "Alliance"), mention(text, plain, "Alliance")])) == count


def test_a_head_of_each_stands_for_none_of_them(nlp):
    text = "표준 분과와 기술 분과를 뒀다. 각 분과에는 기업이 온다. 분과는 커진다."
    found = things(text, [mention(text, "표준 분과", "Division"), mention(text, "기술 분과", "Division")])
    resolve_descriptions(found, sequences(nlp(text)))
    assert [m.start for t in found for m in t.mentions if m.how == "reference"] == [text.index("분과는")]


def test_things_of_one_list_are_in_company():
    text = "정부는 반도체·자동차와 조선을 키운다"
    found = things(text, [mention(text, name, "Sector") for name in ("반도체", "자동차", "조선")])
    company = Company.of(found)
    beside = {t.name: [x.name for x in company.beside(text, t.mentions[0])] for t in found}
    assert beside == {"반도체": ["자동차"], "자동차": ["조선", "반도체"], "조선": ["자동차"]}
    assert company.labels == {"Sector": 3}


def test_a_common_technology_is_no_short_form_of_another() -> None:
    text = "AI 예산으로 AI 로봇을 만들고, 국산 로봇 기술과 로봇을 키운다."
    found = [Mention(0, 2, "Technology", 0.9), Mention(8, 13, "Technology", 0.9)]
    assert [thing.name for thing in things(text, found)] == ["AI", "AI 로봇"]
